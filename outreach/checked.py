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


class OpeningHours(Protocol):
    """Hours and days of work."""

    opens: str
    closes: str
    days: list[Weekday]


Hours = TypeVar("Hours", bound=OpeningHours)


def make_sense(hours: Hours) -> Hours:
    """Raises ValueError where nobody would ever be there."""
    if time.fromisoformat(hours.opens) >= time.fromisoformat(hours.closes):
        raise ValueError(f"closes ({hours.closes}) must be later than opens ({hours.opens})")
    if not hours.days:
        raise ValueError("days must name at least one day")
    return hours
