About: James blocks the bot. Telegram is off for him once that is found out, and the next step takes the next channel.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
[James blocks the bot]
-- Wed 2026-11-25 12:00
{TG failed: 403}
= opted_out telegram
-- Mon 2026-11-30 12:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 has been open since Fri, Nov 20. What happened? 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2026-11-30 11:00)
