About: Twilio answers 500: nobody knows whether the text went. It counts as a contact, and is never sent again.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

[fault twilio server_error]
-- Sat 2026-11-21 10:00
{SMS unknown: 20500}
-- Wed 2026-11-25 09:59
= treatment outreach
-- Wed 2026-11-25 10:00
SMS Bot: Alder Finance, Dana Reed's team: We don't see $186.40 due Fri, Nov 20 yet. It may be on its way. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
