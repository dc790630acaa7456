About: Telegram does not answer. What was to be said is unknown, and is not said twice; the talk goes on.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
[fault telegram timeout seconds=0 only=sendMessage]
TG James: 1987
{TG unknown: unknown}
= verified telegram
-- Sat 2026-11-21 12:00
TG James: hello?
TG Bot: What would help? [Why] [Pay] [Pick a date] [Parts] [Paid already] [Something is wrong] [Language] [Stop messages] [A person]
