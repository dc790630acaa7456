"""`/control/twilio/...`: a person's texts, what a line does, WhatsApp templates that Meta approved."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from emulators.dependencies import TheTwilio
from emulators.refusal import ControlError
from emulators.twilio.inbound import text_in
from emulators.twilio.model import message_resource
from emulators.twilio.server import Line, TwilioServer

router = APIRouter()


class Text(BaseModel):
    """A text to our number; `from` is E.164, `channel` sms or whatsapp; `media` are pictures in base64."""

    sender: str = Field(alias="from")
    body: str = ""
    channel: str = "sms"
    media_urls: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


class LineOrder(BaseModel):
    """What shall happen to texts for this number from now on."""

    number: str
    state: Line


class Content(BaseModel):
    """A template for ContentSid; `{{1}}` or `{{name}}` stand for its variables."""

    sid: str
    body: str


def keep_media(server: TwilioServer, base_url: str, content: str) -> str:
    """Keep a picture (base64); the address under which the account fetches it."""
    path = f"Messages/{server.stage.ids.sid('MM')}/Media/{server.stage.ids.sid('ME')}"
    try:
        server.media[path] = base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise ControlError(422, f"media is not base64: {error}") from error
    origin = "/".join(base_url.split("/")[:3])
    return f"{origin}/twilio/2010-04-01/Accounts/{server.stage.config.account_sid}/{path}"


@router.post("/text")
async def text(order: Text, request: Request, server: TheTwilio) -> dict[str, Any]:
    """Somebody texts us. Answers with the message resource and the keyword that the carrier saw."""
    kept = tuple(keep_media(server, str(request.base_url), content) for content in order.media)
    urls = order.media_urls + kept
    texted = text_in(server, order.sender, order.body, channel=order.channel, media_urls=urls)
    resource = message_resource(texted.message, server.stage.config.account_sid)
    return {"message": resource, "opt_out_type": texted.opt_out_type}


@router.post("/line")
async def line(order: LineOrder, server: TheTwilio) -> dict[str, Any]:
    server.lines[order.number] = order.state
    server.tell(order.number)
    return {"number": order.number, "state": order.state}


@router.post("/contents")
async def content(order: Content, server: TheTwilio) -> dict[str, Any]:
    server.contents[order.sid] = order.body
    return {"sid": order.sid}
