About: Андрей wants no contact at all, by any way. Nothing more leaves.
Begins: Mon 2026-11-23 10:30 Europe/Moscow
Person: Андрей verified=sms

SMS Андрей: отзываю согласие на взаимодействие, больше не связывайтесь со мной никак
SMS Bot: Готово. Больше не будем с вами связываться, кроме случаев, когда этого требует закон. Чтобы отменить, ответьте СТАРТ.
= holds cease, treatment unreachable
-- Thu 2026-12-03 12:00
= holds cease
