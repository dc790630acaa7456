About: Twice the bot does not follow Priya. Dana, who is at the desk, takes over and hands back with what was agreed.
Begins: Fri 2026-11-27 09:00 America/New_York
Person: Priya verified=sms|telegram

-- Fri 2026-11-27 09:00
SMS Bot: Alder Finance, Dana Reed's team: $240.00 has been open since Thu, Nov 12. What happened? 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
[Dana signs in]
[10 others are answered within 6 minutes]
-- Fri 2026-11-27 11:00
TG Priya: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG Priya: 1990
TG Bot: Thank you, Priya. I'm Alder Finance's automated assistant. $240.00 due Thu, Nov 12 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG Priya: same thing w the card as june
TG Bot: I didn't get that. What is it about? [Pay] [Something is wrong] [Something else] [A person]
TG Priya: no the OTHER one, the auto thing
TG Bot: I still don't follow, so I've asked a person. Dana Reed will join in about 6 minutes. No need to repeat anything.
= custody queued
TG Priya: thanks
-- Fri 2026-11-27 11:06
[Dana takes over]
TG Dana ✎: Hi Priya, Dana here. Autopay failed on Nov 12 because the card had expired. You can add the new one in your account.
TG Priya: done. sorry!
TG Dana ✎: Nothing to be sorry for. Shall I take the $240.00 from it on Mon, Nov 30?
TG Priya: yes pls
TG Dana ✎: It's set. I'll hand you back to the assistant. Write "person" and I'm here.
[Dana hands back: promise, 240.00 by 2026-11-30, from your new card]
TG Bot: The automated assistant again. Agreed with Dana: $240.00 by Mon, Nov 30, from your new card. No reminders except one the day before.
= custody bot, treatment promised, promises 24000 by 2026-11-30 open
