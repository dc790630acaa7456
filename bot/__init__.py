"""Where borrowers come in: webhooks, the web chat, Telegram, and a terminal to play one."""
