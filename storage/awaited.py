"""Chats that wait for their holder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from storage.tables import cases
from storage.worklist import last_said


def chats(connection: Connection, login: str, now: datetime) -> int:
    """How many chats somebody holds in which the borrower wrote last, or that were given to them and not taken up."""
    columns = (cases.c.borrower_id, cases.c.given_by)
    query = select(*columns).where(cases.c.custody == "collector", cases.c.holder == login, cases.c.lease_until > now)
    held = list(connection.execute(query))
    if not held:
        return 0
    last = last_said(connection, [row.borrower_id for row in held], by_them=False)
    unanswered = {borrower_id for borrower_id, row in last.items() if row.direction == "in"}
    return sum(row.given_by is not None or row.borrower_id in unanswered for row in held)
