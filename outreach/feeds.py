"""How fresh the ledger is: each feed of payments says up to which moment it is complete."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import structlog
from sqlalchemy import Connection

from outreach.live import DESK
from outreach.refusals import Refused
from outreach.releasing import release
from outreach.runtime import Runtime
from outreach.settings import FEED_NAME, Settings
from storage import feeds
from storage.feeds import Feed

log = structlog.get_logger(__name__)

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
STALE = "base.ledger_stale"
"""The gate's rule that holds demands for a stale ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStanding:
    """A feed as of now. ``watermark`` None: never told. ``stale_hours`` None: not declared, so it never goes stale.

    ``since`` is when it went stale; None while it is fresh, and for one that was declared and never told.
    """

    name: str
    watermark: datetime | None
    told_at: datetime | None
    told_by: str | None
    stale_hours: int | None
    stale: bool
    since: datetime | None


def standings_of(settings: Settings, told: Sequence[Feed], now: datetime) -> tuple[FeedStanding, ...]:
    """Every feed that is declared or ever said something, by name."""
    known = {feed.name: feed for feed in told}
    names = sorted({*known, *settings.feeds})
    return tuple(_standing(name, known.get(name), settings, now) for name in names)


def _standing(name: str, feed: Feed | None, settings: Settings, now: datetime) -> FeedStanding:
    declared = settings.feeds.get(name)
    since = feed.watermark + timedelta(hours=declared.stale_hours) if feed and declared else None
    stale = declared is not None and (since is None or since < now)
    return FeedStanding(
        name=name,
        watermark=feed.watermark if feed else None,
        told_at=feed.told_at if feed else None,
        told_by=feed.told_by if feed else None,
        stale_hours=declared.stale_hours if declared else None,
        stale=stale,
        since=since if stale else None,
    )


def stale_of(settings: Settings, told: Sequence[Feed], now: datetime) -> tuple[FeedStanding, ...]:
    """The feeds that are stale: while there is one, payments may have come that the ledger does not know."""
    return tuple(each for each in standings_of(settings, told, now) if each.stale)


def standings_in(connection: Connection, settings: Settings, now: datetime) -> tuple[FeedStanding, ...]:
    """The same from the database."""
    return standings_of(settings, feeds.every(connection), now)


def standings(runtime: Runtime) -> tuple[FeedStanding, ...]:
    """Every feed as of now."""
    with runtime.db.reading() as connection:
        return standings_in(connection, runtime.settings, runtime.clock.now())


def checked(name: str, at: datetime | None, now: datetime) -> datetime:
    """The watermark that a feed of this name may tell; ``at`` None means now.

    Raises Refused for a name that cannot be one, and for a moment that has not come or is absurdly old.
    """
    if not re.fullmatch(FEED_NAME, name):
        raise Refused(f"{name[:80]!r} is no name of a feed; use letters, digits, dots, dashes and low lines, up to 64.")
    if at is not None and at > now:
        raise Refused(f"The watermark {at.isoformat()} lies in the future; it is {now:%Y-%m-%dT%H:%M:%SZ}.")
    if at is not None and at < EARLIEST:
        raise Refused(f"The watermark lies before {EARLIEST:%Y}; no payment of ours is that old.")
    return at or now


def of_import(as_of: date | None, now: datetime) -> datetime | None:
    """How far a file that speaks of this day is complete: up to its beginning, in UTC, at most up to now."""
    return min(datetime.combine(as_of, time(), UTC), now) if as_of is not None else None


def mark(runtime: Runtime, name: str, *, at: datetime | None = None, by: str) -> FeedStanding:
    """A feed says that it is complete up to ``at`` (None: now); how it stands then.

    It never moves backwards: an older moment changes nothing. Once no feed is stale, demands that waited for that are
    asked again, spread over time. Raises Refused as ``checked`` does.
    """
    now = runtime.clock.now()
    watermark = checked(name, at, now)
    with runtime.db.writing() as connection:
        feeds.tell(connection, Feed(name=name, watermark=watermark, told_at=now, told_by=by))
        told = feeds.every(connection)
    standing = next(each for each in standings_of(runtime.settings, told, now) if each.name == name)
    released = 0 if stale_of(runtime.settings, told, now) else release(runtime, STALE, now)
    log.info("feed_marked", feed=name, watermark=str(standing.watermark), by=by, stale=standing.stale, asked=released)
    runtime.live.publish(DESK, {"type": "alert"})
    return standing
