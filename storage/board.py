"""Counts for the supervisors' board, each one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from storage.tables import borrowers, case_events, cases, messages, promises


def custody(connection: Connection) -> dict[str, int]:
    """How many cases bot, queue and collectors hold."""
    query = select(cases.c.custody, func.count().label("many")).group_by(cases.c.custody)
    return {row.custody: row.many for row in connection.execute(query)}


def queues(connection: Connection, now: datetime, soon: datetime) -> list[Row[Any]]:
    """By skill and language: ``skill, locale, waiting, since, soon, late``, the longest wait first."""
    late = case((cases.c.due_by <= now, 1))
    nearly = case(((cases.c.due_by > now) & (cases.c.due_by <= soon), 1))
    query = (
        select(
            cases.c.custody_skill.label("skill"),
            borrowers.c.locale,
            func.count().label("waiting"),
            func.min(cases.c.queued_at).label("since"),
            func.count(nearly).label("soon"),
            func.count(late).label("late"),
        )
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(cases.c.custody == "queued")
        .group_by(cases.c.custody_skill, borrowers.c.locale)
    )
    rows = connection.execute(query).all()
    return sorted(rows, key=lambda row: (row.since is None, row.since or now))


def unanswered(connection: Connection) -> dict[str, datetime]:
    """By collector, since when the oldest words of a borrower wait in the chats they hold."""
    newest = (
        select(cases.c.holder, func.max(messages.c.id).label("id"))
        .join(messages, messages.c.borrower_id == cases.c.borrower_id)
        .where(cases.c.custody == "collector", messages.c.state.not_in(("skipped", "denied", "held")))
        .group_by(cases.c.holder, cases.c.id)
        .subquery()
    )
    query = (
        select(newest.c.holder, func.min(messages.c.planned_at).label("since"))
        .join(messages, messages.c.id == newest.c.id)
        .where(messages.c.direction == "in")
        .group_by(newest.c.holder)
    )
    return {row.holder: row.since for row in connection.execute(query)}


def held(connection: Connection) -> list[Row[Any]]:
    """``holder, ref, name, lease_until`` of every chat that a person holds, whose lease ends first."""
    query = (
        select(cases.c.holder, borrowers.c.ref, borrowers.c.name, cases.c.lease_until)
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(cases.c.custody == "collector")
        .order_by(cases.c.lease_until)
    )
    return list(connection.execute(query))


def written(connection: Connection, since: datetime) -> dict[str, int]:
    """By actor, how many messages of people left or wait to, since a moment."""
    query = (
        select(messages.c.actor, func.count().label("many"))
        .where(messages.c.planned_at >= since, messages.c.direction == "out")
        .where(messages.c.actor.like("collector:%"), messages.c.state.not_in(("denied", "skipped")))
        .group_by(messages.c.actor)
    )
    return {row.actor: row.many for row in connection.execute(query)}


def promised(connection: Connection, since: datetime) -> dict[str, int]:
    """By actor, how many promises people took down since a moment."""
    query = (
        select(case_events.c.actor, func.count().label("many"))
        .where(case_events.c.at >= since, case_events.c.type == "PromiseMade", case_events.c.actor.like("user:%"))
        .group_by(case_events.c.actor)
    )
    return {row.actor: row.many for row in connection.execute(query)}


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
