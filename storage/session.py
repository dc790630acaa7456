"""Databases: one way for SQLite and PostgreSQL to begin, write and end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.exc import ArgumentError, DBAPIError

BUSY_MS = 15_000


class DatabaseError(Exception):
    """A database that cannot be used; the text says why and what to do."""


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…``. Raises DatabaseError for an address it cannot read."""
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except (ArgumentError, ImportError) as error:
        raise DatabaseError(f"database.url: {error}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise DatabaseError(f"database.url: {engine.dialect.name} is not supported; use sqlite or postgresql")
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Autocommit in the driver: our own BEGIN decides. A deferred BEGIN that turns into a write fails at once.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("forbear_begin", "IMMEDIATE")
    _tell(connection, f"BEGIN {mode}")


def _tell(connection: Connection, command: str) -> None:
    """A command without values or rows, to the driver itself: what lies above it costs many times the command."""
    cursor = connection.connection.cursor()
    cursor.execute(command)
    cursor.close()


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """A part of a transaction that is taken back alone where it fails.

    The same as ``begin_nested`` without compiling a statement at each call; not inside another one of these.
    """
    _tell(connection, "SAVEPOINT forbear_part")
    try:
        yield
    except BaseException:
        _tell(connection, "ROLLBACK TO SAVEPOINT forbear_part")
        _tell(connection, "RELEASE SAVEPOINT forbear_part")
        raise
    _tell(connection, "RELEASE SAVEPOINT forbear_part")


class Database:
    """One engine with the two ways to use it: ``writing()`` and ``reading()``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; commits at the end, rolls back on an error."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads and never waits for writers."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection = connection.execution_options(forbear_begin="DEFERRED")
            with connection.begin():
                yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The same, and all it reads is of one moment, on PostgreSQL too."""
        if self.is_sqlite:
            with self.reading() as connection:
                yield connection
            return
        with self.engine.connect() as connection:
            still = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with still.begin():
                yield still

    def check(self) -> None:
        """Raises DatabaseError if the database does not answer."""
        try:
            with self.reading() as connection:
                connection.execute(select(1))
        except DBAPIError as error:
            shown = self.engine.url.render_as_string(hide_password=True)
            raise DatabaseError(f"the database at {shown} does not answer: {error.orig}") from None

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
