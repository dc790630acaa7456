About: Rosa moves one part of her plan to another day, asks for a day that cannot be, and the sum stays.
Begins: Mon 2026-11-23 10:00 America/Mexico_City
Person: Rosa

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: puedo pagar 1100 al mes, cobro el 5
WEB Bot: sábado 5 de diciembre: $1,100.00 / 5 de enero de 2027: $1,100.00 / 5 de febrero de 2027: $1,040.00 / Total: $3,240.00, lo mismo que hoy. Mientras, no hay recargos ni avisos, salvo uno el día antes de cada parte. Si una parte se atrasa, hay 3 días para pagarla. Responda SÍ para empezar. [Sí] [Cambiar] [Una persona]
WEB Rosa: sí
WEB Bot: Su plan ya empezó. Primera parte: $1,100.00 el sábado 5 de diciembre. Todos los términos, para guardar: …/chat/…
= plans 324000 in 3 active
WEB Rosa: muévalo al 20 de febrero
WEB Bot: El 20 de febrero de 2027: se puede del martes 24 de noviembre al 4 de enero de 2027. [Saltar esta parte] [Una persona]
WEB Rosa: entonces al 20 de diciembre
WEB Bot: $1,100.00 pasan del sábado 5 de diciembre al 20 de diciembre. Lo demás sigue igual, $3,240.00 en total. ¿Es correcto? [Sí] [Cambiar]
WEB Rosa: sí
WEB Bot: Listo, su plan sigue. Próxima parte: $1,100.00 el 20 de diciembre. Todos los términos, para guardar: …/chat/…
= treatment plan_active, plans 324000 in 3 active
