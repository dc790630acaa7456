"""Calls for a person and what came of them, in the order of time: what waits and answers are counted from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from storage.tables import borrowers, case_events, cases, messages

TYPES = ("PersonRequested", "Claimed", "HandedBack", "LeaseExpired", "Requeued")


def custody_events(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``case_id, locale, type, at, payload`` of every change of who speaks, by case and in order."""
    query = (
        select(
            case_events.c.case_id,
            borrowers.c.locale,
            case_events.c.type,
            case_events.c.at,
            case_events.c.payload,
        )
        .join(cases, cases.c.id == case_events.c.case_id)
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(case_events.c.at >= since, case_events.c.at < until, case_events.c.type.in_(TYPES))
        .order_by(case_events.c.case_id, case_events.c.seq)
    )
    return list(connection.execute(query))


def replies(connection: Connection, since: datetime, until: datetime) -> list[Row[Any]]:
    """``case_id, at, actor`` of what people wrote and the gate let go, by case and in order."""
    query = (
        select(messages.c.case_id, messages.c.planned_at.label("at"), messages.c.actor)
        .where(messages.c.planned_at >= since, messages.c.planned_at < until)
        .where(messages.c.direction == "out", messages.c.actor.like("collector:%"))
        .where(messages.c.state.not_in(("denied", "skipped")))
        .order_by(messages.c.case_id, messages.c.id)
    )
    return list(connection.execute(query))


def queued(connection: Connection) -> list[Row[Any]]:
    """``case_id, locale, skill, queued_at, due_by`` of everybody who waits now."""
    query = (
        select(
            cases.c.id.label("case_id"),
            borrowers.c.locale,
            cases.c.custody_skill.label("skill"),
            cases.c.queued_at,
            cases.c.due_by,
        )
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(cases.c.custody == "queued")
    )
    return list(connection.execute(query))
