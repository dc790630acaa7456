"""Notes that colleagues leave on a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage.tables import notes


def add(connection: Connection, case_id: int, *, author: str, text: str, now: datetime) -> int:
    """A new note; its id."""
    statement = insert(notes).values(case_id=case_id, author=author, text=text, at=now)
    return int(connection.execute(statement.returning(notes.c.id)).scalar_one())


def of_case(connection: Connection, case_id: int) -> list[Row[Any]]:
    """All notes of a case, oldest first."""
    return list(connection.execute(select(notes).where(notes.c.case_id == case_id).order_by(notes.c.id)))
