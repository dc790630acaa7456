"""Receipts that came before the answer to our own send: their id is not known yet. They wait in ``webhooks``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import webhooks

SOURCE = "receipt"


def keep(connection: Connection, report: Mapping[str, str | None], now: datetime) -> None:
    """Keep a report (``channel, provider_id, status, code`` and more), once."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    name = ":".join(str(report[key]) for key in ("channel", "provider_id", "status", "code"))
    values = {"source": SOURCE, "external_id": name, "at": now, "payload": dict(report)}
    connection.execute(maker(webhooks).values(**values).on_conflict_do_nothing())


def since(connection: Connection, at: datetime) -> list[Row[Any]]:
    """Those that came since then, in the order they came."""
    query = select(webhooks).where(webhooks.c.source == SOURCE, webhooks.c.at >= at)
    return list(connection.execute(query.order_by(webhooks.c.id)))


def drop(connection: Connection, ids: Sequence[int], *, before: datetime) -> None:
    """Forget these, and all that came before a moment: they are none of ours."""
    gone = or_(webhooks.c.id.in_(list(ids)), webhooks.c.at < before)
    connection.execute(delete(webhooks).where(and_(webhooks.c.source == SOURCE, gone)))
