About: James says that he has paid, and no payment is found: one question, one step back, never a harder word.
Begins: Thu 2026-11-19 08:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 is due Fri, Nov 20, unless autopay takes it. Pay: https://pay.alder.example Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Thu 2026-11-19 08:00)
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: already paid
SMS Bot: Thank you. We'll check and not ask again till then. When, how much, which bank? A photo helps: …/chat/…
SMS James: yesterday, 186.40
SMS Bot: Got it: $186.40, Fri, Nov 20. You'll hear by Wed, Nov 25.
= holds claimed_paid
-- Wed 2026-12-02 12:00
SMS Bot: Alder Finance, Dana Reed's team: We can't find $186.40 from Sat, Nov 21 yet. A photo of it helps. 1 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Wed 2026-11-25 10:00)
SMS Bot: Alder Finance, Dana Reed's team: $186.40 has been open since Fri, Nov 20. What happened? 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2026-11-30 11:00)
{SMS overdue_1 skipped by strategy.superseded}
= holds none, treatment engaged, dpd 12
