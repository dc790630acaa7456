About: Three wrong years: no debt is named, and a person is asked to look. Text that is no answer uses up no try.
Begins: Mon 2026-11-23 08:00 America/New_York
Person: James

WEB James: (opens the link)
WEB Bot: This is Alder Finance's chat. I'm the automated assistant. Dana Reed and the team can join: write PERSON. One short question first, so that your details stay private.
WEB Bot: What year were you born?
WEB James: who is this?
WEB Bot: I'm Alder Finance's automated assistant. Dana Reed is a person. Write PERSON and Dana gets this chat.
WEB James: what do you want
WEB Bot: This question comes first: what year were you born? To talk to a person, write PERSON.
WEB James: 1960
WEB Bot: That doesn't match what we have. What year were you born? You have 2 more tries. Or write PERSON.
WEB James: 1961
WEB Bot: That isn't what we have either. What year were you born? You have 1 more try. Or write PERSON.
WEB James: 1962
WEB Bot: I can't check it here. Our team answers again from 9:00 AM today. Nothing is asked of you till then. You can also call +1 800 555 0142.
= verified none, custody queued
WEB James: 1987
WEB Bot: Our team answers again from 9:00 AM today. Nothing is asked of you till then. What you write here is kept, and a person answers it. [Call me back]
