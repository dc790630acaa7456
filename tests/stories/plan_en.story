About: James agrees a plan in equal parts with an explicit yes, sees other offers on the way, and pays it.
Begins: Mon 2026-11-23 08:00 America/New_York
Person: James

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: hello
WEB Bot: This question comes first: what year were you born? To talk to a person, write PERSON.
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: [Why]
WEB Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. [Details] [Pay] [Pick a date] [A person]
WEB James: can i pay it in parts
WEB Bot: About how much could you pay each month, and when is pay day? [Options] [A person]
WEB James: 20 a month, payday is the 1st
WEB Bot: $20.00 a month would take 10 parts; the most is 6 parts. The nearest is 6 parts of about $31.07, the first on Tue, Dec 1. [Take the nearest] [Another amount] [Ask Dana]
WEB James: 70 a month
WEB Bot: Tue, Dec 1: $70.00 / Jan 1, 2027: $70.00 / Feb 1, 2027: $46.40 / Total $186.40, the same as today. No late fees meanwhile, and no reminders except one the day before each part. If a part is late, you have 3 days to pay it. Reply YES to start. [Yes] [Change] [A person]
WEB James: [Change]
WEB Bot: These fit: / 2 parts of $93.20, the first on Tue, Dec 1 / 4 parts of $46.60, the first on Tue, Dec 1 / 6 parts of about $31.07, the first on Tue, Dec 1 / Which one? [In 2 parts] [In 4 parts] [In 6 parts] [Another amount] [A person]
WEB James: [In 2 parts]
WEB Bot: Tue, Dec 1: $93.20 / Jan 1, 2027: $93.20 / Total $186.40, the same as today. No late fees meanwhile, and no reminders except one the day before each part. If a part is late, you have 3 days to pay it. Reply YES to start. [Yes] [Change] [A person]
= treatment engaged, plans none
WEB James: [Yes]
WEB Bot: Your plan is on. First part: $93.20 on Tue, Dec 1. All terms, to keep: …/chat/…
= treatment plan_active, plans 18640 in 2 active

# Demands rest; the day before a part, one line.
-- Tue 2026-12-01 09:00
WEB Bot: Alder Finance, Dana Reed's team: Part 1 of 2 of your plan, $93.20, is due tomorrow, Tue, Dec 1. Pay: https://pay.alder.example [Change]
{SMS plan_eve denied by base.identity}
[James pays 93.20]
WEB Bot: Alder Finance, Dana Reed's team: Thank you, $93.20 arrived. Next: $93.20 on Jan 1, 2027.
{SMS promise_kept denied by base.identity}
-- Wed 2026-12-30 12:00
WEB James: (opens the link)
WEB Bot: What would help? [Why] [Pay] [Pick a date] [Parts] [Paid already] [Something is wrong] [Language] [Stop messages] [A person]
= treatment plan_active, plans 18640 in 2 active
