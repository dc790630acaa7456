About: Rosa asks for a person while the desk is open: an honest wait, then silence until somebody is there.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: quiero hablar con una persona
SMS Bot: Ahora no hay nadie disponible. Su lugar queda guardado y responde la primera persona que vuelva. Dana puede leer este chat: no hace falta repetir nada.
SMS Rosa: ¿cuánto tarda?
SMS Bot: Ahora no hay nadie disponible. Su lugar queda guardado y responde la primera persona que vuelva. Lo que escriba se guarda y se responde.
SMS Rosa: gracias
= custody queued
[Dana takes over]
SMS Dana ✎: Hola Rosa, soy Dana. Dígame.
[Dana hands back: other, hablamos el jueves]
SMS Bot: De nuevo el asistente automático. Acordado con Dana: hablamos el jueves.
= custody bot
