"""Bearer tokens, by their hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select
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
