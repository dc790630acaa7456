About: Андрей has filed for insolvency: we stop writing, and ask only whom to write to instead.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей verified=sms

SMS Андрей: я подал на банкротство
SMS Bot: Спасибо, что сказали. Больше не будем писать вам об этом. С кем нам можно связаться вместо вас?
= holds bankruptcy
SMS Андрей: управляющий Петров, petrov@example.ru
SMS Bot: Записали: связываемся с тем, кого вы назвали. Это действует с этой минуты.
-- Wed 2026-12-02 12:00
= holds bankruptcy, tasks bankruptcy
