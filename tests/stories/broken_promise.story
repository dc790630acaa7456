About: James promises and does not pay: asked what happened, one new date; the second time a person takes over.
Begins: Fri 2026-11-20 12:00 America/New_York
Person: James verified=sms

-- Sat 2026-11-21 10:00
SMS James: 3
SMS James: monday
SMS James: 1
-- Mon 2026-11-23 23:00
-- Wed 2026-11-25 12:00
= treatment, promises
SMS James: 2
SMS James: friday
SMS James: yes
-- Sun 2026-11-29 12:00
= treatment, promises, custody
