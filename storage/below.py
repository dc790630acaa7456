"""Rows below a row, brought along in its own statement: one column of JSON for each kind of child.

A statement costs more than the rows it finds, so whoever needs a whole borrower asks for parent and children at once.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Dialect, FromClause, Label, func, select, type_coerce
from sqlalchemy.types import JSON, UserDefinedType

from storage.tables.base import Instant

_NONE: tuple[object, ...] = ("[]", [])


class _Rows(UserDefinedType[list[Any]]):
    """JSON of rows, each a list that begins with its id; read as named rows in the order of their ids."""

    cache_ok = False

    def __init__(self, columns: Sequence[ColumnElement[Any]]) -> None:
        self.columns = columns

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], list[Any]]:
        """What makes the rows of what the driver gives: text on SQLite, lists on PostgreSQL."""
        named: Any = namedtuple("Row", [column.key for column in self.columns])  # type: ignore[misc]  # noqa: PYI024 - its names come from a query
        read = [(place, made) for place, column in enumerate(self.columns) if (made := _reader(column)) is not None]

        def rows(value: Any) -> list[Any]:
            if value in _NONE:
                return []
            found = json.loads(value) if isinstance(value, str) else value
            found.sort()
            for row in found:
                for place, made in read:
                    if row[place] is not None:
                        row[place] = made(row[place])
            return [named._make(row) for row in found]

        return rows


def below(
    dialect: str, name: str, columns: Sequence[ColumnElement[Any]], source: FromClause, where: ColumnElement[bool]
) -> Label[Any]:
    """A column ``name`` with these columns of the rows of ``source`` where that holds of the row above them.

    The first column is the rows' id. It is read as a list of named rows in the order of their ids.
    """
    made: ColumnElement[Any]
    if dialect == "sqlite":
        values = [func.json(column) if isinstance(column.type, JSON) else column for column in columns]
        made = func.json_group_array(func.json_array(*values))
    else:
        made = func.coalesce(func.json_agg(func.json_build_array(*columns)), func.json_build_array())
    found = select(type_coerce(made, _Rows(columns))).select_from(source).where(where)
    return found.scalar_subquery().label(name)


def _reader(column: ColumnElement[Any]) -> Callable[[Any], Any] | None:
    """What makes a column's value of what JSON has for it; None where that is the value."""
    return next((made for type_, made in _READERS if isinstance(column.type, type_)), None)


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is UTC else at.astimezone(UTC)


_READERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Instant, _instant),
    (Date, date.fromisoformat),
    (Boolean, bool),
)
