About: Twilio's own limit of texts a second is hit: the reminder leaves a little later, once.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

[fault twilio rate_limited times=2]
-- Sat 2026-11-21 10:00
-- Sat 2026-11-21 10:05
