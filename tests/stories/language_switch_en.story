About: In the middle of a promise James asks for Spanish: the same question comes again in Spanish, and counts.
Begins: Mon 2026-11-23 10:30 America/New_York
Person: James verified=sms

SMS James: can i pay on friday
SMS Bot: $186.40 by Fri, Nov 27. Until then no reminders except one the day before. Is that right? 1 yes, 2 change
SMS James: en español por favor
SMS Bot: De ahora en adelante le escribimos en español.
SMS Bot: $186.40 a más tardar el viernes 27 de noviembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS James: sí
SMS Bot: Queda anotado: $186.40 para el viernes 27 de noviembre. Dana Reed también lo ve.
= promises 18640 by 2026-11-27 open
SMS James: English please
SMS Bot: We'll write in English from now on.
SMS Bot: What would help? 1 why, 2 pay, 3 pick a date, 4 parts, 5 paid already, 6 something is wrong, 7 language, 8 stop messages, 9 a person
SMS James: why do i owe this
SMS Bot: $186.40 due Fri, Nov 20 is open: $141.15 principal, $45.25 interest. We have $186.40 by Fri, Nov 27 noted. Nothing else is asked till then. 1 details, 2 pay, 3 change date, 4 a person
