About: Rosa lost her job. Four small questions, two ways with their cost, a pause read back and agreed, a word of Lucía's.
Begins: Tue 2026-11-24 10:00 America/Mexico_City
Person: Rosa verified=sms|telegram telegram_id=500145
Lender: Roble

TG Rosa: (presses start)
TG Bot: Gracias, Rosa. Soy el asistente automático de Crédito Roble. $3,240.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
TG Rosa: me quedé sin trabajo en octubre, no sé cómo le voy a hacer
TG Bot: Lamento lo de su trabajo. No le pedimos pagos mientras vemos esto. 4 preguntas cortas; puede parar cuando quiera y todo se guarda. ¿Empezamos? [Sí] [Más tarde] [Una persona]
TG Rosa: sí
TG Bot: 1 de 4. ¿Cuánto entra a su casa al mes, más o menos?
TG Rosa: unos 6000 de lo que va saliendo
TG Bot: 2 de 4. ¿Cuánto se va en renta y servicios?
TG Rosa: 2800 de renta y como 500 de luz, gas y eso
TG Bot: 3 de 4. ¿Cuánto se va en comida, transporte y escuela?
TG Rosa: 2300
TG Bot: 4 de 4. ¿Cuántas personas dependen de usted?
TG Rosa: mis 2 hijos
TG Bot: Entran $6,000.00, salen $5,600.00 y quedan $400.00. ¿Es correcto? [Sí] [Cambiar]
TG Rosa: sí
TG Bot: Pausa, sin pagos hasta el 23 de enero de 2027 / 3 pagos de $300.00 (martes 15 de diciembre, 15 de enero de 2027, 15 de febrero de 2027), $900.00 en total; quedarían $2,340.00 de los $3,240.00 / Sin intereses ni recargos nuevos en ese tiempo. Al final lo revisamos con usted. [La pausa] [Pagos menores] [Verlo con Lucía]
TG Rosa: la pausa, ahorita no me alcanza
TG Bot: Pausa, sin pagos hasta el 23 de enero de 2027. Su adeudo queda en $3,240.00 y no crece. El 25 de enero de 2027 lo revisa Lucía con usted. ¿De acuerdo? [Sí] [Cambiar] [Verlo con Lucía]
TG Rosa: sí, gracias
TG Bot: Listo: pausa, sin pagos hasta el 23 de enero de 2027. Por escrito: …/chat/… Por si le sirve, orientan gratis: CONDUSEF, 55 5340 0999
= treatment forbearance
[Lucía takes over]
TG Lucía ✎: Rosa, soy Lucía Ramírez. Su pausa ya quedó. Si encuentra trabajo antes o algo se complica, escríbame por aquí.
TG Rosa: sí
TG Rosa: unos 6000 de lo que va saliendo
TG Rosa: 2800 de renta y como 500 de luz, gas y eso
TG Rosa: 2300
TG Rosa: mis 2 hijos
TG Rosa: sí
TG Rosa: la pausa, ahorita no me alcanza
TG Rosa: sí, gracias
= treatment forbearance
[Lucía takes over]
TG Lucía ✎: Rosa, soy Lucía Ramírez. Su pausa ya quedó. Si encuentra trabajo antes o algo se complica, escríbame por aquí.
