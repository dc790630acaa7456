"""What people wrote, by talk, and what supervisors thought of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select

from storage.tables import borrowers, case_events, holds, messages, scorecards

OWN_WORDS = or_(messages.c.template.is_(None), messages.c.template == "officer_writes")
FOLLOWS = ("OptedOut", "CeaseRequested", "HoldPlaced")
TOUCHY = ("vulnerable", "dispute")


def _by_people(since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        messages.c.planned_at >= since,
        messages.c.planned_at < until,
        messages.c.direction == "out",
        messages.c.actor.like("collector:%"),
        messages.c.state.not_in(("denied", "skipped")),
        OWN_WORDS,
    )


def talks(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``case_id, ref, actor, first, last, began, ended, many``: what one person wrote while a chat was theirs."""
    query = (
        select(
            messages.c.case_id,
            borrowers.c.ref,
            messages.c.actor,
            func.min(messages.c.id).label("first"),
            func.max(messages.c.id).label("last"),
            func.min(messages.c.planned_at).label("began"),
            func.max(messages.c.planned_at).label("ended"),
            func.count().label("many"),
        )
        .join(borrowers, borrowers.c.id == messages.c.borrower_id)
        .where(_by_people(since, until))
        .group_by(messages.c.case_id, borrowers.c.ref, messages.c.actor, messages.c.token)
        .order_by(func.min(messages.c.id).desc())
    )
    return list(connection.execute(query))


def bodies(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``id, case_id, actor, body`` of what people wrote."""
    columns = (messages.c.id, messages.c.case_id, messages.c.actor, messages.c.body)
    return list(connection.execute(select(*columns).where(_by_people(since, until)).order_by(messages.c.id)))


def followed(connection: Connection, since: datetime) -> list[Row[Any]]:
    """``case_id, type, at, payload`` of opt-outs, cease requests and holds placed since a moment."""
    columns = (case_events.c.case_id, case_events.c.type, case_events.c.at, case_events.c.payload)
    query = select(*columns).where(case_events.c.at >= since, case_events.c.type.in_(FOLLOWS))
    return list(connection.execute(query.order_by(case_events.c.id)))


def touchy(connection: Connection, case_ids: Sequence[int]) -> list[Row[Any]]:
    """``case_id, type, from_at, lifted_at`` of holds for people who are unwell, and of disputes."""
    columns = (holds.c.case_id, holds.c.type, holds.c.from_at, holds.c.lifted_at)
    return list(connection.execute(select(*columns).where(holds.c.case_id.in_(case_ids), holds.c.type.in_(TOUCHY))))


def around(connection: Connection, case_id: int, since: datetime, until: datetime, limit: int) -> list[Row[Any]]:
    """Everything that was said in a case in a stretch of time, oldest first."""
    query = select(messages).where(messages.c.case_id == case_id, messages.c.body.is_not(None))
    query = query.where(messages.c.planned_at >= since, messages.c.planned_at <= until)
    query = query.where(messages.c.state.not_in(("denied", "skipped")))
    return list(connection.execute(query.order_by(messages.c.id).limit(limit)))


def scored(connection: Connection, since: datetime) -> list[Row[Any]]:
    """Scorecards since a moment, the newest first."""
    query = select(scorecards, borrowers.c.ref).join(messages, messages.c.id == scorecards.c.message_id)
    query = query.join(borrowers, borrowers.c.id == messages.c.borrower_id).where(scorecards.c.at >= since)
    return list(connection.execute(query.order_by(scorecards.c.id.desc())))


def add(connection: Connection, **values: Any) -> None:
    """A new scorecard. Raises IntegrityError where the talk has one."""
    connection.execute(insert(scorecards).values(**values))
