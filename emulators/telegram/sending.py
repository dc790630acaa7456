"""The Bot API's methods that write into a chat or change what is there."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from emulators.telegram.errors import bad_request
from emulators.telegram.keyboard import read_markup
from emulators.telegram.markup import parse_html
from emulators.telegram.model import Chat, Message, StoredFile, file_wire
from emulators.telegram.params import Params
from emulators.telegram.server import TelegramServer

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
MAX_ANSWER: Final = 200
IMAGES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(server: TelegramServer, params: Params) -> dict[str, Any]:
    text, entities = _formatted(params, "text")
    _check_text(text)
    chat = server.open_chat(params.integer("chat_id"))
    keyboard = read_markup(params.structure("reply_markup"))
    return server.wire(server.add_message(chat, from_bot=True, text=text, entities=entities, keyboard=keyboard))


async def send_photo(server: TelegramServer, params: Params) -> dict[str, Any]:
    return _send_file(server, params, "photo")


async def send_document(server: TelegramServer, params: Params) -> dict[str, Any]:
    return _send_file(server, params, "document")


async def edit_message_text(server: TelegramServer, params: Params) -> dict[str, Any]:
    text, entities = _formatted(params, "text")
    _check_text(text)
    chat, message = _own_message(server, params)
    keyboard = read_markup(params.structure("reply_markup"))
    return _edited(server, chat, message, text=text, entities=tuple(entities), keyboard=keyboard)


async def edit_message_reply_markup(server: TelegramServer, params: Params) -> dict[str, Any]:
    chat, message = _own_message(server, params)
    return _edited(server, chat, message, keyboard=read_markup(params.structure("reply_markup")))


async def delete_message(server: TelegramServer, params: Params) -> bool:
    chat = server.open_chat(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    server.change_message(chat, message, deleted=True, keyboard=())
    return True


async def answer_callback_query(server: TelegramServer, params: Params) -> bool:
    text = params.text("text") or ""
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    pressed = server.pressed.get(params.text("callback_query_id") or "")
    if pressed is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    server.pressed[pressed.id] = dataclasses.replace(pressed, answer=text)
    server.tell(pressed.chat_id)
    return True


async def send_chat_action(server: TelegramServer, params: Params) -> bool:
    server.open_chat(params.integer("chat_id"))
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


async def get_file(server: TelegramServer, params: Params) -> dict[str, Any]:
    file = server.files.get(params.text("file_id") or "")
    if file is None:
        raise bad_request("invalid file_id")
    described = {"file_id": file.file_id, "file_unique_id": file.file_id[:16], "file_size": len(file.content)}
    return described | {"file_path": f"{file.kind}s/{file.file_id}"}


def _send_file(server: TelegramServer, params: Params, kind: str) -> dict[str, Any]:
    given = params.upload(kind)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    caption, entities = _formatted(params, "caption")
    if len(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    chat = server.open_chat(params.integer("chat_id"))
    keyboard = read_markup(params.structure("reply_markup"))
    if isinstance(given, str):
        file = _known_file(server, given)
    elif given.content:
        content_type = _image_type(given.content) if kind == "photo" else None
        file = server.keep_file(kind, given.name, content_type or given.content_type, given.content)
    else:
        raise bad_request("file must be non-empty")
    sent = server.add_message(chat, from_bot=True, text=caption, entities=entities, keyboard=keyboard, file=file)
    return server.wire(sent) | file_wire(file)


def _image_type(content: bytes) -> str | None:
    """What a photo is by its first bytes, since clients upload it without a type."""
    return next((type_ for start, type_ in IMAGES.items() if content.startswith(start)), None)


def _known_file(server: TelegramServer, file_id: str) -> StoredFile:
    if file_id not in server.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return server.files[file_id]


def _formatted(params: Params, name: str) -> tuple[str, list[dict[str, Any]]]:
    text = params.text(name) or ""
    mode = (params.text("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        return parse_html(text)
    given = params.structure("caption_entities" if name == "caption" else "entities")
    return text, given if isinstance(given, list) else []


def _check_text(text: str) -> None:
    if not text.strip():
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")


def _own_message(server: TelegramServer, params: Params) -> tuple[Chat, Message]:
    chat = server.open_chat(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(server: TelegramServer, chat: Chat, message: Message, **changes: Any) -> dict[str, Any]:
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    edited_at = server.stage.clock.now()
    return server.wire(server.change_message(chat, message, edited_at=edited_at, **changes))
