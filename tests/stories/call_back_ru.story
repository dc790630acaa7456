About: Андрей waits for a person with the desk closed and takes the call back; his place in line stays.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей

WEB Андрей: (opens the link)
WEB Bot: Это чат «Alder Finance», вам отвечает чат-бот. Чтобы подключился человек, Dana Reed или коллеги, напишите ЧЕЛОВЕК. Сначала один короткий вопрос, чтобы ваши данные не увидел никто другой.
WEB Bot: В каком году вы родились?
WEB Андрей: человек
WEB Bot: Люди ответят с 17:00. До этого от вас ничего не нужно. [Перезвоните мне]
WEB Андрей: [Перезвоните мне]
WEB Bot: Записали. Вам позвонит человек, не позже: 17:30. Если удобнее в другое время, просто напишите.
= custody queued, tasks callback
WEB Андрей: перезвоните мне завтра в 18:00
WEB Bot: Записали. Вам позвонит человек: 24 ноября (вт), 18:00. Если удобнее в другое время, просто напишите.
= custody queued, tasks callback
