"""Waiting through the day: how many waited at each moment since the desk's day began, and how many past their time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from outreach.calls import calls_between
from outreach.runtime import Runtime
from storage import calls

STEP: Final = timedelta(minutes=30)
BEFORE: Final = timedelta(hours=24)
"""Calls from so long before the day began may have waited into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How many waited at a moment, and how many of them past the time to answer."""

    at: datetime
    waiting: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wait:
    since: datetime
    until: datetime | None
    due_by: datetime | None

    def covers(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)

    def late(self, at: datetime) -> bool:
        return self.due_by is not None and self.due_by <= at


def day_of(runtime: Runtime) -> tuple[Moment, ...]:
    """Each half hour since the desk opened today, in its zone (before that: since midnight), and this moment."""
    now, desk = runtime.clock.now(), runtime.settings.desk
    local = now.astimezone(ZoneInfo(desk.zone))
    opens = datetime.combine(local.date(), time.fromisoformat(desk.opens), local.tzinfo)
    begins = opens if opens < local else datetime.combine(local.date(), time(), local.tzinfo)
    with runtime.db.reading() as connection:
        found = calls_between(connection, begins - BEFORE, now)
        waiting = calls.queued(connection)
    waits = [_Wait(since=row.queued_at, until=None, due_by=row.due_by) for row in waiting if row.queued_at]
    waits += [
        _Wait(since=call.at, until=call.taken_at, due_by=call.due_by) for call in found if call.taken_at is not None
    ]
    return tuple(
        Moment(
            at=at,
            waiting=sum(wait.covers(at) for wait in waits),
            late=sum(wait.covers(at) and wait.late(at) for wait in waits),
        )
        for at in _moments(begins, now)
    )


def _moments(begins: datetime, now: datetime) -> Iterator[datetime]:
    at = begins
    while at < now:
        yield at
        at += STEP
    yield now
