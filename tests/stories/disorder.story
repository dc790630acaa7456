About: The story that is told again with webhooks twice and receipts in another order; here all is in order.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms
Telegram: webhook

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: 3
SMS Bot: Which day, and how much? For example: 50 on Friday.
SMS James: december 4
SMS Bot: $186.40 by Fri, Dec 4. Until then no reminders except one the day before. Is that right? 1 yes, 2 change
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG James: [Pick a date]
TG Bot: Which day, and how much? For example: 50 on Friday.
TG James: dec 3
TG Bot: $186.40 by Thu, Dec 3. Until then no reminders except one the day before. Is that right? [Yes] [Change]
TG James: [Yes]
TG Bot: It's noted: $186.40 by Thu, Dec 3. Dana Reed sees it too.
= treatment promised, promises 18640 by 2026-12-03 open, verified sms + telegram, states 3 delivered + 6 received + 6 sent
