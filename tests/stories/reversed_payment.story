About: A promise is kept, then the bank takes the payment back: neutral words, and a new start.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: i will pay on the 27th
SMS Bot: $186.40 by Fri, Nov 27. Until then no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: 1
SMS Bot: It's noted: $186.40 by Fri, Nov 27. Dana Reed sees it too.
-- Thu 2026-11-26 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Fri, Nov 27. Pay: https://pay.alder.example 1 change date. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Fri 2026-11-27 09:00
[James pays 186.40]
SMS Bot: Alder Finance, Dana Reed's team: Thank you, $186.40 arrived. You are up to date. Next: $186.40 on Dec 20. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= treatment cured, promises 18640 by 2026-11-27 kept
-- Tue 2026-12-01 09:00
[the bank returns payment 1, 186.40]
SMS Bot: Alder Finance, Dana Reed's team: Your bank returned $186.40 from Fri, Nov 27, so it is open again. 1 pay, 2 pick a date, 3 why. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= treatment outreach, promises 18640 by 2026-11-27 reversed, dpd 11
