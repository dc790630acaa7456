About: Dana offers James to close the debt for less; he says yes and pays in time.
Begins: Tue 2027-03-02 10:00 America/New_York
Person: James verified=sms

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $372.80 due Nov 20, 2026 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: why
WEB Bot: $372.80 due Nov 20, 2026 is open: $282.30 principal, $90.50 interest. [Details] [Pay] [Pick a date] [A person]
[Dana offers: settle=300.00 take=settle]
WEB Bot: Dana Reed can close this for $300.00 instead of $372.80, paid by Tue, Mar 9. That closes the loan; $72.80 is waived. [Yes] [No] [A person]
= treatment plan_offered, plans 30000 in 1 offered
WEB James: yes
WEB Bot: Agreed: $300.00 by Tue, Mar 9 closes this. No reminders except one the day before. All terms, to keep: …/chat/…
= treatment plan_active, plans 30000 in 1 active
-- Mon 2027-03-08 12:00
SMS Bot: Alder Finance, Dana Reed's team: $300.00 is due tomorrow, Tue, Mar 9. It closes the loan. Pay: https://pay.alder.example Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2027-03-08 10:00)
[James pays 300.00]
SMS Bot: Alder Finance, Dana Reed's team: Thank you, $300.00 arrived. The loan is closed, and nothing more is asked of you. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
= treatment closed, plans 30000 in 1 kept
