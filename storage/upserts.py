"""Insert, or update where the key is taken: one statement per table and columns, built once."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

Upsert = SqliteInsert | PostgresqlInsert


@cache
def upsert(
    dialect: str, table: Table, key: tuple[str, ...], columns: tuple[str, ...], fixed: tuple[str, ...] = ()
) -> Upsert:
    """The statement for rows of these columns; all of them but the key, and what is fixed with it, are updated.

    A column with an index that is named but not changed costs the rewriting of its index.
    """
    statement: Upsert = sqlite_insert(table) if dialect == "sqlite" else postgresql_insert(table)
    changing = {name: statement.excluded[name] for name in columns if name not in (*key, *fixed)}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changing)
