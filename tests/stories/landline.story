About: The number is a landline: the receipt says so, and it is not tried again.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

[the line is landline]
-- Sat 2026-11-21 10:00
= bad, treatment
-- Wed 2026-11-25 12:00
= bad, treatment, tasks
