"""`/control/twilio/...`: a person's texts, what a line does, WhatsApp templates that Meta approved."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from emulators.dependencies import TheTwilio
from emulators.twilio.inbound import text_in
from emulators.twilio.model import message_resource
from emulators.twilio.server import Line

router = APIRouter()


class Text(BaseModel):
    """A text to our number; `from` is E.164, `channel` sms or whatsapp."""

    sender: str = Field(alias="from")
    body: str = ""
    channel: str = "sms"
    media_urls: tuple[str, ...] = ()


class LineOrder(BaseModel):
    """What shall happen to texts for this number from now on."""

    number: str
    state: Line


class Content(BaseModel):
    """A template for ContentSid; `{{1}}` or `{{name}}` stand for its variables."""

    sid: str
    body: str


@router.post("/text")
async def text(order: Text, server: TheTwilio) -> dict[str, Any]:
    """Somebody texts us. Answers with the message resource and the keyword that the carrier saw."""
    texted = text_in(server, order.sender, order.body, channel=order.channel, media_urls=order.media_urls)
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
