About: Пётр died. His son hears one sentence and nothing after it.
Begins: Wed 2026-11-11 08:00 Europe/Moscow
Person: Пётр

-- Fri 2026-11-13 12:00
SMS Bot: Alder Finance +1 800 555 0142, D. Reed: Пётр Кузнецов, это вы? Есть сообщение. 1 да, 2 нет. Пишет чат-бот. Отказ: СТОП (at Wed 2026-11-11 10:00)
SMS Пётр: это сын. папа умер 12 ноября
SMS Bot: Примите наши соболезнования. Больше писать не будем, и сейчас от вас ничего не нужно. Если появятся вопросы, поможет специалист: Alder Finance, +1 800 555 0142
= holds deceased, tasks deceased
SMS Пётр: спасибо
-- Thu 2026-12-31 12:00
= holds deceased
