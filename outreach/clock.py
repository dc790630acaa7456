"""Where the time comes from: the machine, a test, or a sample whose clock can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from storage import meta
from storage.session import Database

OFFSET = "sample.clock_offset_s"
REACHED = "clock.reached"


class Clock(Protocol):
    """Anything that tells the time, aware and in UTC."""

    def now(self) -> datetime:
        """This moment."""
        ...


def wall_clock() -> datetime:
    """The machine's time, whatever the installation's clock was set to: people at the desk live by it.

    Sign-ins go by it, so that moving a sample's clock signs nobody out.
    """
    return datetime.now(UTC)


class SystemClock:
    """The machine's clock, except that time never runs backwards for a database.

    After a simulated stretch that ended in the future it stands at that end until the machine has come there.
    """

    def __init__(self, database: Database) -> None:
        with database.reading() as connection:
            reached = meta.get(connection, REACHED)
        self._reached = datetime.fromisoformat(reached) if reached else datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """This moment."""
        return max(datetime.now(UTC), self._reached)


def note_reached(database: Database, at: datetime) -> None:
    """Keep how far simulated time has come."""
    with database.writing() as connection:
        before = meta.get(connection, REACHED)
        if before is None or datetime.fromisoformat(before) < at:
            meta.put(connection, REACHED, at.astimezone(UTC).isoformat())


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
