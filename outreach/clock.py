"""Where the time comes from: the machine, a test, or a sample whose clock can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from storage import meta
from storage.session import Database

OFFSET = "sample.clock_offset_s"


class Clock(Protocol):
    """Anything that tells the time, aware and in UTC."""

    def now(self) -> datetime:
        """This moment."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was set: for simulated stretches of time and for tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at

    def set(self, at: datetime) -> None:
        """Move it."""
        self.at = at.astimezone(UTC)


class SampleClock:
    """The machine's clock with an offset kept in the database, so that it survives a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.reading() as connection:
            self._offset = timedelta(seconds=float(meta.get(connection, OFFSET) or 0))

    def now(self) -> datetime:
        """This moment, as the sample sees it."""
        return datetime.now(UTC) + self._offset

    def set(self, at: datetime) -> None:
        """Move it to this moment; it runs on from there."""
        self._offset = at - datetime.now(UTC)
        with self._database.writing() as connection:
            meta.put(connection, OFFSET, str(self._offset.total_seconds()))
