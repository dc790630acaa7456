About: James texts STOP, which his carrier confirms; he is not written to. START brings him back.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: STOP
SMS Carrier: You have been unsubscribed. No more messages will come from this number. Reply START to resubscribe.
{SMS stop_done skipped by channel.stopped}
= opted_out sms, treatment unreachable, tasks unreachable
-- Wed 2026-11-25 12:00
{SMS overdue_1_again denied by base.opted_out}
SMS James: START
SMS Carrier: You are subscribed again and will get messages from this number. Reply STOP to unsubscribe.
SMS Bot: Noted: we write to you here again. It counts from now.
= opted_out none
-- Mon 2026-11-30 11:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 has been open since Fri, Nov 20. What happened? 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
