About: Jorge's wife answers: no word of why. It is her phone, and it is taken off the list.
Begins: Fri 2026-11-06 08:00 America/Mexico_City
Person: Jorge
Lender: Roble

-- Mon 2026-11-09 12:00
SMS Bot: Crédito Roble, Lucía Ramírez: Mensaje para Jorge Salas. ¿Es usted? 1 sí, 2 no. Mensaje automático. Para salir: ALTO (at Fri 2026-11-06 10:00)
SMS Jorge: soy su esposa, qué pasó? debe algo?
SMS Bot: Gracias por contestar. Es un asunto personal y solo podemos tratarlo con esa persona. Puede escribirnos cuando guste.
SMS Jorge: este es MI celular, ya no manden nada
SMS Bot: Disculpe la molestia. Ya quitamos este contacto y no le escribiremos más.
= bad sms, tasks wrong_person + unreachable
-- Mon 2026-11-30 12:00
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
{SMS first_contact_again denied by base.contact_point}
= bad sms
