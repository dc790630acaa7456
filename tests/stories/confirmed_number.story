About: The lender has confirmed James' number, so the first text names the debt. Telegram comes in by webhook.
Begins: Thu 2026-11-19 08:00 America/New_York
Person: James verified=sms
Telegram: webhook

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is due Fri, Nov 20, unless autopay takes it. Pay: https://pay.alder.example Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Thu 2026-11-19 08:00)
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG James: why is it overdue
TG Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. [Details] [Pay] [Pick a date] [A person]
TG James: i can pay next friday
TG Bot: $186.40 by Fri, Nov 27. Until then no reminders except one the day before. Is that right? [Yes] [Change]
TG James: yes
TG Bot: It's noted: $186.40 by Fri, Nov 27. Dana Reed sees it too.
= treatment promised, promises 18640 by 2026-11-27 open, verified sms + telegram

-- Thu 2026-11-26 23:59
TG Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Fri, Nov 27. Pay: https://pay.alder.example [Change date] (at Thu 2026-11-26 10:00)
-- Fri 2026-11-27 09:00
[James pays 100.00]
TG Bot: Alder Finance, Dana Reed's team: Thank you, $100.00 arrived. $86.40 of the $186.40 is left. When would suit you for the rest?
= promises 18640 by 2026-11-27 partly_kept, arrears 8640 USD, treatment promised

-- Sat 2026-11-28 09:00
TG James: the rest on friday
TG Bot: $86.40 by Fri, Dec 4. Until then no reminders except one the day before. Is that right? [Yes] [Change]
TG James: [Yes]
TG Bot: It's noted: $86.40 by Fri, Dec 4. Dana Reed sees it too.
= promises 18640 by 2026-11-27 cancelled + 8640 by 2026-12-04 open
-- Fri 2026-12-04 09:00
TG Bot: Alder Finance, Dana Reed's team: $86.40 is planned for tomorrow, Fri, Dec 4. Pay: https://pay.alder.example [Change date] (at Thu 2026-12-03 10:00)
[James pays 86.40]
TG Bot: Alder Finance, Dana Reed's team: Thank you, $86.40 arrived. You are up to date. Next: $186.40 on Sun, Dec 20.
= treatment cured, dpd 0, promises 18640 by 2026-11-27 cancelled + 8640 by 2026-12-04 kept, arrears 0 USD
