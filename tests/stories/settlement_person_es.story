About: Rosa asks whether less would settle it, long after; a person may, and agrees by one click.
Begins: Tue 2027-03-02 10:00 America/Mexico_City
Person: Rosa verified=sms

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre de 2026 no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: ¿puedo pagar menos y terminar? tengo 2800
WEB Bot: Menos de $3,240.00 no lo decido yo; lo decide Dana Reed. Ya se lo pasé. Responde a más tardar hoy a las 10:30.
= custody bot, plans 280000 in 1 asked, tasks plan_review
[Dana approves]
WEB Bot: Dana Reed puede cerrar esto por $2,800.00 en lugar de $3,240.00, con pago a más tardar el martes 9 de marzo. Con eso se cierra el crédito; los otros $440.00 ya no se deben. [Sí] [No] [Una persona]
WEB Rosa: sí
WEB Bot: Acordado: con $2,800.00 a más tardar el martes 9 de marzo esto se cierra. No hay avisos, salvo uno el día antes. Todos los términos, para guardar: …/chat/…
= treatment plan_active, plans 280000 in 1 active
