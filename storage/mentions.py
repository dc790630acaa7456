"""Who was called in which note, and whether they have seen it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from storage.tables import borrowers, cases, mentions, notes, users


def add(
    connection: Connection, case_id: int, note_id: int, user_ids: Collection[int], *, by: str, now: datetime
) -> None:
    """These people are called by a note."""
    values = [{"case_id": case_id, "note_id": note_id, "user_id": each, "by": by, "at": now} for each in user_ids]
    if values:
        connection.execute(insert(mentions), values)


def of_user(connection: Connection, user_id: int, limit: int) -> list[Row[Any]]:
    """``id, by, at, seen_at, ref, name, text``, what was not seen first, then the newest."""
    columns = (mentions.c.id, mentions.c.by, mentions.c.at, mentions.c.seen_at)
    joined = mentions.join(notes, notes.c.id == mentions.c.note_id).join(cases, cases.c.id == mentions.c.case_id)
    joined = joined.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    query = select(*columns, borrowers.c.ref, borrowers.c.name, notes.c.text).select_from(joined)
    query = query.where(mentions.c.user_id == user_id)
    order = (mentions.c.seen_at.is_not(None), mentions.c.id.desc())
    return list(connection.execute(query.order_by(*order).limit(limit)))


def unseen(connection: Connection, user_id: int) -> int:
    """How many somebody has not seen."""
    mine = (mentions.c.user_id == user_id, mentions.c.seen_at.is_(None))
    return connection.execute(select(func.count()).select_from(mentions).where(*mine)).scalar_one()


def see(connection: Connection, user_id: int, now: datetime, *, ref: str | None = None) -> int:
    """Somebody has seen all that called them, or all in one case; how many were new."""
    mine = update(mentions).where(mentions.c.user_id == user_id, mentions.c.seen_at.is_(None))
    if ref is not None:
        found = select(cases.c.id).join(borrowers, borrowers.c.id == cases.c.borrower_id).where(borrowers.c.ref == ref)
        mine = mine.where(mentions.c.case_id.in_(found))
    return connection.execute(mine.values(seen_at=now)).rowcount


def callable_people(connection: Connection) -> list[Row[Any]]:
    """``id, login, name, role`` of everybody who can sign in, by name."""
    query = select(users.c.id, users.c.login, users.c.name, users.c.role).where(users.c.active.is_(True))
    return list(connection.execute(query.order_by(users.c.name, users.c.login)))
