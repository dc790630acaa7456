About: James shows a receipt out of the blue; Dana asks for one more thing, then finds the payment.
Begins: Tue 2026-11-24 09:00 America/New_York
Person: James verified=sms

SMS James: (sends a photo)
SMS Bot: Thank you, it is saved. What does it show? 1 a payment, 2 something wrong, 3 another thing
SMS James: 1
SMS Bot: Thank you. We'll check and not ask again till then. When, how much, which bank? A photo helps: …/chat/…
= holds claimed_paid
SMS James: Nov 20, 186.40, First National
SMS Bot: Got it: $186.40, Fri, Nov 20, First National, photo saved. You'll hear by Fri, Nov 27.
[Dana answers the claim: more]
SMS Bot: Dana Reed looked for $186.40 from Fri, Nov 20 and needs one more thing: a photo of the receipt, or its number. …/chat/… You'll hear by Fri, Nov 27.
SMS James: ref 77AB1234 on nov 20
SMS Bot: Got it: ref 77AB1234 on nov 20, photo saved. You'll hear by Fri, Nov 27.
[Dana answers the claim: found]
SMS Bot: We found your $186.40 from Fri, Nov 20. Your account will show it soon.
= holds claimed_paid, tasks payment_to_post
SMS James: send me my data
SMS Bot: Your data is here until Tue, Dec 1: …/data/… Keep it private.
