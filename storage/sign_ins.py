"""Sign-ins of one person, to be looked at and ended one by one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from storage.tables import sign_ins


def standing(connection: Connection, user_id: int | None, now: datetime) -> list[Row[Any]]:
    """``id, user_id, token_hash, created_at, seen_at, browser`` of those that have not ended, last active first.

    Without a user: everybody's.
    """
    columns = (sign_ins.c.id, sign_ins.c.user_id, sign_ins.c.token_hash)
    query = select(*columns, sign_ins.c.created_at, sign_ins.c.seen_at, sign_ins.c.browser)
    query = query.where(sign_ins.c.expires_at > now)
    if user_id is not None:
        query = query.where(sign_ins.c.user_id == user_id)
    return list(connection.execute(query.order_by(sign_ins.c.seen_at.desc(), sign_ins.c.id.desc())))


def end(connection: Connection, user_id: int, sign_in_id: int) -> int:
    """End one of a user's sign-ins; 0 where they have none of this id."""
    mine = (sign_ins.c.user_id == user_id) & (sign_ins.c.id == sign_in_id)
    return connection.execute(delete(sign_ins).where(mine)).rowcount


def end_others(connection: Connection, user_id: int, token_hash: str) -> int:
    """End all sign-ins of a user but one; how many ended."""
    others = (sign_ins.c.user_id == user_id) & (sign_ins.c.token_hash != token_hash)
    return connection.execute(delete(sign_ins).where(others)).rowcount
