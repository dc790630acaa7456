About: Rosa asks in her own words not to be written to. No carrier sees that; we confirm once, in Spanish.
Begins: Thu 2026-11-05 08:00 America/Mexico_City
Person: Rosa verified=sms

-- Mon 2026-11-09 12:00
SMS Bot: Alder Finance, Dana Reed: Aún no llega $1,620.00 del 5 de octubre. 1 pagar, 2 fecha, 3 plan, 4 persona. Para salir: ALTO (at Thu 2026-11-05 08:00)
SMS Bot: Alder Finance, Dana Reed: Falta $3,240.00 del 5 de octubre. Puede haber plan o pausa. 1 opciones, 2 persona. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Sat 2026-11-07 10:00)
SMS Rosa: ya no me manden mensajes por favor
SMS Bot: Listo. Alder Finance no le escribirá más por aquí. Si cambia de idea, responda INICIAR.
= opted_out sms, treatment unreachable
-- Fri 2026-11-20 12:00
SMS Rosa: INICIAR
SMS Bot: Anotado: le volvemos a escribir aquí. Vale desde ahora.
= opted_out none
