About: The number belongs to somebody else. No debt is named, ever, and the number is not written to again.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: does he owe you money?
SMS Bot: Thanks for answering. It's a private matter, so we can only speak with them. They can write to us any time.
SMS James: 2
= bad sms, treatment engaged, tasks wrong_person + unreachable
-- Mon 2026-11-30 12:00
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
