About: The number belongs to somebody else. No debt is named, ever; the number is not written to again.
Begins: Thu 2026-11-19 08:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
{SMS due_soon denied by base.identity}
SMS James: 2
SMS Bot: Sorry to have troubled you. We've removed this contact and won't write again.
= bad sms, treatment unreachable, holds none, tasks wrong_person + unreachable
-- Mon 2026-11-30 12:00
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
