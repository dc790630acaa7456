About: Rosa asks why she got this text; then who writes; then for all that is kept about her.
Begins: Mon 2026-11-23 08:30 America/Mexico_City
Person: Rosa verified=sms

-- Mon 2026-11-23 10:30
SMS Bot: Alder Finance, Dana Reed: Sigue pendiente $3,240.00 del 5 de octubre. Dana le ayuda. 1 opciones, 2 persona. Chat: https://t.me/forbear_sample_bot?start=… Para salir: ALTO (at Mon 2026-11-23 08:30)
SMS Rosa: ¿por qué me mandan este mensaje?
SMS Bot: Le llegó porque $3,240.00 del 5 oct no nos ha llegado. Enviado hoy a las 08:30 por Alder Finance. Aceptó mensajes aquí el 23 nov; respetamos su horario y los límites. 1 no más mensajes, 2 persona
SMS Rosa: ¿quién es? ¿es un robot?
SMS Bot: Soy el asistente automático de Alder Finance. Dana Reed es una persona. Escriba PERSONA y este chat pasa a Dana.
SMS Rosa: quiero una copia de mis datos
SMS Bot: Sus datos están aquí hasta el lunes 30 de noviembre: …/data/… Guárdelos bien.
