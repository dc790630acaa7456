About: Asked what happened, Rosa says that her pay is late: a date is what is offered next.
Begins: Fri 2026-11-13 08:30 America/Mexico_City
Person: Rosa verified=sms

-- Mon 2026-11-16 12:00
SMS Bot: Alder Finance, Dana Reed: Falta $3,240.00 del 5 de octubre. Puede haber plan o pausa. 1 opciones, 2 persona. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Fri 2026-11-13 08:30)
WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: no quiero pagar
WEB Bot: ¿Qué pasó? O con sus palabras. [Se me pasó] [Falló el pago] [Me pagaron tarde] [Me quedé sin trabajo] [Enfermedad] [No cuadra la cuenta] [Otra cosa]
WEB Rosa: [Me pagaron tarde]
WEB Bot: Entonces esperamos a que le paguen. ¿Qué día le pagan?
