"""Feeds and kill switches: looked at without a runtime, and as JSON for the command line and the REST interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outreach.clock import SampleClock, SystemClock
from outreach.exports import moment
from outreach.feeds import FeedStanding, standings_in
from outreach.runtime import Runtime
from outreach.settings import Settings
from storage import duty, schema, switches
from storage.session import Database, DatabaseError
from storage.switches import Switch


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """What people at the desk must know of: feeds that are stale, switches that are thrown, who waits too long.

    ``late_since``: when the first time to answer was over, of the ``late`` ones that wait still.
    """

    stale: tuple[FeedStanding, ...]
    thrown: tuple[Switch, ...]
    late: int = 0
    late_since: datetime | None = None

    @property
    def as_of(self) -> datetime | None:
        """How old the figures are, by the oldest of the stale feeds; None where one of them was never told."""
        told = [feed.watermark for feed in self.stale if feed.watermark is not None]
        return min(told) if told and len(told) == len(self.stale) else None


def alerts_of(runtime: Runtime) -> Alerts:
    """As of now."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        found, late = standings_in(connection, runtime.settings, now), duty.overdue(connection, now)
        return Alerts(
            stale=tuple(feed for feed in found if feed.stale),
            thrown=switches.live(connection),
            late=late.many,
            late_since=late.since,
        )


def look(settings: Settings) -> tuple[tuple[FeedStanding, ...], tuple[Switch, ...]]:
    """Every feed and what is switched off; nothing where the database is not one of this version."""
    try:
        database = Database(settings.database_url)
        database.check()
        schema.require_current(database)
    except DatabaseError:
        return (), ()
    clock = SampleClock(database) if settings.sample.enabled else SystemClock(database)
    with database.reading() as connection:
        found = standings_in(connection, settings, clock.now()), switches.live(connection)
    database.close()
    return found


def feed_json(feed: FeedStanding) -> dict[str, Any]:
    """``forbear feed list --json`` and ``GET /api/v1/feeds``."""
    return {
        "name": feed.name,
        "watermark": moment(feed.watermark),
        "told_at": moment(feed.told_at),
        "told_by": feed.told_by,
        "stale_hours": feed.stale_hours,
        "stale": feed.stale,
        "stale_since": moment(feed.since),
    }


def switch_json(switch: Switch) -> dict[str, Any]:
    """``forbear switch list --json`` and ``GET /api/v1/switches``."""
    return {
        "id": switch.id,
        "scope": switch.scope,
        "target": switch.target,
        "why": switch.why,
        "thrown_by": switch.thrown_by,
        "thrown_at": moment(switch.thrown_at),
        "lifted_at": moment(switch.lifted_at),
        "lifted_by": switch.lifted_by,
        "lift_why": switch.lift_why,
    }
