"""Who waits, who is there to answer, and how long answers took: what a borrower is told of the wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from storage import duty
from storage.tables import case_events, cases, users


def before(connection: Connection, case_id: int) -> int:
    """How many who wait are answered before this case; all of its priority and above where it does not wait yet."""
    mine = connection.execute(select(cases).where(cases.c.id == case_id)).one()
    waiting = and_(cases.c.custody == "queued", cases.c.id != case_id)
    if mine.custody != "queued":
        first = cases.c.custody_priority >= mine.custody_priority
    else:
        earlier = cases.c.due_by <= mine.due_by if mine.due_by is not None else cases.c.due_by.is_not(None)
        same = and_(cases.c.custody_priority == mine.custody_priority, earlier)
        first = or_(cases.c.custody_priority > mine.custody_priority, same)
    return int(connection.execute(select(func.count()).select_from(cases).where(waiting, first)).scalar_one())


def on_duty(connection: Connection, now: datetime, seen_since: datetime) -> list[str]:
    """The names of those who answer borrowers, were active at the desk since a moment, and are not away."""
    query = select(users.c.name).where(
        users.c.active.is_(True), users.c.role.in_(duty.ANSWERING), duty.there(now, seen_since)
    )
    return list(connection.execute(query.order_by(users.c.name)).scalars())


def last_claims(connection: Connection, since: datetime, limit: int) -> list[int]:
    """The cases of the newest claims."""
    claims = select(case_events.c.case_id).where(case_events.c.type == "Claimed", case_events.c.at >= since)
    return list(dict.fromkeys(connection.execute(claims.order_by(case_events.c.id.desc()).limit(limit)).scalars()))


def calls_and_claims(connection: Connection, case_ids: Sequence[int], since: datetime) -> list[Row[Any]]:
    """``case_id, type, at`` of everything that asked for a person or answered, by case and in order."""
    query = select(case_events.c.case_id, case_events.c.type, case_events.c.at).where(
        case_events.c.case_id.in_(case_ids),
        case_events.c.type.in_(("PersonRequested", "Claimed", "HandedBack")),
        case_events.c.at >= since,
    )
    return list(connection.execute(query.order_by(case_events.c.case_id, case_events.c.seq)))
