"""Bearer tokens, by their hashes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import api_tokens


def add(connection: Connection, name: str, token_hash: str, now: datetime) -> bool:
    """Whether the name was free and the token is kept now."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = maker(api_tokens).values(name=name, token_hash=token_hash, created_at=now).on_conflict_do_nothing()
    return connection.execute(statement.returning(api_tokens.c.id)).scalar() is not None


def name_of(connection: Connection, token_hash: str) -> str | None:
    """Whose token it is, while it is not revoked."""
    query = select(api_tokens.c.name).where(api_tokens.c.token_hash == token_hash, api_tokens.c.revoked_at.is_(None))
    return connection.execute(query).scalar()


def every(connection: Connection) -> list[Row[Any]]:
    """``id, name, created_at, revoked_at``, the newest first; never a hash."""
    columns = (api_tokens.c.id, api_tokens.c.name, api_tokens.c.created_at, api_tokens.c.revoked_at)
    return list(connection.execute(select(*columns).order_by(api_tokens.c.id.desc())))


def revoke(connection: Connection, token_id: int, now: datetime) -> bool:
    """From here on it opens nothing. False where it is unknown or was revoked before."""
    mine = (api_tokens.c.id == token_id, api_tokens.c.revoked_at.is_(None))
    return connection.execute(update(api_tokens).where(*mine).values(revoked_at=now)).rowcount > 0
