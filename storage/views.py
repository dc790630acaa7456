"""Views of the worklist that people saved under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from storage.tables import saved_views


def of_user(connection: Connection, user_id: int) -> list[Row[Any]]:
    """``id, name, query`` by name."""
    query = select(saved_views).where(saved_views.c.user_id == user_id)
    return list(connection.execute(query.order_by(saved_views.c.name)))


def count(connection: Connection, user_id: int) -> int:
    """How many somebody has."""
    query = select(func.count()).select_from(saved_views).where(saved_views.c.user_id == user_id)
    return connection.execute(query).scalar_one()


def save(connection: Connection, user_id: int, name: str, query: dict[str, str], now: datetime) -> None:
    """Keep a view; one of the same name is replaced."""
    connection.execute(delete(saved_views).where(saved_views.c.user_id == user_id, saved_views.c.name == name))
    connection.execute(insert(saved_views).values(user_id=user_id, name=name, query=query, at=now))


def remove(connection: Connection, user_id: int, view_id: int) -> bool:
    """Forget one of one's own. False for any other."""
    mine = (saved_views.c.user_id == user_id, saved_views.c.id == view_id)
    return connection.execute(delete(saved_views).where(*mine)).rowcount > 0
