"""How alembic reaches the database: by the engine it is handed, in one transaction."""

from typing import Any, Literal

from alembic import context

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


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=render,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
