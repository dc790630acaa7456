"""What a new message must be before the API takes it, in the order in which the real one looks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import FormData

from emulators.twilio.errors import TwilioError
from emulators.twilio.model import WHATSAPP
from emulators.twilio.server import REFUSED_LINES, TwilioServer

MAX_BODY: Final = 1600
E164: Final = re.compile(r"\+[1-9]\d{6,14}")
SERVICE_SID: Final = re.compile(r"MG[0-9a-fA-F]{32}")
_PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}\s]+)\s*\}\}")
MAGIC_NUMBERS: Final = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
"""Recipients that always fail, as with Twilio's test credentials (https://www.twilio.com/docs/iam/test-credentials)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A request that passed."""

    sender: str
    recipient: str
    body: str
    media_urls: tuple[str, ...]
    status_callback: str | None
    service_sid: str | None
    content_sid: str | None


def read_new_message(form: FormData, server: TwilioServer) -> NewMessage:
    """The message that this form asks for. Raises TwilioError with the code of the first thing that is wrong."""
    recipient = _recipient(_text(form, "To"), server)
    service_sid = _text(form, "MessagingServiceSid") or None
    sender = _sender(_text(form, "From"), recipient, service_sid, server)
    media_urls = tuple(str(url) for url in form.getlist("MediaUrl") if url)
    content_sid = _text(form, "ContentSid") or None
    variables = _text(form, "ContentVariables")
    body = _content(content_sid, variables, server) if content_sid else _text(form, "Body")
    if not body and not media_urls:
        raise TwilioError(21619)
    if len(body) > MAX_BODY:
        raise TwilioError(21617)
    if recipient in server.opted_out:
        raise TwilioError(21610)
    return NewMessage(
        sender=sender,
        recipient=recipient,
        body=body,
        media_urls=media_urls,
        status_callback=_callback(_text(form, "StatusCallback")),
        service_sid=service_sid,
        content_sid=content_sid,
    )


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _recipient(address: str, server: TwilioServer) -> str:
    if not address:
        raise TwilioError(21604)
    number = address.removeprefix(WHATSAPP)
    if not E164.fullmatch(number):
        raise TwilioError(21211, address)
    if number in MAGIC_NUMBERS:
        raise TwilioError(MAGIC_NUMBERS[number], number)
    if (code := REFUSED_LINES.get(server.line(number))) is not None:
        raise TwilioError(code, number)
    return address


def _sender(address: str, recipient: str, service_sid: str | None, server: TwilioServer) -> str:
    ours = server.stage.config.our_number
    if recipient.startswith(WHATSAPP):
        ours = WHATSAPP + ours
    if service_sid and not address:
        if not SERVICE_SID.fullmatch(service_sid):
            raise TwilioError(20404, f"/Services/{service_sid}")
        return ours
    if not address:
        raise TwilioError(21603)
    if not E164.fullmatch(address.removeprefix(WHATSAPP)):
        raise TwilioError(21212, address)
    if address != ours:
        raise TwilioError(63007 if address.startswith(WHATSAPP) else 21606, address)
    return address


def _callback(url: str) -> str | None:
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise TwilioError(21609, url)
    return url


def _content(sid: str, variables: str, server: TwilioServer) -> str:
    template = server.contents.get(sid)
    if template is None:
        raise TwilioError(21655, sid)
    try:
        values = json.loads(variables or "{}")
    except ValueError:
        raise TwilioError(21656) from None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise TwilioError(21656)
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), template)
