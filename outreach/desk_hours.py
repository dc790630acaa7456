"""When people answer, in the desk's own zone, so that a borrower is told honestly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outreach.checked import ends_of
from outreach.policies import country_calendar
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


def worked(desk: DeskSettings, since: datetime, until: datetime) -> timedelta:
    """How much of that stretch people worked."""
    zone, done = ZoneInfo(desk.zone), timedelta()
    begins, ends = since.astimezone(zone), until.astimezone(zone)
    for start, closes in _hours_from(desk, begins):
        if max(start, begins) >= ends:
            break
        done += min(closes, ends) - max(start, begins)
    return done


def _hours_from(desk: DeskSettings, local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Beginning and end of each span of work that is not over yet."""
    spans = tuple(_spans(desk))
    for ahead in range(AHEAD):
        day = local.date() + timedelta(days=ahead)
        if DAYS[day.weekday()] not in desk.days or _off(desk, day):
            continue
        for begins, ends in spans:
            end = datetime.combine(day, ends, local.tzinfo)
            if end > local:
                yield datetime.combine(day, begins, local.tzinfo), end


def _spans(desk: DeskSettings) -> Iterator[tuple[time, time]]:
    """The spans of a working day: from opening to closing, less the pauses."""
    begins = time.fromisoformat(desk.opens)
    for pause, resumes in map(ends_of, desk.pauses):
        yield begins, pause
        begins = resumes
    yield begins, time.fromisoformat(desk.closes)


def _off(desk: DeskSettings, day: date) -> bool:
    """Whether nobody works on this day of the week that is a working day otherwise."""
    if day in desk.days_off:
        return True
    country, _, subdivision = desk.holidays.partition("-")
    return bool(country) and day in country_calendar(country, subdivision or None).off
