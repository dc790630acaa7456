About: Twilio's limit of texts a second is hit, twice: the reminder leaves a little later, once.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

[fault twilio rate_limited times=2]
-- Sat 2026-11-21 10:05
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Sat 2026-11-21 10:02)
