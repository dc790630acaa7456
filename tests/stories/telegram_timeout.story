About: Telegram does not answer at all. What was to be said is unknown, and not said twice; the talk goes on.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
TG James: (opens the link)
[fault telegram timeout seconds=0 only=sendMessage]
TG James: 1987
-- Sat 2026-11-21 12:00
TG James: hello?
