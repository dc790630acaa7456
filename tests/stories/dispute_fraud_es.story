About: Rosa says that somebody else took the loan out. Nothing is asked while a person looks; the answer is no, and she is told why.
Begins: Tue 2026-11-24 09:00 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: alguien sacó ese crédito a mi nombre
SMS Bot: Anotado: alguien sacó ese crédito a mi nombre. Respondemos a más tardar el 8 dic. Mientras, no le pedimos nada de este crédito. ¿Algo que mostrar? …/chat/…
= holds dispute, treatment disputed
SMS Rosa: (sends a photo) mi denuncia
SMS Bot: Gracias, ya lo tenemos. Dana Reed lo está revisando.
-- Wed 2026-11-25 11:00
[Dana answers the dispute: not_upheld, La firma y el depósito son los suyos.]
SMS Bot: Alder Finance, Dana Reed: Dana Reed lo revisó: el monto es correcto. La firma y el depósito son los suyos. Por pagar: $3,240.00. Para salir: ALTO
= holds none
