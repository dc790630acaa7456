"""The Bot API's methods that are about the bot itself, and the table of all of them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from emulators.telegram import sending
from emulators.telegram.errors import bad_request, conflict
from emulators.telegram.params import Params
from emulators.telegram.server import TelegramServer
from emulators.telegram.webhook import Hook

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")

Method = Callable[[TelegramServer, Params], Awaitable[Any]]


async def get_me(server: TelegramServer, _params: Params) -> dict[str, Any]:
    abilities = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return server.bot() | abilities


async def get_updates(server: TelegramServer, params: Params) -> list[dict[str, Any]]:
    if server.webhook.hook:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(server, params)
    limit = params.integer("limit")
    wait = params.integer("timeout") or 0
    return await server.updates.poll(params.integer("offset") or 0, 100 if limit is None else limit, wait)


async def set_webhook(server: TelegramServer, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return await delete_webhook(server, params)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(server, params)
    _drop_pending(server, params)
    server.webhook.set(Hook(url=url, secret=secret, max_connections=params.integer("max_connections") or 40))
    server.updates.close()
    return True


async def delete_webhook(server: TelegramServer, params: Params) -> bool:
    _drop_pending(server, params)
    server.webhook.set(None)
    return True


async def get_webhook_info(server: TelegramServer, _params: Params) -> dict[str, Any]:
    allowed = {"allowed_updates": server.allowed_updates} if server.allowed_updates else {}
    return server.webhook.info() | allowed


async def set_my_commands(server: TelegramServer, params: Params) -> bool:
    commands = params.structure("commands") or []
    if not all(_COMMAND.fullmatch(str(entry.get("command", ""))) and entry.get("description") for entry in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    server.commands = [dict(entry) for entry in commands]
    return True


async def get_my_commands(server: TelegramServer, _params: Params) -> list[dict[str, Any]]:
    return server.commands


async def delete_my_commands(server: TelegramServer, _params: Params) -> bool:
    server.commands = []
    return True


async def agree(_server: TelegramServer, _params: Params) -> bool:
    """close and logOut: nothing to do here, and the real server says true."""
    return True


def _allow(server: TelegramServer, params: Params) -> None:
    allowed = params.structure("allowed_updates")
    if isinstance(allowed, list):
        server.allowed_updates = [str(kind) for kind in allowed]


def _drop_pending(server: TelegramServer, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        server.updates.pending = []


_NAMED: Final[dict[str, Method]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "close": agree,
    "logOut": agree,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "editMessageText": sending.edit_message_text,
    "editMessageReplyMarkup": sending.edit_message_reply_markup,
    "deleteMessage": sending.delete_message,
    "answerCallbackQuery": sending.answer_callback_query,
    "sendChatAction": sending.send_chat_action,
    "getFile": sending.get_file,
}
METHODS: Final[dict[str, tuple[str, Method]]] = {name.lower(): (name, method) for name, method in _NAMED.items()}
"""By lower-case name, since the Bot API does not mind case: the proper name and what it does."""
