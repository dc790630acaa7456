About: James blocks the bot. Telegram is off for him from then on, and the next channel is used.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
TG James: (opens the link)
TG James: 1987
[James blocks the bot]
= opted_out
-- Wed 2026-11-25 12:00
= opted_out
-- Mon 2026-11-30 12:00
