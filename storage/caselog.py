"""The log of a case: what happened, in order, by whom. Rows are added and never changed; each is chained by hash
to the one before it. Replayed the log gives the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from cases.events import Event
from storage.casefiles import CaseFile
from storage.chain import LogRow, link
from storage.codec import event_from_json, event_to_json
from storage.prepared import Prepared
from storage.tables import borrowers, case_events, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One line of the log."""

    seq: int
    at: datetime
    actor: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The log of one case as it is stored, with what the case says of it: the number and hash of its last row."""

    case_id: int
    ref: str
    seq: int
    head: str
    rows: Sequence[LogRow]


_COLUMNS = ("case_id", "seq", "at", "actor", "type", "payload", "hash")
_ADD = Prepared(
    lambda _: insert(case_events).values({name: bindparam(name, type_=case_events.c[name].type) for name in _COLUMNS})
)
_END = Prepared(
    lambda _: update(cases).where(cases.c.id == bindparam("case")).values(seq=bindparam("last"), head=bindparam("hash"))
)


def append(connection: Connection, file: CaseFile, entries: Sequence[tuple[Event, str]], now: datetime) -> CaseFile:
    """Append events, each with its actor, to the log of a case that is locked; the file with its new end.

    One statement for each row and one for the case; nothing is read.
    """
    seq, head, rows = file.seq, file.head, []
    for event, actor in entries:
        name, payload = event_to_json(event)
        seq += 1
        row = LogRow(seq=seq, at=now, actor=actor, type=name, payload=payload)
        head = link(head, file.case.borrower_ref, row)
        values = {"case_id": file.id, "seq": seq, "at": now, "actor": actor, "type": name, "payload": payload}
        rows.append(values | {"hash": head})
    if not rows:
        return file
    for each in rows:
        _ADD.run(connection, **each)
    _END.run(connection, case=file.id, last=seq, hash=head)
    return replace(file, seq=seq, head=head)


def of_case(connection: Connection, case_id: int) -> list[LoggedEvent]:
    """The whole log of a case, oldest first."""
    query = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.seq)
    return [
        LoggedEvent(seq=row.seq, at=row.at, actor=row.actor, event=event_from_json(row.type, row.payload))
        for row in connection.execute(query)
    ]


_IDENTITY = (
    select(case_events.c.seq, case_events.c.at, case_events.c.actor, case_events.c.type, case_events.c.payload)
    .where(
        case_events.c.case_id == bindparam("case"),
        case_events.c.at > bindparam("since"),
        case_events.c.type.in_(("IdentityFailed", "IdentityConfirmed", "IdentityUnlocked")),
    )
    .order_by(case_events.c.seq)
)


_ABOUT_IDENTITY = Prepared(lambda _: _IDENTITY)


def about_identity(connection: Connection, case_id: int, since: datetime) -> list[LoggedEvent]:
    """What the log says of identity questions after that moment, oldest first."""
    rows = _ABOUT_IDENTITY.all(connection, case=case_id, since=since)
    return [
        LoggedEvent(seq=row.seq, at=row.at, actor=row.actor, event=event_from_json(row.type, row.payload))
        for row in rows
    ]


def chains(connection: Connection, *, after: int = 0, limit: int = 200, case_id: int | None = None) -> list[Chain]:
    """The chains of the next cases by id, or of one case, with all their rows in the order of their numbers."""
    query = select(cases.c.id, cases.c.seq, cases.c.head, borrowers.c.ref)
    query = query.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    query = query.where(cases.c.id > after) if case_id is None else query.where(cases.c.id == case_id)
    found = connection.execute(query.order_by(cases.c.id).limit(limit)).all()
    rows = _rows(connection, [each.id for each in found])
    return [
        Chain(case_id=each.id, ref=each.ref, seq=each.seq, head=each.head, rows=rows.get(each.id, ())) for each in found
    ]


def _rows(connection: Connection, case_ids: Sequence[int]) -> Mapping[int, Sequence[LogRow]]:
    query = select(case_events).where(case_events.c.case_id.in_(case_ids))
    ordered: Iterator[Row[Any]] = iter(connection.execute(query.order_by(case_events.c.case_id, case_events.c.seq)))
    return {case_id: [_row(each) for each in group] for case_id, group in groupby(ordered, lambda row: row.case_id)}


def _row(row: Row[Any]) -> LogRow:
    return LogRow(seq=row.seq, at=row.at, actor=row.actor, type=row.type, payload=row.payload, hash=row.hash)
