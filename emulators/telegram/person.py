"""What somebody with the Telegram app does: start, write, press, block, send what a bot cannot read."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from emulators.refusal import ControlError
from emulators.telegram.model import Chat, Message
from emulators.telegram.server import Pressed, TelegramServer

PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
DEEP_LINK_HOSTS: Final = frozenset({"t.me", "telegram.me", "www.t.me"})
MEDIA: Final = {
    "voice": ("voice.ogg", "audio/ogg"),
    "sticker": ("sticker.webp", "image/webp"),
    "photo": ("photo.jpg", "image/jpeg"),
    "document": ("document.pdf", "application/pdf"),
}

SAMPLES: Final = {
    "photo": bytes.fromhex(
        "ffd8ffe000104a46494600010101004800480000ffdb004300030202020202030202020303030304060404040404080606050609080a0a"
        "090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005"
        "ffda0008010100003f00d2cf20ffd9"
    ),
    "document": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
}
"""What is sent where a person names no file of their own: a picture of one grey dot, an empty document."""


def payload_of_link(link: str, bot_username: str) -> str:
    """The start payload of a `t.me/BOT?start=...` link. Raises ControlError for another bot's or another site's."""
    parts = urlsplit(link if "://" in link else f"https://{link}")
    named = parse_qs(parts.query)
    if parts.scheme == "tg":
        bot = named.get("domain", [""])[0]
    else:
        bot = parts.path.strip("/") if parts.hostname in DEEP_LINK_HOSTS else ""
    if bot.lower() != bot_username.lower():
        raise ControlError(404, f"that link does not open @{bot_username}")
    return named.get("start", [""])[0]


def start(server: TelegramServer, telegram_id: int, payload: str = "", name: str | None = None) -> dict[str, Any]:
    """Open the bot and press Start. Lifts a block, as the app does. A payload has at most 64 of `A-Za-z0-9_-`."""
    if not PAYLOAD.fullmatch(payload):
        raise ControlError(422, "a start payload has at most 64 characters, of A-Z a-z 0-9 _ and -")
    chat = server.chats.setdefault(telegram_id, Chat(server.user(telegram_id, name)))
    if chat.blocked:
        set_blocked(server, telegram_id, blocked=False)
    return write(server, telegram_id, f"/start {payload}".strip())


def write(server: TelegramServer, telegram_id: int, text: str) -> dict[str, Any]:
    """Send a text to the bot."""
    chat = _chat(server, telegram_id)
    if not text.strip():
        raise ControlError(422, "an empty message cannot be sent")
    command = re.match(r"/[A-Za-z0-9_]+", text)
    entities = [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []
    return _delivered(server, server.add_message(chat, from_bot=False, text=text, entities=entities))


def send_media(server: TelegramServer, telegram_id: int, kind: str, content: bytes, caption: str) -> dict[str, Any]:
    """Send a voice note, sticker, photo or document."""
    chat = _chat(server, telegram_id)
    if kind not in MEDIA:
        raise ControlError(422, f"unknown kind {kind!r}; known are {', '.join(MEDIA)}")
    name, content_type = MEDIA[kind]
    file = server.keep_file(kind, name, content_type, content or SAMPLES.get(kind, kind.encode()))
    return _delivered(server, server.add_message(chat, from_bot=False, text=caption, file=file))


def press(server: TelegramServer, telegram_id: int, message_id: int, data: str) -> dict[str, Any]:
    """Press the inline button of a message that carries this callback data."""
    chat = _chat(server, telegram_id)
    message = chat.messages.get(message_id)
    offered = (
        {button.get("callback_data"): button["text"] for row in message.keyboard for button in row} if message else {}
    )
    if message is None or data not in offered:
        raise ControlError(404, f"message {message_id} has no button with the data {data!r}")
    pressed = Pressed(
        id=f"{server.stage.ids.first_number('callback')}{server.stage.ids.count('callback'):06d}",
        chat_id=telegram_id,
        message_id=message_id,
        data=data,
        label=offered[data],
        place=server.stage.next_place(),
        at=server.stage.clock.now(),
    )
    server.pressed[pressed.id] = pressed
    query = {
        "id": pressed.id,
        "from": chat.user.wire(),
        "message": server.wire(message),
        "chat_instance": str(telegram_id),
        "data": data,
    }
    server.add_update("callback_query", query)
    server.tell(telegram_id)
    return query


def set_blocked(server: TelegramServer, telegram_id: int, *, blocked: bool) -> dict[str, Any]:
    """Block or unblock the bot; it hears of it as `my_chat_member`."""
    chat = _chat(server, telegram_id, even_if_blocked=True)
    if chat.blocked != blocked:
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        chat.blocked = blocked
        server.add_update("my_chat_member", _membership(server, chat, old, new))
        server.tell(telegram_id)
    return {"telegram_id": telegram_id, "blocked": chat.blocked}


def _membership(server: TelegramServer, chat: Chat, old: str, new: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": server.bot(), "status": status} | until

    return {
        "chat": chat.wire(),
        "from": chat.user.wire(),
        "date": int(server.stage.clock.now().timestamp()),
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }


def _chat(server: TelegramServer, telegram_id: int, *, even_if_blocked: bool = False) -> Chat:
    chat = server.chats.get(telegram_id)
    if chat is None:
        raise ControlError(404, f"{telegram_id} has not pressed Start yet")
    if chat.blocked and not even_if_blocked:
        raise ControlError(409, f"{telegram_id} has blocked the bot; unblock it first")
    return chat


def _delivered(server: TelegramServer, message: Message) -> dict[str, Any]:
    wire = server.wire(message)
    server.add_update("message", wire)
    return wire
