About: A payment comes in and the bank takes it back: neutral words, and a new start.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS James: i will pay on the 27th
SMS James: 1
-- Fri 2026-11-27 09:00
[James pays 186.40]
= treatment, promises
-- Tue 2026-12-01 09:00
[the bank returns payment 1, 186.40]
= treatment, promises, dpd
