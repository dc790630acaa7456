"""Kinds of settings that a typed value is not enough for: zones, clock times, days of the week."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal, Protocol, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"{value!r} is no IANA time zone; write one like America/New_York")
    return value


def _clock_time(value: str) -> str:
    try:
        time.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no time of day; write it like 09:00") from None
    return value


Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _slot(value: str) -> str:
    try:
        begins, ends = (time.fromisoformat(each.strip()) for each in value.split("-"))
    except ValueError:
        raise ValueError(f"{value!r} is no span of a day; write it like 12:30-13:30") from None
    if begins >= ends:
        raise ValueError(f"{value!r} ends before it begins")
    return value


Slot = Annotated[str, AfterValidator(_slot)]
"""A span of one day: ``12:30-13:30``."""


def ends_of(slot: str) -> tuple[time, time]:
    """Beginning and end of a span of a day."""
    begins, _, ends = slot.partition("-")
    return time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())


def holidays_known(place: str) -> bool:
    """Whether there is a calendar of this country, or of this subdivision of one: ``US``, ``US-CA``."""
    import holidays  # costs a tenth of a second

    known = holidays.list_supported_countries()
    country, _, subdivision = place.partition("-")
    return country in known and (not subdivision or subdivision in known[country])


def _calendar(value: str) -> str:
    if value and not holidays_known(value):
        raise ValueError(f"there are no holidays of {value!r}; write a country like US, or a part of one like US-CA")
    return value


Calendar = Annotated[str, AfterValidator(_calendar)]
"""The public holidays of a place; empty: none."""


class OpeningHours(Protocol):
    """Hours and days of work, and spans of them without work."""

    opens: str
    closes: str
    pauses: list[Slot]
    days: list[Weekday]


Hours = TypeVar("Hours", bound=OpeningHours)


def make_sense(hours: Hours) -> Hours:
    """Raises ValueError where nobody would ever be there."""
    if time.fromisoformat(hours.opens) >= time.fromisoformat(hours.closes):
        raise ValueError(f"closes ({hours.closes}) must be later than opens ({hours.opens})")
    if not hours.days:
        raise ValueError("days must name at least one day")
    opens, closes = time.fromisoformat(hours.opens), time.fromisoformat(hours.closes)
    reached = opens
    for begins, ends in map(ends_of, hours.pauses):
        if begins < reached or ends > closes:
            raise ValueError("pauses must lie between opens and closes, one after the other")
        reached = ends
    if (hours.pauses and reached == closes) or (hours.pauses and ends_of(hours.pauses[0])[0] == opens):
        raise ValueError("a pause at the edge of the day: move opens or closes instead")
    return hours
