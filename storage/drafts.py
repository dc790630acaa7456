"""What somebody began to write to a borrower and has not sent, one text per case and person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from storage.prepared import Prepared
from storage.tables import drafts, users
from storage.upserts import upsert

_COLUMNS = ("case_id", "user_id", "channel", "text", "at")
_KEEP = Prepared(
    lambda dialect: upsert(dialect, drafts, ("case_id", "user_id"), _COLUMNS).values(
        {name: bindparam(name, type_=drafts.c[name].type) for name in _COLUMNS}
    )
)


def keep(connection: Connection, case_id: int, user_id: int, *, channel: str | None, text: str, now: datetime) -> None:
    """In place of what they had begun there before."""
    _KEEP.run(connection, case_id=case_id, user_id=user_id, channel=channel, text=text, at=now)


def of(connection: Connection, case_id: int, login: str) -> Row[Any] | None:
    """``channel, text, at`` of what this person began there."""
    query = select(drafts).join(users, users.c.id == drafts.c.user_id)
    return connection.execute(query.where(drafts.c.case_id == case_id, users.c.login == login)).first()


def remove(connection: Connection, case_id: int, login: str) -> None:
    """It was sent, or emptied."""
    whose = select(users.c.id).where(users.c.login == login).scalar_subquery()
    connection.execute(delete(drafts).where(drafts.c.case_id == case_id, drafts.c.user_id == whose))


def begun(connection: Connection, case_ids: Collection[int], login: str) -> frozenset[int]:
    """Those of the cases in which this person began something."""
    query = select(drafts.c.case_id).join(users, users.c.id == drafts.c.user_id)
    query = query.where(drafts.c.case_id.in_(list(case_ids)), users.c.login == login)
    return frozenset(connection.execute(query).scalars())
