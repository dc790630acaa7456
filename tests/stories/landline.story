About: The number is a landline: the receipt says so. It is not tried again, and a person is told.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

[the line is landline]
-- Sat 2026-11-21 10:00
{SMS failed: 30006}
= bad sms, treatment unreachable, tasks unreachable
-- Wed 2026-11-25 12:00
{SMS overdue_1_again denied by base.contact_point}
= bad sms, treatment unreachable, tasks unreachable
