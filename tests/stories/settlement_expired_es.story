About: Dana offers Rosa to close the debt for less; nobody answers, and the offer ends by itself.
Begins: Tue 2027-03-02 10:00 America/Mexico_City
Person: Rosa verified=sms

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre de 2026 no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: ¿por qué debo eso?
WEB Bot: $3,240.00 del 5 de octubre de 2026 está pendiente: $3,000.00 de capital, $240.00 de intereses. [Detalle] [Pagar] [Elegir fecha] [Una persona]
[Dana offers: settle=2600.00 take=settle]
WEB Bot: Dana Reed puede cerrar esto por $2,600.00 en lugar de $3,240.00, con pago a más tardar el martes 9 de marzo. Con eso se cierra el crédito; los otros $640.00 ya no se deben. [Sí] [No] [Una persona]
= treatment plan_offered, plans 260000 in 1 offered
-- Fri 2027-03-12 09:00
= treatment engaged, plans 260000 in 1 declined
