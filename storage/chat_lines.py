"""What a borrower sees on a channel, in the order in which it appeared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Insert, Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.prepared import Prepared
from storage.tables import chat_lines, messages


def _showing(dialect: str) -> Insert:
    maker = sqlite_insert if dialect == "sqlite" else postgresql_insert
    given = {name: bindparam(name, type_=chat_lines.c[name].type) for name in ("message_id", "borrower_id", "channel")}
    return maker(chat_lines).values(given).on_conflict_do_nothing()


_SHOW = Prepared(_showing)


def show(connection: Connection, message_id: int, borrower_id: int, channel: str) -> None:
    """Let a message appear, once."""
    _SHOW.run(connection, message_id=message_id, borrower_id=borrower_id, channel=channel)


def after(connection: Connection, borrower_id: int, channel: str, line_id: int) -> list[Row[Any]]:
    """Messages that appeared after a line, each with its ``line_id``."""
    query = (
        select(messages, chat_lines.c.id.label("line_id"))
        .join(messages, messages.c.id == chat_lines.c.message_id)
        .where(chat_lines.c.borrower_id == borrower_id, chat_lines.c.channel == channel, chat_lines.c.id > line_id)
    )
    return list(connection.execute(query.order_by(chat_lines.c.id)))


def number_of(connection: Connection, message_id: int) -> int | None:
    """The line a message appeared as."""
    return connection.execute(select(chat_lines.c.id).where(chat_lines.c.message_id == message_id)).scalar()
