"""Small facts of the installation."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import meta


def get(connection: Connection, key: str) -> str | None:
    """The value kept under a key."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def put(connection: Connection, key: str, value: str) -> None:
    """Keep a value, in place of the one before."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = maker(meta).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def put_once(connection: Connection, key: str, value: str) -> str:
    """Keep a value unless there is one; the one that is kept."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(maker(meta).values(key=key, value=value).on_conflict_do_nothing())
    return str(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one())


def drop(connection: Connection, key: str) -> None:
    """Forget a value."""
    connection.execute(delete(meta).where(meta.c.key == key))
