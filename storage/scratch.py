"""A database of one's own to work in, whose rows move into the real one together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, event, func, insert, select

from storage import schema
from storage.session import Database
from storage.tables import api_tokens, borrowers, lockouts, macros, meta, metadata, sign_ins, templates, users

INSTALLATION: Final = frozenset(
    table.name for table in (meta, users, sign_ins, lockouts, templates, macros, api_tokens)
)
"""Tables of the installation itself; every other table holds borrowers and what became of them."""

BATCH: Final = 200


def scratch(folder: Path) -> Database:
    """A new SQLite database with this program's tables. It forgets on a power cut, and so is fast."""
    database = Database(f"sqlite:///{folder / 'scratch.db'}")
    event.listen(database.engine, "connect", _carelessly)
    schema.migrate(database)
    return database


def _carelessly(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def any_borrowers(connection: Connection) -> bool:
    """Whether there is anybody at all."""
    return connection.execute(select(borrowers.c.id).limit(1)).first() is not None


def business_tables() -> Sequence[Table]:
    """Those that hold borrowers and what became of them, owners before what they own."""
    return [table for table in metadata.sorted_tables if table.name not in INSTALLATION]


def move_in(source: Connection, target: Connection) -> dict[str, int]:
    """Copy all rows of the business tables with their ids into empty ones; how many of each."""
    counts: dict[str, int] = {}
    for table in business_tables():
        rows = [dict(row) for row in source.execute(select(table)).mappings()]
        for start in range(0, len(rows), BATCH):
            target.execute(insert(table), rows[start : start + BATCH])
        counts[table.name] = len(rows)
        if rows and target.dialect.name == "postgresql":
            _go_on_after(target, table)
    return counts


def _go_on_after(target: Connection, table: Table) -> None:
    """PostgreSQL counts apart from the rows: the next id comes after those that moved in."""
    sequence = func.pg_get_serial_sequence(table.name, "id")
    target.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))
