"""What a borrower sees of the conversation on one channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row

from cases.model import Channel
from outreach.runtime import Runtime
from storage import people, traffic

SHOWN = frozenset({"received", "sent", "delivered", "read"})
Speaker = Literal["bot", "borrower", "collector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """One bubble. ``name`` is the collector's, where a person wrote."""

    id: int
    from_: Speaker
    text: str
    choices: tuple[tuple[str, str], ...]
    at: datetime
    name: str | None = None


def thread(
    runtime: Runtime, borrower_id: int, after: int = 0, channel: Channel = Channel.WEBCHAT
) -> list[ChatLine]:
    """What was said on this channel after message ``after``, oldest first."""
    with runtime.db.reading() as connection:
        rows = traffic.thread(connection, borrower_id, after=after, channel=channel.value)
        names = people.names(connection)
    return [_line(row, names) for row in rows if row.state in SHOWN]


def _line(row: Row[Any], names: dict[str, str]) -> ChatLine:
    login = row.actor.removeprefix("collector:") if row.actor.startswith("collector:") else None
    return ChatLine(
        id=row.id,
        from_="borrower" if row.direction == "in" else "collector" if login else "bot",
        text=row.body or "",
        choices=tuple((each["id"], each["label"]) for each in row.choices),
        at=row.sent_at or row.planned_at,
        name=names.get(login) if login else None,
    )
