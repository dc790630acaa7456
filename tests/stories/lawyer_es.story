About: Rosa has a lawyer: we stop writing, and ask only whom to write to instead.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: tengo un abogado, hable con él
SMS Bot: Gracias por avisarnos. Ya no le escribiremos sobre esto. ¿Con quién podemos hablar en su lugar?
= holds attorney
SMS Rosa: licenciado Ruiz, 5555550199
SMS Bot: Anotado: hablamos con la persona que nos dijo. Vale desde ahora.
SMS Rosa: gracias
-- Wed 2026-12-02 12:00
= holds attorney, tasks attorney
