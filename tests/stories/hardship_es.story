About: Rosa lost her job. Four small questions, two ways with their cost, a pause read back and agreed, then its review.
Begins: Tue 2026-11-24 09:00 America/Mexico_City
Person: Rosa verified=sms|telegram

WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: 1985
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: me quedé sin trabajo en octubre, no sé cómo le voy a hacer
WEB Bot: Lamento lo de su trabajo. No le pedimos pagos mientras vemos esto. 4 preguntas cortas; puede parar cuando quiera y todo se guarda. ¿Empezamos? [Sí] [Más tarde] [Una persona]
WEB Rosa: sí
WEB Bot: 1 de 4. ¿Cuánto entra a su casa al mes, más o menos?
WEB Rosa: unos 6000 de lo que va saliendo
WEB Bot: 2 de 4. ¿Cuánto se va en renta y servicios?
WEB Rosa: 2800 de renta y como 500 de luz, gas y eso
WEB Bot: 3 de 4. ¿Cuánto se va en comida, transporte y escuela?
WEB Rosa: 2300
WEB Bot: 4 de 4. ¿Cuántas personas dependen de usted?
WEB Rosa: mis 2 hijos
WEB Bot: Entran $6,000.00, salen $5,600.00 y quedan $400.00. ¿Es correcto? [Sí] [Cambiar]
WEB Rosa: sí
WEB Bot: Pausa, sin pagos hasta el 23 de enero de 2027 / 3 pagos de $300.00 (martes 15 de diciembre, 15 de enero de 2027, 15 de febrero de 2027), $900.00 en total; quedarían $2,340.00 de los $3,240.00 / Sin intereses ni recargos nuevos en ese tiempo. Al final lo revisamos con usted. [La pausa] [Pagos menores] [Verlo con Dana]
WEB Rosa: la pausa, ahorita no me alcanza
WEB Bot: Pausa, sin pagos hasta el 23 de enero de 2027. Su adeudo queda en $3,240.00 y no crece. El 25 de enero de 2027 lo revisa Dana con usted. ¿De acuerdo? [Sí] [Cambiar] [Verlo con Dana]
WEB Rosa: sí, gracias
WEB Bot: Listo: pausa, sin pagos hasta el 23 de enero de 2027. Por escrito: …/terms/… Por si le sirve, orientan gratis: CONDUSEF, 55 5340 0999
= treatment forbearance
-- Mon 2027-01-18 10:00
SMS Bot: Alder Finance, Dana Reed: El lunes 25 de enero revisamos su acuerdo. ¿Cómo va? 1 igual, 2 mejor, 3 peor, 4 persona. Para salir: ALTO
-- Mon 2027-01-25 12:00
= treatment forbearance
-- Tue 2027-02-09 12:00
= treatment outreach
