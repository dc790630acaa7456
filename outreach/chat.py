"""What a borrower sees of the conversation on one channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Row

from cases.flows.menus import OPENS
from cases.model import Channel
from cases.say import Phrase
from outreach.opening import opened_by
from outreach.runtime import Runtime
from storage import chat_lines, people
from storage.codec import say_from_json

OFFERING: Final = {"plan_offer": "offers", "hardship_options": "options"}
"""Messages that lay out what can be chosen, each with the value that holds it."""

Speaker = Literal["bot", "borrower", "collector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """One bubble. ``id`` grows as bubbles appear; ``name`` is the collector's, where a person wrote.

    ``offers`` are what it lays out to choose from, where it does: its choices begin with them.
    ``opens`` is the page it leads to: the choice whose words stand on the button, and the address.
    """

    id: int
    from_: Speaker
    text: str
    choices: tuple[tuple[str, str], ...]
    at: datetime
    name: str | None = None
    offers: tuple[Phrase, ...] = ()
    opens: tuple[str, str] | None = None


def thread(runtime: Runtime, borrower_id: int, after: int = 0, channel: Channel = Channel.WEBCHAT) -> list[ChatLine]:
    """What appeared on this channel after line ``after``, oldest first."""
    with runtime.db.reading() as connection:
        rows = chat_lines.after(connection, borrower_id, channel.value, after)
        names = people.names(connection)
    return [_line(row, names) for row in rows]


def line_of(runtime: Runtime, message_id: int | None) -> int | None:
    """The number under which a message appeared in the chat."""
    if message_id is None:
        return None
    with runtime.db.reading() as connection:
        return chat_lines.number_of(connection, message_id)


def _line(row: Row[Any], names: dict[str, str]) -> ChatLine:
    login = row.actor.removeprefix("collector:") if row.actor.startswith("collector:") else None
    return ChatLine(
        id=row.line_id,
        from_="borrower" if row.direction == "in" else "collector" if login else "bot",
        text=row.body or "",
        choices=tuple((each["id"], each["label"]) for each in row.choices),
        at=row.sent_at or row.planned_at,
        name=names.get(login) if login else None,
        offers=_offers(row),
        opens=opened_by(say_from_json(row.say)) if row.template in OPENS and row.say else None,
    )


def _offers(row: Row[Any]) -> tuple[Phrase, ...]:
    name = OFFERING.get(row.template)
    offers = say_from_json(row.say).values.get(name, ()) if name and row.say else ()
    return tuple(each for each in offers if isinstance(each, Phrase)) if isinstance(offers, tuple) else ()
