"""Ready texts for the composer: everybody's, and those of one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from storage.tables import macros


def seen_by(connection: Connection, user_id: int) -> list[Row[Any]]:
    """Everybody's and this person's own, by name."""
    mine = or_(macros.c.user_id.is_(None), macros.c.user_id == user_id)
    return list(connection.execute(select(macros).where(mine).order_by(macros.c.name, macros.c.id)))


def get(connection: Connection, macro_id: int) -> Row[Any] | None:
    """One."""
    return connection.execute(select(macros).where(macros.c.id == macro_id)).first()


def save(
    connection: Connection,
    user_id: int | None,
    key: str,
    *,
    name: str,
    bodies: Mapping[str, str],
    hidden: bool,
    by: str,
    now: datetime,
) -> None:
    """In place of what this owner had under the key. ``user_id`` None: everybody's."""
    connection.execute(delete(macros).where(_owned(user_id), macros.c.key == key))
    values = {"user_id": user_id, "key": key, "name": name, "bodies": dict(bodies), "hidden": hidden}
    connection.execute(insert(macros).values(**values, by=by, at=now))


def remove(connection: Connection, macro_id: int) -> None:
    """Forget it."""
    connection.execute(delete(macros).where(macros.c.id == macro_id))


def _owned(user_id: int | None) -> ColumnElement[bool]:
    return macros.c.user_id.is_(None) if user_id is None else macros.c.user_id == user_id
