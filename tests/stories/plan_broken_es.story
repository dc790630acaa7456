About: Rosa does not pay the first part of her plan, nor in its grace: the plan ends with notice.
Begins: Mon 2026-11-23 09:00 America/Mexico_City
Person: Rosa verified=sms

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: ¿puedo pagar 1100 al mes? me pagan el 1
WEB Bot: martes 1 de diciembre: $1,100.00 / 1 de enero de 2027: $1,100.00 / 1 de febrero de 2027: $1,040.00 / Total: $3,240.00, lo mismo que hoy. Mientras, no hay recargos ni avisos, salvo uno el día antes de cada parte. Si una parte se atrasa, hay 3 días para pagarla. Responda SÍ para empezar. [Sí] [Cambiar] [Una persona]
WEB Rosa: sí
WEB Bot: Su plan ya empezó. Primera parte: $1,100.00 el martes 1 de diciembre. Todos los términos, para guardar: …/chat/…
= treatment plan_active, plans 324000 in 3 active
-- Mon 2026-11-30 12:00
SMS Bot: Alder Finance, Dana Reed: Plan, parte 1 de 3: $1,100.00, mañana, martes 1 de diciembre. Pagar: https://pay.alder.example 1 cambiar. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Mon 2026-11-30 10:00)
-- Wed 2026-12-02 12:00
SMS Bot: Alder Finance, Dana Reed: Falta $1,100.00 del martes 1 de diciembre. Si paga hasta el viernes 4 de diciembre, su plan sigue. 1 pagar, 2 ayuda. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Wed 2026-12-02 10:00)
-- Sat 2026-12-05 12:00
SMS Bot: Alder Finance, Dana Reed: Su plan terminó el 5 dic. Falta $3,240.00. 1 por qué, 2 otro plan, 3 persona. Para salir: ALTO (at Sat 2026-12-05 10:00)
= treatment outreach, plans 324000 in 3 broken
