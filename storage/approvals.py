"""What waits for a supervisor's decision: open tasks with the borrower they are about, and who asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from storage.tables import borrowers, case_events, cases, tasks


def _open(kinds: Sequence[str]) -> ColumnElement[bool]:
    """Open tasks of these kinds; of trouble, only while a decision about it is really due."""
    decided = and_(tasks.c.kind == "hardship", cases.c.treatment != "hardship_review")
    return and_(tasks.c.done_at.is_(None), tasks.c.kind.in_(kinds), ~decided)


def waiting(connection: Connection, kinds: Sequence[str], limit: int) -> list[Row[Any]]:
    """``case_id, ref, name, kind, reason, data, opened_at, due_by`` of open tasks of these kinds, the oldest first."""
    query = (
        select(
            tasks.c.case_id,
            borrowers.c.ref,
            borrowers.c.name,
            tasks.c.kind,
            tasks.c.reason,
            tasks.c.data,
            tasks.c.opened_at,
            tasks.c.due_by,
        )
        .join(cases, cases.c.id == tasks.c.case_id)
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(_open(kinds))
        .order_by(tasks.c.due_by.is_(None), tasks.c.due_by, tasks.c.opened_at, tasks.c.id)
        .limit(limit)
    )
    return list(connection.execute(query))


def count(connection: Connection, kinds: Sequence[str]) -> int:
    """How many wait."""
    joined = tasks.join(cases, cases.c.id == tasks.c.case_id)
    query = select(func.count()).select_from(joined).where(_open(kinds))
    return int(connection.execute(query).scalar_one())


def waits(connection: Connection, ref: str, kinds: Sequence[str]) -> bool:
    """Whether a task of these kinds is open for this borrower."""
    query = (
        select(tasks.c.id)
        .join(cases, cases.c.id == tasks.c.case_id)
        .join(borrowers, borrowers.c.id == cases.c.borrower_id)
        .where(borrowers.c.ref == ref, _open(kinds))
    )
    return connection.execute(query.limit(1)).first() is not None


def askers(connection: Connection, case_ids: Sequence[int]) -> dict[int, str]:
    """By case, the actor of the newest ask for a plan."""
    newest = (
        select(func.max(case_events.c.id).label("id"))
        .where(case_events.c.case_id.in_(case_ids), case_events.c.type == "PlanAsked")
        .group_by(case_events.c.case_id)
        .subquery()
    )
    query = select(case_events.c.case_id, case_events.c.actor).join(newest, newest.c.id == case_events.c.id)
    return {row.case_id: row.actor for row in connection.execute(query)}
