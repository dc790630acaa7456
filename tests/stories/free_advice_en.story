About: Late for more than two months: options, free advice from others, and a person are what is offered.
Begins: Mon 2027-01-25 08:30 America/New_York
Person: James verified=sms

-- Mon 2027-01-25 10:30
SMS Bot: Alder Finance, Dana Reed's team: $372.80 is open. There are still ways forward. 1 options, 2 free advice, 3 a person. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out (at Mon 2027-01-25 08:30)
SMS James: 2
SMS Bot: Free advice, if it helps: CFPB, consumerfinance.gov More help here: 1 options, 2 a person
SMS James: 1
SMS Bot: What would help? 1 parts, 2 pick a date, 3 trouble, 4 a person
SMS James: 4
SMS Bot: Nobody is at the desk at this moment. You are in line, and the first who is back answers. Dana can read this chat: no need to repeat anything.
= custody queued
