"""Cases that somebody put aside until a moment; a word from the borrower brings them back before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, insert, select

from storage.tables import borrowers, cases, messages, snoozes


def put(connection: Connection, case_id: int, *, until: datetime, by: str, why: str, now: datetime) -> None:
    """Aside until then, in place of what was said before."""
    end(connection, case_id)
    connection.execute(insert(snoozes).values(case_id=case_id, until=until, by=by, why=why, at=now))


def end(connection: Connection, case_id: int) -> bool:
    """Back at once. False where it was not aside."""
    return connection.execute(delete(snoozes).where(snoozes.c.case_id == case_id)).rowcount > 0


def of_borrower(connection: Connection, ref: str, now: datetime) -> Row[Any] | None:
    """``until, by, why, at`` while this borrower's case is aside."""
    joined = snoozes.join(cases, cases.c.id == snoozes.c.case_id).join(borrowers, borrowers.c.id == cases.c.borrower_id)
    query = select(snoozes).select_from(joined).where(borrowers.c.ref == ref, live(now))
    return connection.execute(query).one_or_none()


def is_aside(connection: Connection, case_id: int, now: datetime) -> bool:
    """Whether a case is aside at this moment."""
    return until_of(connection, case_id, now) is not None


def until_of(connection: Connection, case_id: int, now: datetime) -> datetime | None:
    """Until when a case is aside; None where it is not."""
    joined = snoozes.join(cases, cases.c.id == snoozes.c.case_id)
    query = select(snoozes.c.until).select_from(joined).where(cases.c.id == case_id, live(now))
    return connection.execute(query).scalar()


def live(now: datetime) -> ColumnElement[bool]:
    """Of joined cases and snoozes: aside still, and not a word from them since."""
    heard = exists().where(
        messages.c.borrower_id == cases.c.borrower_id,
        messages.c.direction == "in",
        messages.c.planned_at > snoozes.c.at,
    )
    return and_(snoozes.c.until > now, ~heard)
