About: James asks for more parts than the bot may agree; Dana says no with a reason, and he takes the nearest.
Begins: Tue 2026-11-24 10:00 America/New_York
Person: James

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: can i pay in parts? 20 a month, payday is the 15th
WEB Bot: $20.00 a month would take 10 parts; the most is 6 parts. The nearest is 6 parts of about $31.07, the first on Tue, Dec 15. [Take the nearest] [Another amount] [Ask Dana]
WEB James: 25 a month is all i have
WEB Bot: $25.00 a month in 8 parts is more than I can decide, but Dana Reed can. I've passed it on. You'll hear by 10:30 AM today, with no need to repeat anything.
= custody bot, plans 18640 in 8 asked, tasks plan_review
WEB James: why do i owe this
WEB Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest.
WEB Bot: Your wish, 8 parts, is being looked at. You'll hear by 10:30 AM today. You can name another amount meanwhile. [Another amount] [A person]
[Dana declines: The loan ends in June, so the last part must be paid by then.]
WEB Bot: Dana Reed looked at $25.00 a month and cannot agree to it. The loan ends in June, so the last part must be paid by then. The nearest is 6 parts of about $31.07, the first on Tue, Dec 15. [In 6 parts] [Another amount] [A person]
= plans 18640 in 8 declined, tasks none
WEB James: [In 6 parts]
WEB Bot: Tue, Dec 15: $31.07 / Jan 15, 2027: $31.07 / Feb 15, 2027: $31.07 / Mar 15, 2027: $31.07 / Apr 15, 2027: $31.06 / May 15, 2027: $31.06 / Total $186.40, the same as today. No late fees meanwhile, and no reminders except one the day before each part. If a part is late, you have 3 days to pay it. Reply YES to start. [Yes] [Change] [A person]
WEB James: yes
WEB Bot: Your plan is on. First part: $31.07 on Tue, Dec 15. All terms, to keep: …/chat/…
= treatment plan_active, plans 18640 in 8 declined + 18640 in 6 active
