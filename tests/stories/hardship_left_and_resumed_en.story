About: James is ill. He stops half-way, goes on by SMS, mends one number, takes smaller payments.
Begins: Tue 2026-11-24 10:00 America/New_York
Person: James verified=sms

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: 1987
WEB Bot: Thank you, James. I'm Alder Finance's automated assistant. $186.40 due Fri, Nov 20 has not reached us. Paying it brings you up to date. [Pay] [Pick a date] [Why] [A person]
WEB James: i was in the hospital, cant pay
WEB Bot: I'm sorry to hear that. Health comes first. We won't ask for payment while we look at this. 4 short questions; stop any time, it's saved. Start? [Yes] [Later] [A person]
WEB James: [Yes]
WEB Bot: 1 of 4. About how much comes in each month?
WEB James: about 2400
WEB Bot: 2 of 4. How much goes on rent and bills?
WEB James: later
WEB Bot: We can stop here. It's saved: write any time and we go on from the next question.
= treatment hardship_review
-- Wed 2026-11-25 10:00
SMS James: ok lets go on, i cant pay all of it
SMS Bot: We go on where we stopped.
SMS Bot: 2 of 4. How much goes on rent and bills?
SMS James: 1150 rent and 180 power
SMS Bot: 3 of 4. How much on food, travel and school?
SMS James: 630
SMS Bot: 4 of 4. How many people depend on you?
SMS James: 2
SMS Bot: In: $2,400.00. Out: $1,960.00. Left: $440.00. Is that right? 1 yes, 2 change
SMS James: 2
SMS Bot: Which one shall we change? 1 what comes in, 2 rent and bills, 3 food and travel, 4 people
SMS James: 2
SMS Bot: 2 of 4. How much goes on rent and bills?
SMS James: 1720
SMS Bot: In: $2,400.00. Out: $2,350.00. Left: $50.00. Is that right? 1 yes, 2 change
SMS James: yes
SMS Bot: A pause, no payments until Jan 24, 2027; 3 payments of $37.00 on Tue, Dec 15; Jan 15, 2027; Feb 15, 2027, $75.40 left. No new interest or fees in that time. At the end we look at it again with you. 1 the pause, 2 smaller payments, 3 ask Dana
SMS James: smaller payments
SMS Bot: 3 payments of $37.00 on Tue, Dec 15; Jan 15, 2027; Feb 15, 2027, $75.40 left. No new interest or fees in that time. On Feb 15, 2027 Dana looks at it again with you. Agreed? 1 yes, 2 change, 3 ask Dana
SMS James: yes
SMS Bot: It's set: 3 payments of $37.00 on Tue, Dec 15; Jan 15, 2027; Feb 15, 2027, $75.40 left. In writing: …/terms/… Free advice, if it helps: CFPB, consumerfinance.gov
= treatment forbearance
