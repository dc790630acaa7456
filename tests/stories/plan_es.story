About: Rosa asks for parts in Spanish: parts of what she names, the rest last, all terms shown, an explicit yes.
Begins: Mon 2026-11-23 09:00 America/Mexico_City
Person: Rosa

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: [Por qué]
WEB Bot: $3,240.00 del 5 de octubre está pendiente: $3,000.00 de capital, $240.00 de intereses. [Detalle] [Pagar] [Elegir fecha] [Una persona]
WEB Rosa: ¿puedo pagar en partes?
WEB Bot: ¿Cuánto podría pagar al mes, más o menos, y qué día le pagan? [Opciones] [Una persona]
WEB Rosa: 1100 al mes, me pagan el 15
WEB Bot: 15 de diciembre: $1,100.00 / 15 de enero de 2027: $1,100.00 / 15 de febrero de 2027: $1,040.00 / Total: $3,240.00, lo mismo que hoy. Mientras, no hay recargos ni avisos, salvo uno el día antes de cada parte. Si una parte se atrasa, hay 3 días para pagarla. Responda SÍ para empezar. [Sí] [Cambiar] [Una persona]
= plans none
WEB Rosa: sí
WEB Bot: Su plan ya empezó. Primera parte: $1,100.00 el 15 de diciembre. Todos los términos, para guardar: …/chat/…
= treatment plan_active, plans 324000 in 3 active
