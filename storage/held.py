"""Texts that one rule holds, and the moment at which each is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from storage.tables import messages
from storage.traffic import IS_WAITING


def held_by(connection: Connection, rule: str) -> list[Row[Any]]:
    """``id, kind`` of the texts that this rule holds, oldest first.

    Those that somebody works on at this moment are left out: they are decided upon anew there.
    """
    query = select(messages.c.id, messages.c.kind).where(IS_WAITING, messages.c.state == "held")
    query = query.where(messages.c.decision_rule == rule).order_by(messages.c.id)
    return list(connection.execute(query.with_for_update(skip_locked=True)))


_ASK_AT = update(messages).where(messages.c.id == bindparam("message_id")).values(not_before=bindparam("at"))


def ask_at(connection: Connection, moments: Sequence[tuple[int, datetime]]) -> None:
    """Set when each of these texts is asked again."""
    if moments:
        connection.execute(_ASK_AT, [{"message_id": id_, "at": at} for id_, at in moments])
