About: James promises and does not pay: asked what happened, one new date; the second time a person takes over.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: 3
SMS Bot: Which day, and how much? For example: 50 on Friday.
SMS James: monday
SMS Bot: $186.40 by Mon, Nov 23. Until then no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: 1
SMS Bot: It's noted: $186.40 by Mon, Nov 23. Dana Reed sees it too.
-- Sun 2026-11-22 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Mon, Nov 23. Pay: https://pay.alder.example 1 change date. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Wed 2026-11-25 12:00
SMS Bot: Alder Finance, Dana Reed's team: We did not see $186.40 on Mon, Nov 23. What happened? 1 paid already, 2 new date, 3 parts. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Wed 2026-11-25 10:00)
= treatment outreach, promises 18640 by 2026-11-23 broken
SMS James: 2
SMS Bot: Which day, and how much? For example: 50 on Friday.
SMS James: friday
SMS Bot: $186.40 by Fri, Nov 27. Until then no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: yes
SMS Bot: It's noted: $186.40 by Fri, Nov 27. Dana Reed sees it too.
-- Thu 2026-11-26 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Fri, Nov 27. Pay: https://pay.alder.example 1 change date. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Sun 2026-11-29 12:00
= treatment outreach, promises 18640 by 2026-11-23 broken + 18640 by 2026-11-27 broken, custody queued, tasks none
