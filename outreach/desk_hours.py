"""When people answer, in the desk's own zone, so that a borrower is told honestly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from outreach.settings import DeskSettings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AHEAD = 60
"""Days to look ahead; an answer takes less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """Whether somebody is on duty, else when the desk opens; by when a chat that is queued now shall be answered."""

    open: bool
    opens_at: datetime
    answer_by: datetime


def state(desk: DeskSettings, now: datetime) -> DeskState:
    """How the desk stands at this moment."""
    local = now.astimezone(ZoneInfo(desk.zone))
    start, _ = next(_hours_from(desk, local))
    return DeskState(open=start <= local, opens_at=max(start, local), answer_by=_worked(desk, local))


def _worked(desk: DeskSettings, local: datetime) -> datetime:
    """The moment by which people will have worked long enough to answer; what is left at closing is done next day."""
    left = timedelta(minutes=desk.answer_minutes)
    for start, closes in _hours_from(desk, local):
        begin = max(start, local)
        if begin + left <= closes:
            return begin + left
        left -= closes - begin
    return local + left


def _hours_from(desk: DeskSettings, local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of each working day that is not over yet."""
    opens, closes = time.fromisoformat(desk.opens), time.fromisoformat(desk.closes)
    for ahead in range(AHEAD):
        day = local.date() + timedelta(days=ahead)
        end = datetime.combine(day, closes, local.tzinfo)
        if DAYS[day.weekday()] in desk.days and end > local:
            yield datetime.combine(day, opens, local.tzinfo), end
