About: Twilio took the text, but its answer was lost. The borrower has it once; it is never sent again.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

[fault twilio dropped_after_accept]
-- Sat 2026-11-21 10:00
SMS James: 3
-- Tue 2026-11-24 12:00
