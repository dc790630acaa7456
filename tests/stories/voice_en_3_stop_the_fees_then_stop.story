About: "Stop charging me" is no wish to stop the texts; the next line is.
Begins: Tue 2026-11-24 09:00 America/New_York
Person: Sam verified=sms

[the lender charges 15.00 for late_fee on 2026-11-12]
SMS Bot: Alder Finance, Dana Reed's team: $110.00 from Nov 2 is still open. Another day or parts may help. 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Tue 2026-11-24 10:00
SMS Sam: STOP charging me late fees!!
SMS Bot: That's the $15.00 late fee, Thu, Nov 12: $95.00 had been open for 10 days. It is $110.00 now. 1 question the charge, 2 parts, 3 a person
= opted_out none
SMS Sam: just dont text me anymore
SMS Bot: Done. Alder Finance won't write to you here again. To undo it, text START.
= opted_out sms, treatment unreachable
-- Tue 2026-12-01 12:00
{SMS overdue_2_third denied by base.opted_out}
SMS Sam: START
SMS Carrier: You are subscribed again and will get messages from this number. Reply STOP to unsubscribe.
SMS Bot: Noted: we write to you here again. It counts from now.
= opted_out none
