About: A son answers: his father has died. One sentence, a person is told, and no text ever again.
Begins: Sat 2026-11-21 09:00 America/New_York
Person: James

-- Sat 2026-11-21 10:00
SMS Bot: Alder Finance, Dana Reed's team: A message for James Cole. Is this you? 1 yes, 2 no. Automated text. Chat: https://t.me/forbear_sample_bot?start=… Reply STOP to opt out
SMS James: this is his son. dad died on the 12th
SMS Bot: We are sorry for your loss. We won't write again, and nothing is needed from you now. For questions, any time: Alder Finance, +1 800 555 0142
= holds deceased, tasks deceased
SMS James: thank you
-- Mon 2026-12-21 12:00
= holds deceased
