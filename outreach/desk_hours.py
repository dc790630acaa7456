"""When people answer, in the desk's own zone, so that a borrower is told honestly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outreach.settings import DeskSettings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """Whether somebody is on duty, else when the desk opens; by when a chat that is queued now shall be answered."""

    open: bool
    opens_at: datetime
    answer_by: datetime


def state(desk: DeskSettings, now: datetime) -> DeskState:
    """How the desk stands at this moment."""
    zone = ZoneInfo(desk.zone)
    local = now.astimezone(zone)
    opens, closes = time.fromisoformat(desk.opens), time.fromisoformat(desk.closes)
    working = DAYS[local.weekday()] in desk.days
    is_open = working and opens <= local.time() < closes
    start = local if is_open else _next_opening(desk, local, opens, zone)
    return DeskState(open=is_open, opens_at=start, answer_by=start + timedelta(minutes=desk.answer_minutes))


def _next_opening(desk: DeskSettings, local: datetime, opens: time, zone: ZoneInfo) -> datetime:
    for ahead in range(8):
        day: date = local.date() + timedelta(days=ahead)
        at = datetime.combine(day, opens, zone)
        if DAYS[day.weekday()] in desk.days and at > local:
            return at
    return local
