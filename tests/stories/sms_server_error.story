About: Twilio answers 500: nobody knows whether the text went. It counts as sent, and is never sent again.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

[fault twilio server_error]
-- Sat 2026-11-21 10:00
-- Tue 2026-11-24 12:00
-- Wed 2026-11-25 12:00
