"""Statements that every turn needs, compiled once and run on the driver's own cursor, inside the caller's transaction.

SQLAlchemy builds, keys and wraps a statement each time it is executed; that costs many times what SQLite needs for it.
Here the statement is written with SQLAlchemy as everywhere, its SQL, parameters and types are worked out once for each
dialect, and running it is a call of the driver.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Dialect,
    Insert,
    Select,
    Text,
    TypeDecorator,
    Update,
    any_,
    bindparam,
    func,
    select,
)

Statement = Select[Any] | Insert | Update | Delete
Processor = Callable[[Any], Any]


class _Listed(TypeDecorator[list[int]]):
    """Ids as SQLite's own JSON functions read them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> str:
        """``[1,2]``."""
        return f"[{','.join(map(str, value or ()))}]"


def among(column: Column[Any], dialect: str, name: str = "ids") -> ColumnElement[bool]:
    """The column is one of a list of any length, given as one parameter."""
    if dialect == "sqlite":
        listed = func.json_each(bindparam(name, type_=_Listed)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """SQL of one dialect: ``given`` takes the values to what the driver wants, ``made`` a raw row to a named one."""

    sql: str
    given: Callable[[Mapping[str, Any]], Any]
    made: Callable[[Any], Any]


class Prepared:
    """A statement made by ``build`` for a dialect's name. Values are given by the names of its ``bindparam``."""

    def __init__(self, build: Callable[[str], Statement]) -> None:
        self._build = build
        self._compiled: dict[str, _Compiled] = {}

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """Every row, its columns by name."""
        cursor, made = self._execute(connection, values)
        try:
            return [made(row) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def first(self, connection: Connection, **values: Any) -> Any:
        """The first row, or None."""
        cursor, made = self._execute(connection, values)
        try:
            row = cursor.fetchone()
            return None if row is None else made(row)
        finally:
            cursor.close()

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(connection, **values)
        return None if row is None else row[0]

    def run(self, connection: Connection, **values: Any) -> None:
        """Do it; nothing comes back."""
        cursor, _ = self._execute(connection, values)
        cursor.close()

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, Callable[[Any], Any]]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._build(dialect.name), dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.sql, compiled.given(values))
        return cursor, compiled.made


def _compile(statement: Statement, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    open_ = {name: None for name, bind in compiled.binds.items() if bind.required}
    state = compiled.construct_expanded_state(open_)
    own = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    processors = {name: made for name, made in {**own, **state.processors}.items() if made is not None}
    fixed = {
        name: processors[name](value) if name in processors and value is not None else value
        for name, value in state.parameters.items()
    }
    names = tuple(state.positiontup or fixed)
    typed = [(place, processors[name]) for place, name in enumerate(names) if name in open_ and name in processors]
    if not names:
        return _Compiled(sql=state.statement, given=lambda _: (), made=_rows(statement, dialect))
    picked: Callable[[Mapping[str, Any]], Any] = itemgetter(*names)
    alone, positional = len(names) == 1, compiled.positional

    def given(values: Mapping[str, Any]) -> Any:
        found = picked({**fixed, **values})
        made = [found] if alone else list(found)
        for place, process in typed:
            made[place] = process(made[place])
        return made if positional else dict(zip(names, made, strict=True))

    return _Compiled(sql=state.statement, given=given, made=_rows(statement, dialect))


def _rows(statement: Statement, dialect: Dialect) -> Callable[[Any], Any]:
    """Raw rows as named ones with the values of their types; as they are where nothing is selected."""
    if not isinstance(statement, Select):
        return lambda row: row
    columns = list(statement.selected_columns)
    names = [column.key or "column" for column in columns]
    named: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024 - its names come from a query
    typed = [
        (place, process)
        for place, column in enumerate(columns)
        if (process := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    ]
    if not typed:
        make: Callable[[Any], Any] = named._make
        return make

    def made(row: Any) -> Any:
        values = list(row)
        for place, process in typed:
            if values[place] is not None:
                values[place] = process(values[place])
        return named._make(values)

    return made
