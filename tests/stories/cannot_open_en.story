About: A sticker comes, then a voice note: James is asked for a few words, then told why he is late.
Begins: Mon 2026-11-23 10:30 America/New_York
Person: James verified=sms

-- Tue 2026-11-24 10:30
SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 has not reached us. 1 pay, 2 paid already, 3 pick a date, 4 trouble. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2026-11-23 10:30)
TG James: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG James: 1987
TG Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG James: (sends a sticker)
TG Bot: I can't open that here. Could you write it in a few words? Or write PERSON.
TG James: (sends a voice note)
TG Bot: This one does not open here either. A few words help, or write PERSON.
TG James: why am i late
TG Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. [Details] [Pay] [Pick a date] [A person]
