About: Telegram says "too many requests, wait 30 seconds". The answer waits just that long, and goes once.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
[fault telegram rate_limited seconds=30 only=sendMessage]
TG James: [Why]
-- Sat 2026-11-21 10:01
TG Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. [Details] [Pay] [Pick a date] [A person]
-- Sat 2026-11-21 11:00
