"""How much waits right now, for whoever watches the installation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Row, case, func, or_, select

from storage.tables import cases, fires, messages
from storage.traffic import WAITING


def messages_waiting(connection: Connection, now: datetime) -> Row[int, int, int]:
    """``queued, held`` by state, and ``due``: those of both whose time has come."""
    due = or_(messages.c.not_before.is_(None), messages.c.not_before <= now)
    query = select(
        func.count(case((messages.c.state == "queued", 1))).label("queued"),
        func.count(case((messages.c.state == "held", 1))).label("held"),
        func.count(case((due, 1))).label("due"),
    )
    return connection.execute(query.where(messages.c.state.in_(WAITING))).one()


def fires_due(connection: Connection, now: datetime) -> int:
    """Alarms that should have rung by now."""
    return connection.execute(select(func.count()).where(fires.c.due_at <= now)).scalar_one()


def cases_queued(connection: Connection) -> int:
    """Borrowers who wait for a person."""
    return connection.execute(select(func.count()).where(cases.c.custody == "queued")).scalar_one()
