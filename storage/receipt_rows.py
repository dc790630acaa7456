"""What providers reported of our messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage.tables import receipts

RECEIPTS_OF = 500


def add(connection: Connection, message_id: int, at: datetime, status: str, code: str | None) -> None:
    """Keep what the provider said."""
    connection.execute(insert(receipts).values(message_id=message_id, at=at, status=status, code=code))


def has(connection: Connection, message_id: int, status: str, code: str | None) -> bool:
    """Whether the provider said the same before."""
    query = select(receipts.c.id).where(receipts.c.message_id == message_id, receipts.c.status == status)
    return connection.execute(query.where(receipts.c.code.is_not_distinct_from(code)).limit(1)).first() is not None


def of_message(connection: Connection, message_id: int) -> list[Row[Any]]:
    """All receipts of a message, in the order they came."""
    return list(connection.execute(select(receipts).where(receipts.c.message_id == message_id).order_by(receipts.c.id)))


def by_message(connection: Connection, message_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """All receipts of these messages, in the order they came."""
    found: dict[int, list[Row[Any]]] = {}
    for start in range(0, len(message_ids), RECEIPTS_OF):
        some = message_ids[start : start + RECEIPTS_OF]
        for row in connection.execute(
            select(receipts).where(receipts.c.message_id.in_(some)).order_by(receipts.c.message_id, receipts.c.id)
        ):
            found.setdefault(row.message_id, []).append(row)
    return found
