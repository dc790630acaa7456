About: Priya asks for a person. Dana takes over, answers, hands back; nothing automated leaves meanwhile.
Begins: Fri 2026-11-27 09:00 America/New_York
Person: Priya verified=sms

-- Fri 2026-11-27 09:00
SMS Bot: Alder Finance, Dana Reed's team: $240.00 has been open since Thu, Nov 12. What happened? 1 pay, 2 pick a date, 3 parts, 4 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
-- Mon 2026-11-30 16:50
TG Priya: (opens the link)
TG Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
TG Bot: What year were you born?
TG Priya: 1990
TG Bot: Thank you, Priya. I'm Alder Finance's automated assistant. $240.00 due Thu, Nov 12 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
TG Priya: same thing w the card as june
TG Bot: I didn't get that. What is it about? [Pay] [Something is wrong] [Something else] [A person]
TG Priya: i want to talk to a person
TG Bot: Nobody is at the desk at this moment. You are in line, and the first who is back answers. Dana can read this chat: no need to repeat anything.
= custody queued, treatment engaged

# While she waits, the bot speaks only of the wait.
TG Priya: are you there?
TG Bot: Nobody is at the desk at this moment. You are in line, and the first who is back answers. What you write here is kept, and a person answers it. [Call me back]
-- Mon 2026-11-30 16:55
[Dana takes over]
= custody collector
TG Dana ✎: Hi Priya, Dana here. Autopay failed on Nov 12 because the card had expired. You can add the new one in your account.
TG Priya: done. sorry!
[Dana reads: done. sorry!]

# The reminder of day 18 falls due at 17:00, while Dana holds the chat.
-- Mon 2026-11-30 17:00
{TG overdue_2_again denied by base.custody}
{SMS overdue_2_again denied by base.custody}
TG Dana ✎: Nothing to be sorry for. Shall I take the $240.00 from it on Mon, Dec 7?
TG Priya: yes pls
[Dana reads: yes pls]
TG Dana ✎: It's set. I'll hand you back to the assistant. Write "person" and I'm here.
[Dana hands back: promise, 240.00 by 2026-12-07]
TG Bot: The automated assistant again. Agreed with Dana: $240.00 by Mon, Dec 7. No reminders except one the day before.
= custody bot, treatment promised, promises 24000 by 2026-12-07 open

# The bot knows what was agreed, and asks for nothing until then.
TG Priya: why do i owe this
TG Bot: $240.00 due Thu, Nov 12 is open: $215.00 principal, $25.00 interest. We have $240.00 by Mon, Dec 7 noted. Nothing else is asked till then. [Details] [Pay] [Change date] [A person]
-- Sat 2026-12-05 20:00
-- Sun 2026-12-06 10:00
TG Bot: Alder Finance, Dana Reed's team: $240.00 is planned for tomorrow, Mon, Dec 7. Pay: https://pay.alder.example [Change date]
-- Mon 2026-12-07 09:00
[Priya pays 240.00]
TG Bot: Alder Finance, Dana Reed's team: Thank you, $240.00 arrived. You are up to date. Next: $240.00 on Sat, Dec 12.
= treatment cured, dpd 0, promises 24000 by 2026-12-07 kept
