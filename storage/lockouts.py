"""Wrong passwords in a row, by login."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, case, delete, literal, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import lockouts
from storage.tables.base import Instant


def count(connection: Connection, login: str, *, now: datetime, since: datetime, most: int, until: datetime) -> None:
    """One more try; the ``most``-th locks. The count begins anew where the last was not after ``since``."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    had = lockouts.c
    failed = case((had.last_at <= since, 1), else_=had.failed + 1)
    locked = case((had.last_at <= since, None), (had.failed + 1 >= most, literal(until, Instant)), else_=None)
    first = {"failed": 1, "last_at": now, "until": until if most <= 1 else None}
    statement = maker(lockouts).values(login_hash=_key(login), **first)
    changed = {"failed": failed, "last_at": now, "until": locked}
    connection.execute(statement.on_conflict_do_update(index_elements=["login_hash"], set_=changed))


def locked_until(connection: Connection, login: str, now: datetime) -> datetime | None:
    """Until when no password of this login is looked at; None: one may be tried."""
    query = select(lockouts.c.until).where(lockouts.c.login_hash == _key(login), lockouts.c.until > now)
    return connection.execute(query).scalar()


def locked(connection: Connection, logins: Collection[str], now: datetime) -> dict[str, datetime]:
    """Of these logins, those that are locked, and until when."""
    by_key = {_key(login): login for login in logins}
    found = connection.execute(select(lockouts.c.login_hash, lockouts.c.until).where(lockouts.c.until > now))
    return {by_key[row.login_hash]: row.until for row in found if row.login_hash in by_key}


def forget(connection: Connection, login: str) -> int:
    """The right password, or somebody who unlocks; how many rows there were."""
    return connection.execute(delete(lockouts).where(lockouts.c.login_hash == _key(login))).rowcount


def forget_before(connection: Connection, at: datetime) -> int:
    """Drop what has not been tried since; how many."""
    return connection.execute(delete(lockouts).where(lockouts.c.last_at < at)).rowcount


def _key(login: str) -> str:
    return sha256(login.strip().casefold().encode()).hexdigest()
