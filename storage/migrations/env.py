"""How alembic reaches the database: by the engine it is handed, in one transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata
from storage.tables.base import Instant, Json


def render(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """How a new migration names our own column type."""
    if kind == "type" and isinstance(thing, Instant):
        autogen.imports.add("from storage.tables.base import Instant")
        return "Instant()"
    if kind == "type" and isinstance(thing, type(Json)):
        autogen.imports.add("from storage.tables.base import Json")
        return "Json"
    return False


def foreign_keys(connection: Connection, *, on: bool) -> None:
    """SQLite makes a changed table anew and drops the old one: with keys enforced, all rows below it would go too.

    Takes effect outside a transaction only, so it goes past the one that SQLAlchemy would begin.
    """
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def check_keys(connection: Connection) -> None:
    """What was not enforced meanwhile holds all the same. Raises ValueError, which takes everything back."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise ValueError(f"{len(broken)} rows would lose what they belong to, the first in {broken[0][0]}")


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    foreign_keys(connection, on=False)
    try:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_item=render,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        check_keys(connection)
        connection.commit()
    finally:
        connection.rollback()
        foreign_keys(connection, on=True)
