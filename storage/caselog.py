"""The log of a case: what happened, in order, by whom. Replayed it gives the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from cases.events import Event
from storage.codec import event_from_json, event_to_json
from storage.tables import case_events, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One line of the log."""

    seq: int
    at: datetime
    actor: str
    event: Event


def append(connection: Connection, case_id: int, seq: int, entries: Sequence[tuple[Event, str]], now: datetime) -> int:
    """Append events, each with its actor, after number ``seq``; the number of the last one."""
    rows = []
    for number, (event, actor) in enumerate(entries, start=seq + 1):
        name, payload = event_to_json(event)
        rows.append({"case_id": case_id, "seq": number, "at": now, "actor": actor, "type": name, "payload": payload})
    if not rows:
        return seq
    connection.execute(insert(case_events), rows)
    last = seq + len(rows)
    connection.execute(update(cases).where(cases.c.id == case_id).values(seq=last))
    return last


def of_case(connection: Connection, case_id: int) -> list[LoggedEvent]:
    """The whole log of a case, oldest first."""
    query = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.seq)
    return [
        LoggedEvent(seq=row.seq, at=row.at, actor=row.actor, event=event_from_json(row.type, row.payload))
        for row in connection.execute(query)
    ]
