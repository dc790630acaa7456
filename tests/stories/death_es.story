About: A daughter answers: her mother has died. One message of condolence, and nothing more.
Begins: Mon 2026-11-23 08:30 America/Mexico_City
Person: Rosa

-- Mon 2026-11-23 10:30
SMS Bot: Alder Finance, Dana Reed: Mensaje para Rosa Méndez. ¿Es usted? 1 sí, 2 no. Mensaje automático. Para salir: ALTO (at Mon 2026-11-23 08:30)
SMS Rosa: mi mamá falleció la semana pasada
SMS Bot: Lamentamos mucho su pérdida. No volveremos a escribir y por ahora no tiene que hacer nada. Para preguntas, cuando guste: Alder Finance, +1 800 555 0142
= holds deceased, tasks deceased
-- Wed 2026-12-02 12:00
= holds deceased
