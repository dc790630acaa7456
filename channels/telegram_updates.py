"""What comes in from Telegram, by long poll or webhook: one update as a value. No aiogram needed.

Source: https://core.telegram.org/bots/api#update.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cases.model import Channel
from channels.base import Inbound, InvalidWebhook
from channels.telegram_files import attached_to

ALLOWED_UPDATES: Final = ("message", "callback_query")
START: Final = "/start"
CHOICES: Final = {"/menu": "menu", "/help": "menu"}
"""Commands that people expect of any bot, and the choice each stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramUpdate:
    """A person's message or pressed button.

    ``start``: the payload of ``/start``, empty where it came without, None where it was something else.
    ``callback_id``: what to answer so that the pressed button stops spinning.
    """

    inbound: Inbound
    start: str | None = None
    callback_id: str | None = None


def parse_update(update: Mapping[str, Any], at: datetime, bot_id: str) -> TelegramUpdate | None:
    """The update, or None where it is not for us: a group, an edit, a button without data. Raises InvalidWebhook.

    Update ids count per bot, hence ``bot_id`` in the external id.
    """
    external_id = f"{bot_id}:{_integer(update, 'update_id')}"
    if "callback_query" in update:
        return _pressed(_table(update, "callback_query"), external_id, at)
    if "message" in update:
        return _written(_table(update, "message"), external_id, at)
    return None


def _written(message: Mapping[str, Any], external_id: str, at: datetime) -> TelegramUpdate | None:
    address = _private_chat(message)
    if address is None:
        return None
    text = str(message.get("text") or message.get("caption") or "").strip()
    attached = attached_to(message)
    command, _, payload = text.partition(" ")
    command = command.partition("@")[0]
    opened, choice = command == START, CHOICES.get(command)
    inbound = Inbound(
        channel=Channel.TELEGRAM,
        address=address,
        external_id=external_id,
        at=at,
        text=None if opened or choice else text or None,
        choice=choice,
        opened=opened,
        unreadable=not text and not attached,
        attached=attached,
    )
    return TelegramUpdate(inbound=inbound, start=payload.strip() if opened else None)


def _pressed(query: Mapping[str, Any], external_id: str, at: datetime) -> TelegramUpdate | None:
    data = query.get("data")
    address = _private_chat(_table(query, "message")) if "message" in query else None
    if address is None or not isinstance(data, str) or not data:
        return None
    inbound = Inbound(channel=Channel.TELEGRAM, address=address, external_id=external_id, at=at, choice=data)
    return TelegramUpdate(inbound=inbound, callback_id=str(query.get("id", "")))


def _private_chat(message: Mapping[str, Any]) -> str | None:
    """The chat's id; None for groups and channels, where others would read along."""
    chat = _table(message, "chat")
    return str(_integer(chat, "id")) if chat.get("type") == "private" else None


def _table(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = values.get(name)
    if not isinstance(value, dict):
        raise InvalidWebhook(f"{name} is missing or no object")
    return value


def _integer(values: Mapping[str, Any], name: str) -> int:
    value = values.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidWebhook(f"{name} is missing or no whole number")
    return value
