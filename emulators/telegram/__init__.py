"""The Telegram Bot API, as far as a chat with one bot needs it (https://core.telegram.org/bots/api).

`routes` reads the request, `methods` is the table of Bot API methods, `server` holds chats, updates, files and
the webhook, `person` is what somebody with the app can do. Formatting is understood as HTML only.
"""
