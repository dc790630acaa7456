About: Un pago parcial y un recargo: primero en corto, luego línea por línea con lo que causó el cargo, a dónde fue el pago y qué será en una semana.
Begins: Tue 2026-11-24 11:00 America/New_York
Person: Rosa

[the lender charges 150.00 for late_fee on 2026-10-15]
SMS Bot: Alder Finance, Dana Reed: Mensaje para Rosa Méndez. ¿Es usted? 1 sí, 2 no. Mensaje automático. Para salir: ALTO
[the lender charges 90.00 for penalty_interest on 2026-11-28]
[Rosa pays 1000.00 on 2026-11-10]
WEB Rosa: (opens the link)
WEB Bot: Este es el chat de Alder Finance. Soy el asistente automático. Para hablar con Dana Reed o su equipo, escriba PERSONA. Primero una pregunta corta, para cuidar sus datos.
WEB Bot: ¿En qué año nació?
WEB Rosa: en el 85
WEB Bot: Gracias, Rosa. Soy el asistente automático de Alder Finance. $2,390.00 del 5 de octubre no nos ha llegado. Con ese pago queda al día. [Pagar] [Elegir fecha] [Por qué] [Una persona]
WEB Rosa: ¿por qué debo eso?
WEB Bot: $2,390.00 del 5 de octubre está pendiente: $3,000.00 de capital; $240.00 de intereses; $150.00 de recargo, 15 de octubre; menos $1,000.00 que pagó el martes 10 de noviembre. Si no acordamos nada, el sábado 28 de noviembre se suman $90.00 y serían $2,480.00. [Detalle] [Pagar] [Elegir fecha] [Una persona]
WEB Rosa: [Detalle]
WEB Bot: Con datos hasta hoy a las 10:00: / cuota 1, 5 de octubre: $1,620.00 / $1,500.00 de capital / $120.00 de intereses / menos $1,000.00 que pagó el martes 10 de noviembre / $150.00 de recargo, 15 de octubre: la cuota 1 llevaba 10 días abierta / cuota 2, jueves 5 de noviembre: $1,620.00 / $1,500.00 de capital / $120.00 de intereses / Total: $2,390.00. / Sus $1,000.00 del martes 10 de noviembre se abonaron a la cuota 1. / El martes 1 de diciembre serán $2,480.00: para entonces se suman $90.00. / …/chat/…/schedule
= arrears 239000 MXN
