About: James pays the first part of his plan late, within the grace; the plan goes on.
Begins: Tue 2026-11-24 10:00 America/New_York
Person: James verified=sms

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: can i pay 100 a month, payday is the 1st
WEB Bot: Tue, Dec 1: $100.00 / Jan 1, 2027: $86.40 / Total $186.40, the same as today. No late fees meanwhile, and no reminders except one the day before each part. If a part is late, you have 3 days to pay it. Reply YES to start. [Yes] [Change] [A person]
WEB James: yes
WEB Bot: Your plan is on. First part: $100.00 on Tue, Dec 1. All terms, to keep: …/chat/…
= treatment plan_active, plans 18640 in 2 active
-- Mon 2026-11-30 12:00
SMS Bot: Alder Finance, Dana Reed's team: Part 1 of 2 of your plan, $100.00, is due tomorrow, Tue, Dec 1. Pay: https://pay.alder.example 1 change. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2026-11-30 10:00)
-- Wed 2026-12-02 12:00
SMS Bot: Alder Finance, Dana Reed's team: $100.00 due Tue, Dec 1 has not come in. Paid by Fri, Dec 4, the plan goes on. 1 pay, 2 help. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Wed 2026-12-02 10:00)
[James pays 100.00]
SMS Bot: Alder Finance, Dana Reed's team: Thank you, $100.00 arrived. Next: $86.40 on Jan 1, 2027. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= treatment plan_active, plans 18640 in 2 active
