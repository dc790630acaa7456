About: James says that he has paid. Nothing is asked while we look; the payment is found.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: I paid this on friday
SMS Bot: Thank you. We'll check and not ask again till then. When, how much, which bank? A photo helps: …/chat/…
= holds claimed_paid, treatment engaged
SMS James: Nov 20, 186.40, First National
SMS Bot: Got it: $186.40, Fri, Nov 20, First National. You'll hear by Wed, Nov 25.
-- Wed 2026-11-25 09:00
[James pays 186.40 on 2026-11-20]
SMS Bot: Alder Finance, Dana Reed's team: We found your $186.40 from Fri, Nov 20. You are up to date. Our reminder was a mistake. We are sorry. There is nothing you need to do. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= holds none, treatment cured, dpd 0, arrears 0 USD
