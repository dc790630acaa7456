About: Telegram says "too many requests, wait 30 seconds". The text waits just that long, and goes once.
Begins: Thu 2026-11-19 08:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
TG James: (opens the link)
TG James: 1987
[fault telegram rate_limited seconds=30 only=sendMessage]
TG James: [Why]
-- Sat 2026-11-21 10:01
-- Sat 2026-11-21 11:00
