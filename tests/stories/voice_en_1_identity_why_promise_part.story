About: James' autopay came back. He asks why, says when he will pay, pays a part, and names a day for the rest.
Begins: Tue 2026-11-24 09:00 America/New_York
Person: James
Lender: Alder-frozen

[James pays 186.40 on 2026-11-20]
[the bank returns payment 1, 186.40]
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
[the lender charges 15.00 for late_fee on 2026-12-01]
-- Tue 2026-11-24 10:00
SMS James: 1
SMS Bot: Thanks. To keep your details private: what year were you born?
SMS James: 1987
SMS Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. 1 pay, 2 pick a date, 3 why, 4 a person
SMS James: why?? i have autopay
SMS Bot: Your bank sent back the $186.40 from Fri, Nov 20. $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. If nothing is agreed, $15.00 added on Tue, Dec 1 makes it $201.40. 1 details, 2 pay, 3 pick a date, 4 a person
SMS James: ok i get paid the 4th
SMS Bot: $186.40 by Fri, Dec 4. Until then no late fee, and no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: yes
SMS Bot: It's noted: $186.40 by Fri, Dec 4. Dana Reed sees it too.
[the lender charges 0.00 for late_fee on 2026-12-01]
[Dana confirms the promise]
SMS Bot: Hi James, Dana here. I have $186.40 down for Fri, Dec 4. If something changes, answer this. I'll see it.
= treatment promised, promises 18640 by 2026-12-04 open
-- Thu 2026-12-03 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Fri, Dec 4. Pay: https://pay.alder.example 1 change date. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Fri 2026-12-04 09:00
[James pays 120.00]
SMS Bot: Alder Finance, Dana Reed's team: Thank you, $120.00 arrived. $66.40 of the $186.40 is left. When would suit you for the rest? Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: next friday
SMS Bot: $66.40 by Fri, Dec 11. Until then no late fee, and no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: 1
SMS Bot: It's noted: $66.40 by Fri, Dec 11. Dana Reed sees it too.
= promises 18640 by 2026-12-04 cancelled + 6640 by 2026-12-11 open, arrears 6640 USD
-- Fri 2026-12-11 09:00
SMS Bot: Alder Finance, Dana Reed's team: $66.40 is planned for tomorrow, Fri, Dec 11. Pay: https://pay.alder.example 1 change date. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Thu 2026-12-10 10:00)
[James pays 66.40]
SMS Bot: Alder Finance, Dana Reed's team: Thank you, $66.40 arrived. You are up to date. Next: $186.40 on Sun, Dec 20. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= treatment cured, arrears 0 USD
