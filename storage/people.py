"""Who may sign in to the desk, and who is signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import sign_ins, users


def add_user(connection: Connection, **values: Any) -> int | None:
    """A new user; None where the login is taken."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = maker(users).values(**values).on_conflict_do_nothing().returning(users.c.id)
    found = connection.execute(statement).scalar()
    return int(found) if found is not None else None


def by_login(connection: Connection, login: str) -> Row[Any] | None:
    """The user with this login, active or not."""
    return connection.execute(select(users).where(users.c.login == login)).first()


def every(connection: Connection) -> list[Row[Any]]:
    """All users in the order of their logins."""
    return list(connection.execute(select(users).order_by(users.c.login)))


def change_user(connection: Connection, user_id: int, **values: Any) -> None:
    """Set columns of one user."""
    connection.execute(update(users).where(users.c.id == user_id).values(**values))


def open_session(
    connection: Connection,
    user_id: int,
    *,
    token_hash: str,
    csrf: str,
    now: datetime,
    expires_at: datetime,
    browser: str = "",
) -> None:
    """Somebody signed in."""
    values = {"user_id": user_id, "token_hash": token_hash, "csrf": csrf, "expires_at": expires_at}
    values |= {"browser": browser or None}
    connection.execute(insert(sign_ins).values(**values, created_at=now, seen_at=now))


def session(connection: Connection, token_hash: str) -> Row[Any] | None:
    """A sign-in that has not ended: ``csrf, since, seen_at, expires_at`` and the columns of its user."""
    query = (
        select(sign_ins.c.csrf, sign_ins.c.created_at.label("since"), sign_ins.c.seen_at, sign_ins.c.expires_at, users)
        .join(users, users.c.id == sign_ins.c.user_id)
        .where(sign_ins.c.token_hash == token_hash)
    )
    return connection.execute(query).first()


def prolong(connection: Connection, token_hash: str, *, now: datetime, expires_at: datetime) -> None:
    """The person was active: the end moves on."""
    mine = sign_ins.c.token_hash == token_hash
    connection.execute(update(sign_ins).where(mine).values(seen_at=now, expires_at=expires_at))


def end_session(connection: Connection, token_hash: str) -> None:
    """Somebody signed out."""
    connection.execute(delete(sign_ins).where(sign_ins.c.token_hash == token_hash))


def end_sessions_of(connection: Connection, user_id: int) -> int:
    """Sign a user out everywhere; how many sign-ins ended."""
    return connection.execute(delete(sign_ins).where(sign_ins.c.user_id == user_id)).rowcount


def drop_expired(connection: Connection, now: datetime) -> int:
    """Forget sign-ins whose time is over; how many."""
    return connection.execute(delete(sign_ins).where(sign_ins.c.expires_at <= now)).rowcount


def last_seen(connection: Connection) -> dict[int, datetime]:
    """By user, when they were active last, of sign-ins that still stand."""
    query = select(sign_ins.c.user_id, func.max(sign_ins.c.seen_at).label("seen_at")).group_by(sign_ins.c.user_id)
    return {row.user_id: row.seen_at for row in connection.execute(query)}


def names(connection: Connection) -> dict[str, str]:
    """Name by login of everybody who ever worked here."""
    return {row.login: row.name for row in connection.execute(select(users.c.login, users.c.name))}
