About: Андрей complains: a person who deals with complaints, and nothing else by itself.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей verified=sms

SMS Андрей: буду жаловаться на вас, это безобразие
SMS Bot: Люди ответят с 17:00. До этого от вас ничего не нужно. Пока можно: 1 почему, 2 оплата, 3 дата, 4 план, 5 перезвоните мне
SMS Андрей: вы тут?
SMS Bot: Люди ответят с 17:00. До этого от вас ничего не нужно. Всё, что вы пишете, сохраняется, ответит человек.
= custody queued, tasks none
