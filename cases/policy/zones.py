"""Civil time: zones by name, and the instants at which local days and hours begin."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=4096)
def zones_of(names: tuple[str, ...]) -> tuple[ZoneInfo, ...]:
    """The candidate zones, or none at all where any of them is unknown: one bad candidate proves nothing."""
    found = tuple(zone for name in names if (zone := zone_named(name)) is not None)
    return found if len(found) == len(names) else ()


def local_date(zone: ZoneInfo, at: datetime) -> date:
    """The civil date in that zone."""
    return at.astimezone(zone).date()


@lru_cache(maxsize=65_536)
def day_start(zone: ZoneInfo, day: date) -> datetime:
    """The first instant (UTC) of a local date."""
    return instant(zone, day, MIDNIGHT)


def instant(zone: ZoneInfo, day: date, clock: time) -> datetime:
    """The first instant (UTC) at which the clocks of that zone show ``clock`` or later on that date."""
    wall = datetime.combine(day, clock, tzinfo=zone)
    there = wall.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return there
    return _end_of_gap(zone, wall)


def _end_of_gap(zone: ZoneInfo, wall: datetime) -> datetime:
    """Clocks jump over ``wall``: the instant of the jump lies between its readings by the offsets after and before."""
    before, after = wall.replace(fold=1).astimezone(UTC), wall.astimezone(UTC)
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
