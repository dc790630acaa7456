About: Twice not understood: what it is about, then a person.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: lo del gato azul
SMS Bot: No entendí bien. Se trata de: 1 pagar, 2 algo está mal, 3 otra cosa, 4 persona
SMS Rosa: que no, el otro gato
SMS Bot: Sigo sin entender, así que pedí que venga una persona. Ahora no hay nadie disponible. Su lugar queda guardado y responde la primera persona que vuelva. No hace falta repetir nada.
= custody queued
