About: Андрей has paid, he says; no payment is found by the day named. He is told, and a person looks.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей verified=sms

SMS Андрей: я уже оплатил
SMS Bot: Спасибо. Мы проверим и до ответа ни о чём не попросим. Когда, сколько и через какой банк? Поможет фото: …/chat/…
SMS Андрей: 20 ноября, 7450, Сбер
SMS Bot: Получили: 7 450,00 ₽, 20 ноября (пт), Сбербанк. Ответим до 26 ноября (чт).
= holds claimed_paid
-- Thu 2026-11-26 12:00
SMS Bot: Alder Finance +1 800 555 0142, D. Reed: Пока не нашли 7 450,00 ₽ от 20 ноября (пт). Поможет фото чека. 1 человек. Отказ: СТОП (at Thu 2026-11-26 10:30)
{SMS overdue_2 denied by base.hold.claimed_paid}
SMS Андрей: 1
SMS Bot: Люди ответят с 17:00. До этого от вас ничего не нужно. Пока можно: 1 почему, 2 оплата, 3 дата, 4 план, 5 перезвоните мне
= custody queued
