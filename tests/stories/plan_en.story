About: James agrees a plan in equal parts in the web chat, with an explicit yes, and pays it.
Begins: Mon 2026-11-23 09:00 America/New_York
Person: James

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: Thanks. To keep your details private: what year were you born?
WEB James: hello
WEB Bot: Thanks. To keep your details private: what year were you born?
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: can i pay it in parts
WEB Bot: About how much could you pay each month, and when is pay day? [Options] [A person]
WEB James: 70 a month, payday is the 1st
WEB Bot: Tue, Dec 1: $62.14 / Jan 1, 2027: $62.13 / Feb 1, 2027: $62.13 / Total $186.40, the same as today. No reminders except one the day before each part. If a part is late, you have 3 days to pay it. Reply YES to start. [Yes] [Change] [A person]
WEB James: 2
WEB Bot: These fit: / 2 parts of $93.20, the first on Tue, Dec 1 / 4 parts of $46.60, the first on Tue, Dec 1 / 6 parts of about $31.07, the first on Tue, Dec 1 / Which one? [In 2 parts] [In 4 parts] [In 6 parts] [Another amount] [A person]
WEB James: yes
WEB Bot: I didn't get that. What is it about? [Pay] [Something is wrong] [Something else] [A person]
= treatment engaged, plans none
