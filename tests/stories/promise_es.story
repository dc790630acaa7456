About: Rosa names a day that is too late, takes the nearest, changes it and pays in part, then the rest.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: puedo pagar el 15 de enero
SMS Bot: No puedo fijar $3,240.00 para el 15 ene 2027: el último día es el 14 dic. Lo más cercano: $3,240.00 para el 14 dic. Dana Reed puede ver algo más. 1 lo más cercano, 2 cambiar, 3 persona
SMS Rosa: sí
SMS Bot: $3,240.00 a más tardar el lunes 14 de diciembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS Rosa: mejor el 4 de diciembre
SMS Bot: $3,240.00 a más tardar el viernes 4 de diciembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS Rosa: sí
SMS Bot: Queda anotado: $3,240.00 para el viernes 4 de diciembre. Dana Reed también lo ve.
= promises 324000 by 2026-12-04 open
-- Thu 2026-12-03 11:00
SMS Bot: Alder Finance, Dana Reed: Para mañana, viernes 4 de diciembre: $3,240.00. Pagar: https://pay.alder.example 1 cambiar fecha. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Thu 2026-12-03 10:00)
-- Fri 2026-12-04 11:00
[Rosa pays 2000.00]
SMS Bot: Alder Finance, Dana Reed: Gracias, llegaron $2,000.00. Quedan $1,240.00 de $3,240.00. ¿Para cuándo el resto? Para salir: ALTO
SMS Rosa: el resto el viernes que viene
SMS Bot: $1,240.00 a más tardar el viernes 11 de diciembre. Hasta entonces no le escribimos, salvo un aviso el día antes. ¿Es correcto? 1 sí, 2 cambiar
SMS Rosa: 1
SMS Bot: Queda anotado: $1,240.00 para el viernes 11 de diciembre. Dana Reed también lo ve.
[Rosa pays 1240.00]
SMS Bot: Alder Finance, Dana Reed: Gracias, llegaron $1,240.00. Está al día. No hay nada más por pagar. Para salir: ALTO
= promises 324000 by 2026-12-04 cancelled + 124000 by 2026-12-11 kept, arrears 0 MXN, treatment closed
