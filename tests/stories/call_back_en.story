About: James asks to be called at an hour when nobody is there: the next hour when somebody is, told as it is; he names another.
Begins: Tue 2026-11-24 19:30 America/New_York
Person: James verified=sms

SMS James: can someone call me back tonight at 8pm
SMS Bot: At the time you named, 8:00 PM today, nobody is at the desk. It's noted. A person calls you: Wed, Nov 25, 9:00 AM. Does another time suit you better? Just write it.
= custody bot, tasks callback
SMS James: tomorrow at 3pm is better
SMS Bot: It's noted. A person calls you: Wed, Nov 25, 3:00 PM. Does another time suit you better? Just write it.
= custody bot, tasks callback
