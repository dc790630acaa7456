"""Who stands behind a chat link, and what they write there."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace

from bot.edges import MAX_TEXT, Refused
from cases.model import Channel
from channels.base import Inbound, InboundFile
from channels.webchat import webchat_address
from outreach.inbound import Received, receive
from outreach.links import LinkExpired, LinkForged, read_token
from outreach.runtime import Runtime
from outreach.visitors import Visitor, visitor

SOURCE = "webchat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came in: exactly one of both is set."""

    text: str | None = None
    choice: str | None = None


def visitor_of(runtime: Runtime, token: str) -> Visitor:
    """Whoever the link belongs to. Raises LinkForged, also for a borrower who is gone, and LinkExpired."""
    borrower_id = read_token(runtime.secret, token, "chat", runtime.clock.now())
    found = visitor(runtime, borrower_id)
    if found is None:
        raise LinkForged("nobody stands behind this link")
    return found


def visitor_for_program(runtime: Runtime, token: str) -> Visitor:
    """As above, with refusals for programs: 410 for an old link, 404 for any other."""
    try:
        return visitor_of(runtime, token)
    except LinkExpired as error:
        raise Refused(410, SOURCE, "expired", "this link has expired; ask for a new one") from error
    except LinkForged as error:
        raise Refused(404, SOURCE, "forged", "there is no such chat") from error


def greet(runtime: Runtime, borrower_id: int) -> None:
    """The chat was opened: the bot speaks first, once a day however often the page is loaded."""
    now = runtime.clock.now()
    receive(runtime, _inbound(runtime, borrower_id, f"open:{borrower_id}:{now.date().isoformat()}", opened=True))


def say(runtime: Runtime, borrower_id: int, said: Said, once: str | None = None) -> Received:
    """Take a text or choice in. ``once``: a form's own mark, so that sending it twice counts once."""
    mark = once or secrets.token_urlsafe(12)
    inbound = _inbound(runtime, borrower_id, f"web:{borrower_id}:{mark}", text=said.text, choice=said.choice)
    return receive(runtime, inbound)


def show(
    runtime: Runtime,
    borrower_id: int,
    files: tuple[InboundFile, ...],
    text: str,
    once: str | None,
    *,
    refused: str = "",
) -> Received:
    """Take photos or files in, with the words beside them. ``refused``: why one was not even read."""
    mark = once or secrets.token_urlsafe(12)
    words = said(text, None).text if text.strip() else None
    inbound = _inbound(runtime, borrower_id, f"web:{borrower_id}:{mark}", text=words)
    return receive(runtime, replace(inbound, files=files, refused=refused))


def said_in_json(body: bytes) -> Said:
    """``{"text"}`` or ``{"choice"}``. Raises Refused: 400 for what is no JSON, 422 for another shape."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, SOURCE, "invalid", "the body is no JSON") from None
    if not isinstance(value, dict):
        raise Refused(422, SOURCE, "invalid", 'the body is an object with either "text" or "choice"')
    return said(value.get("text"), value.get("choice"))


def said(text: object, choice: object) -> Said:
    """Exactly one of both, as text that is not empty. Raises Refused (422)."""
    if (text is None) == (choice is None):
        raise Refused(422, SOURCE, "invalid", 'give either "text" or "choice", not both and not neither')
    name, value = ("text", text) if choice is None else ("choice", choice)
    if not isinstance(value, str) or not value.strip():
        raise Refused(422, SOURCE, "invalid", f'"{name}" must be a text that is not empty')
    if len(value) > MAX_TEXT:
        raise Refused(422, SOURCE, "invalid", f'"{name}" has {len(value)} characters; {MAX_TEXT} are allowed')
    if "\x00" in value:
        raise Refused(422, SOURCE, "invalid", f'"{name}" holds a zero byte')
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise Refused(422, SOURCE, "invalid", f'"{name}" holds half a character')
    return Said(text=value.strip()) if name == "text" else Said(choice=value.strip())


def _inbound(
    runtime: Runtime,
    borrower_id: int,
    external_id: str,
    *,
    text: str | None = None,
    choice: str | None = None,
    opened: bool = False,
) -> Inbound:
    return Inbound(
        channel=Channel.WEBCHAT,
        address=webchat_address(borrower_id),
        external_id=external_id,
        at=runtime.clock.now(),
        text=text,
        choice=choice,
        opened=opened,
        borrower_id=borrower_id,
    )
