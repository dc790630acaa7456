"""Counts for the supervisors' board, each one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from storage.tables import cases, messages, promises, users


def custody(connection: Connection) -> dict[str, int]:
    """How many cases bot, queue and collectors hold."""
    query = select(cases.c.custody, func.count().label("many")).group_by(cases.c.custody)
    return {row.custody: row.many for row in connection.execute(query)}


def queues(connection: Connection, now: datetime, soon: datetime) -> list[Row[Any]]:
    """By skill: ``skill, waiting, since, soon, late``, the longest wait first."""
    late = case((cases.c.due_by <= now, 1))
    nearly = case(((cases.c.due_by > now) & (cases.c.due_by <= soon), 1))
    query = (
        select(
            cases.c.custody_skill.label("skill"),
            func.count().label("waiting"),
            func.min(cases.c.queued_at).label("since"),
            func.count(nearly).label("soon"),
            func.count(late).label("late"),
        )
        .where(cases.c.custody == "queued")
        .group_by(cases.c.custody_skill)
    )
    rows = connection.execute(query).all()
    return sorted(rows, key=lambda row: (row.since is None, row.since or now))


def collectors(connection: Connection, since: datetime) -> list[Row[Any]]:
    """Active collectors and supervisors: ``login, name, role, chats, lease_until, replies`` since a moment."""
    held = (
        select(cases.c.holder, func.count().label("chats"), func.min(cases.c.lease_until).label("lease_until"))
        .where(cases.c.custody == "collector")
        .group_by(cases.c.holder)
        .subquery()
    )
    written = (
        select(messages.c.actor, func.count().label("replies"))
        .where(messages.c.direction == "out", messages.c.planned_at >= since)
        .group_by(messages.c.actor)
        .subquery()
    )
    query = (
        select(users.c.login, users.c.name, users.c.role, held.c.chats, held.c.lease_until, written.c.replies)
        .select_from(
            users.outerjoin(held, held.c.holder == users.c.login).outerjoin(
                written, written.c.actor == "collector:" + users.c.login
            )
        )
        .where(users.c.active.is_(True), users.c.role.in_(("collector", "supervisor")))
        .order_by(func.coalesce(held.c.chats, 0).desc(), users.c.name)
    )
    return list(connection.execute(query))


def stopped(connection: Connection, state: str, since: datetime | None) -> list[tuple[str | None, int]]:
    """Messages in a state by the rule that decided, the most first; all of them without ``since``."""
    query = select(messages.c.decision_rule, func.count().label("many")).where(
        messages.c.direction == "out", messages.c.state == state
    )
    if since is not None:
        query = query.where(messages.c.planned_at >= since)
    query = query.group_by(messages.c.decision_rule).order_by(func.count().desc())
    return [(row.decision_rule, row.many) for row in connection.execute(query)]


def outcomes(connection: Connection, since: datetime) -> list[tuple[str, str, int]]:
    """Messages that went out or should have, by channel and state."""
    query = (
        select(messages.c.channel, messages.c.state, func.count().label("many"))
        .where(messages.c.direction == "out", messages.c.planned_at >= since)
        .group_by(messages.c.channel, messages.c.state)
    )
    return [(row.channel, row.state, row.many) for row in connection.execute(query)]


def promise_states(connection: Connection, since: date) -> dict[str, int]:
    """Promises that were due since a day, by state."""
    query = (
        select(promises.c.state, func.count().label("many"))
        .where(promises.c.due_on >= since)
        .group_by(promises.c.state)
    )
    return {row.state: row.many for row in connection.execute(query)}
