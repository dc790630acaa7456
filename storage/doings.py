"""What people did at the desk that no case's log has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage.tables import doings


def add(connection: Connection, *, at: datetime, by: str, what: str, about: str, detail: Mapping[str, Any]) -> None:
    """One more. ``by`` as ``user:LOGIN``."""
    connection.execute(insert(doings).values(at=at, by=by, what=what, about=about, detail=dict(detail)))


def about(connection: Connection, ref: str, what: str, *, limit: int) -> list[Row[Any]]:
    """``at, by, what, about, detail`` of one kind about one borrower or thing, newest first."""
    query = select(doings).where(doings.c.about == ref, doings.c.what == what)
    return list(connection.execute(query.order_by(doings.c.at.desc(), doings.c.id.desc()).limit(limit)))


def between(connection: Connection, since: datetime, until: datetime, *, by: str | None, limit: int) -> list[Row[Any]]:
    """``at, by, what, about, detail`` from one moment to before another, newest first; with ``by`` of one person."""
    query = select(doings).where(doings.c.at >= since, doings.c.at < until)
    if by is not None:
        query = query.where(doings.c.by == by)
    return list(connection.execute(query.order_by(doings.c.at.desc(), doings.c.id.desc()).limit(limit)))
