"""Chats and messages as values, and how they look on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emulators.telegram.keyboard import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Bytes kept under a file id; `kind` is photo, document, voice or sticker."""

    file_id: str
    kind: str
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of one chat. `place` orders it among everything that happened in all chats."""

    message_id: int
    chat_id: int
    place: int
    at: datetime
    from_bot: bool
    text: str = ""
    entities: tuple[dict[str, Any], ...] = ()
    keyboard: Rows = ()
    file: StoredFile | None = None
    edited_at: datetime | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with the app."""

    id: int
    first_name: str
    language_code: str = "en"

    def wire(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language_code}


class Chat:
    """A private chat. It exists once its user pressed Start; message ids count up in it."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.blocked = False
        self.messages: dict[int, Message] = {}

    def next_message_id(self) -> int:
        return len(self.messages) + 1

    def wire(self) -> dict[str, Any]:
        return {"id": self.user.id, "type": "private", "first_name": self.user.first_name}


def message_wire(message: Message, chat: Chat, bot: dict[str, Any]) -> dict[str, Any]:
    """The Bot API's Message object."""
    wire: dict[str, Any] = {
        "message_id": message.message_id,
        "from": bot if message.from_bot else chat.user.wire(),
        "chat": chat.wire(),
        "date": int(message.at.timestamp()),
    }
    if message.edited_at:
        wire["edit_date"] = int(message.edited_at.timestamp())
    if message.file:
        wire |= file_wire(message.file)
    caption = "caption" if message.file else ""
    if message.text:
        wire[caption or "text"] = message.text
    if message.entities:
        wire[f"{caption}_entities" if caption else "entities"] = list(message.entities)
    if message.keyboard:
        wire["reply_markup"] = {"inline_keyboard": [list(row) for row in message.keyboard]}
    return wire


def file_wire(file: StoredFile) -> dict[str, Any]:
    """The part of a Message that describes its file."""
    base = {"file_id": file.file_id, "file_unique_id": file.file_id[:16], "file_size": len(file.content)}
    if file.kind == "photo":
        return {"photo": [base | {"width": 320, "height": 240}]}
    if file.kind == "voice":
        return {"voice": base | {"duration": 4, "mime_type": file.content_type}}
    if file.kind == "sticker":
        size = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": base | size | {"type": "regular", "emoji": "\N{THUMBS UP SIGN}"}}
    return {"document": base | {"file_name": file.name, "mime_type": file.content_type}}
