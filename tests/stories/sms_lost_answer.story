About: Twilio took the text, but its answer was lost on the way. James has it once, and his reply is understood.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

[fault twilio dropped_after_accept]
-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
{SMS unknown: unknown}
SMS James: 3
SMS Bot: Which day, and how much? For example: 50 on Friday.
-- Wed 2026-11-25 09:59
