About: Nobody confirmed that the number is James'. From a first text that tells nothing to up to date.
Begins: Thu 2026-11-19 08:00 America/New_York
Person: James

-- Sat 2026-11-21 09:59
{SMS due_soon denied by base.identity}
-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1978
TG Bot: That doesn't match what we have. What year were you born? You have 2 more tries. Or write PERSON.
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG James: [Why]
TG Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. [Details] [Pay] [Pick a date] [A person]
TG James: [Details]
TG Bot: (picture) As of 10:00 AM today: / instalment 1, Fri, Nov 20: $186.40 / $141.15 principal / $45.25 interest / Total $186.40. / It stays the same until Sat, Nov 28, if nothing new is charged. / …/chat/…
TG James: [Pick a date]
TG Bot: Which day, and how much? For example: 50 on Friday.
TG James: the 4th of december
TG Bot: $186.40 by Fri, Dec 4. Until then no reminders except one the day before. Is that right? [Yes] [Change]
TG James: [Yes]
TG Bot: It's noted: $186.40 by Fri, Dec 4. Dana Reed sees it too.
= treatment promised, dpd 1, arrears 18640 USD, promises 18640 by 2026-12-04 open, verified telegram, custody bot, holds none

# The promise stands: nothing is asked. One line the day before.
-- Thu 2026-12-03 09:59
-- Thu 2026-12-03 10:00
TG Bot: Alder Finance, Dana Reed's team: $186.40 is planned for tomorrow, Fri, Dec 4. Pay: https://pay.alder.example [Change date]

-- Fri 2026-12-04 09:00
[James pays 120.00]
TG Bot: Alder Finance, Dana Reed's team: Thank you, $120.00 arrived. $66.40 of the $186.40 is left. When would suit you for the rest?
= treatment promised, dpd 14, promises 18640 by 2026-12-04 partly_kept, arrears 6640 USD
-- Sat 2026-12-05 09:00
[James pays 66.40]
TG Bot: Alder Finance, Dana Reed's team: Thank you, $66.40 arrived. You are up to date. Next: $186.40 on Sun, Dec 20.
= treatment cured, dpd 0, arrears 0 USD, promises 18640 by 2026-12-04 kept

# Nothing more is asked until the next instalment is near.
-- Wed 2026-12-16 09:00
-- Thu 2026-12-17 12:00
TG Bot: Alder Finance, Dana Reed's team: $186.40 is due Sun, Dec 20, unless autopay takes it. Pay: https://pay.alder.example (at Thu 2026-12-17 10:00)
{SMS due_soon denied by base.identity}
= treatment cured
