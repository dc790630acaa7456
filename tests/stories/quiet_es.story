About: Rosa is at work: nothing is asked before the day she names; then hours for the time to come.
Begins: Mon 2026-11-23 09:30 America/Mexico_City
Person: Rosa verified=sms

SMS Rosa: ahorita no puedo, estoy trabajando
SMS Bot: Anotado: sin mensajes antes del martes 24 de noviembre. Vale desde ahora.
= holds manual
SMS Rosa: escríbanme solo después de las 6 de la tarde
SMS Bot: Anotado: mensajes solo de 18:00 a 20:00. Vale desde ahora.
-- Tue 2026-11-24 23:00
{SMS overdue_3_again denied by base.hold.manual}
