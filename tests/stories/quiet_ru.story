About: Андрей cannot talk now: nothing is asked before the day he names.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей verified=sms

SMS Андрей: сейчас неудобно, напишите в пятницу
SMS Bot: Записали: без сообщений до 27 ноября (пт). Это действует с этой минуты.
= holds manual
SMS Андрей: ок
SMS Bot: Спасибо, что написали. Сюда можно писать в любое время.
-- Fri 2026-11-27 12:00
{SMS overdue_2 denied by base.hold.manual}
= holds none
