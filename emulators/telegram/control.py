"""`/control/telegram/...`: the person's side, for the page of phones and for tests."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from emulators.dependencies import TheTelegram
from emulators.refusal import ControlError
from emulators.telegram import person

router = APIRouter()


class Start(BaseModel):
    """Either `link`, as it stands in a message, or the bare `payload`. `name` for somebody not known yet."""

    telegram_id: int
    payload: str = ""
    link: str | None = None
    name: str | None = None


class Text(BaseModel):
    telegram_id: int
    text: str


class Press(BaseModel):
    telegram_id: int
    message_id: int
    data: str


class Somebody(BaseModel):
    telegram_id: int


class Media(BaseModel):
    """`kind` is voice, sticker, photo or document; `content` is base64."""

    telegram_id: int
    kind: str
    content: str = ""
    caption: str = ""


@router.post("/start")
async def start(order: Start, server: TheTelegram) -> dict[str, Any]:
    """Open `t.me/BOT?start=PAYLOAD` and press Start. Answers with the message that the bot receives."""
    username = server.stage.config.bot_username
    payload = person.payload_of_link(order.link, username) if order.link else order.payload
    return person.start(server, order.telegram_id, payload, order.name)


@router.post("/text")
async def text(order: Text, server: TheTelegram) -> dict[str, Any]:
    return person.write(server, order.telegram_id, order.text)


@router.post("/press")
async def press(order: Press, server: TheTelegram) -> dict[str, Any]:
    return person.press(server, order.telegram_id, order.message_id, order.data)


@router.post("/media")
async def media(order: Media, server: TheTelegram) -> dict[str, Any]:
    try:
        content = base64.b64decode(order.content, validate=True)
    except binascii.Error as error:
        raise ControlError(422, f"content is not base64: {error}") from error
    return person.send_media(server, order.telegram_id, order.kind, content, order.caption)


@router.post("/block")
async def block(order: Somebody, server: TheTelegram) -> dict[str, Any]:
    return person.set_blocked(server, order.telegram_id, blocked=True)


@router.post("/unblock")
async def unblock(order: Somebody, server: TheTelegram) -> dict[str, Any]:
    return person.set_blocked(server, order.telegram_id, blocked=False)
