About: Rosa wants no contact at all, by any way; it is done at once, once said.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: no quiero que me contacten por ningún medio
SMS Bot: Listo. No le contactaremos más, salvo lo que exija la ley. Si cambia de idea, responda INICIAR.
= holds cease, treatment engaged
-- Thu 2026-12-03 12:00
SMS Rosa: INICIAR
SMS Bot: Ahora no hay nadie disponible. Su lugar queda guardado y responde la primera persona que vuelva. Dana puede leer este chat: no hace falta repetir nada.
= holds cease, custody queued
