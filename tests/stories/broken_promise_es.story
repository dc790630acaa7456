About: Rosa promises and does not pay: we did not see it; what happened; one new date.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: pago el miércoles
SMS Bot: $3,240.00 a más tardar el miércoles 25 de noviembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS Rosa: sí
SMS Bot: Queda anotado: $3,240.00 para el miércoles 25 de noviembre. Dana Reed también lo ve.
-- Sat 2026-11-28 12:00
SMS Bot: Alder Finance, Dana Reed: Para mañana, miércoles 25 de noviembre: $3,240.00. Pagar: https://pay.alder.example 1 cambiar fecha. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Tue 2026-11-24 10:00)
SMS Bot: Alder Finance, Dana Reed: No vimos $3,240.00 el miércoles 25 de noviembre. ¿Qué pasó? 1 ya pagué, 2 fecha, 3 plan. Para salir: ALTO (at Fri 2026-11-27 10:00)
SMS Rosa: 2
SMS Bot: ¿Qué día y cuánto? Por ejemplo: 500 el viernes.
SMS Rosa: el miércoles 2 de diciembre
SMS Bot: $3,240.00 a más tardar el miércoles 2 de diciembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS Rosa: sí
SMS Bot: Queda anotado: $3,240.00 para el miércoles 2 de diciembre. Dana Reed también lo ve.
= promises 324000 by 2026-11-25 broken + 324000 by 2026-12-02 open
