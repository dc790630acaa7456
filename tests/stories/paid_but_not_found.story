About: James says that he has paid, and no payment is found: he is told, and asked no harder than before.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: already paid
SMS Bot: Thank you. We'll check and not ask again till then. When, how much, which bank? A photo helps: …/chat/…
SMS James: today, 186.40
SMS Bot: Got it: $186.40, Sat, Nov 21. You'll hear by Wed, Nov 25.
= holds claimed_paid
-- Sat 2026-11-28 12:00
SMS Bot: Alder Finance, Dana Reed's team: We can't find $186.40 from Sat, Nov 21 yet. A photo of it helps. 1 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Wed 2026-11-25 10:00)
{SMS overdue_1_again skipped by strategy.superseded}
= holds none, treatment engaged, dpd 8
