"""What is counted: caps, the silence after a conversation, and the least gap between two contacts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cases.policy.pack import CapRule, CooldownRule, GapRule
from cases.policy.request import Contact, GateRequest
from cases.policy.windows import Wait
from cases.policy.zones import ONE_DAY, day_start, local_date

ANY_UNIT = "contact_or_attempt"
REPLY_UNIT = "reply"
"""The unit of a row that answered the borrower: counted only by packs that count replies."""

COUNTS_AS = {
    "call_placed": frozenset({"call_placed", "call_placed_unanswered", "call_connected", "conversation"}),
    "call_connected": frozenset({"call_connected", "conversation"}),
}
"""Units that a contact has without saying so: who talked was connected, who was connected was called."""

_Kind = tuple[str, frozenset[str]]

_ROLLING = {"day": ONE_DAY, "week": 7 * ONE_DAY, "month": 30 * ONE_DAY}
"""Local dates in a rolling window."""

_LONGEST = {"day": 1, "week": 7, "month": 31}
_SLACK = timedelta(hours=3)
"""By how much local days may be longer than 24 hours, with some to spare."""


def reach_of(rule: CapRule | CooldownRule | GapRule) -> timedelta:
    """What is longer ago than this no longer matters to the rule, now or later."""
    if isinstance(rule, CapRule):
        return timedelta(days=rule.n * _LONGEST[rule.window]) + _SLACK
    if isinstance(rule, CooldownRule):
        return timedelta(days=rule.days) + _SLACK
    return rule.gap + timedelta(days=1) + _SLACK


@dataclass(frozen=True, slots=True)
class Counted:
    """What a rule counts. Rules that count the same share one reading of the history."""

    channels: frozenset[str]
    unit: str
    per: frozenset[str]
    exclude: frozenset[str] = frozenset()

    def counts(self, channel: str, units: frozenset[str]) -> bool:
        """Whether a contact there that had these units is one of them."""
        named = COUNTS_AS.get(self.unit) or frozenset({self.unit})
        return (
            ("*" in self.channels or channel in self.channels)
            and (self.unit == ANY_UNIT or not named.isdisjoint(units))
            and self.exclude.isdisjoint(units)
        )

    def concerns(self, contact: Contact, request: GateRequest) -> bool:
        """Whether it is counted for this message. A contact whose loan, address or creditor is unknown is."""
        return (
            (not contact.shared or "address" in self.per)
            and ("debt" not in self.per or _same(contact.loan, request.loan))
            and ("address" not in self.per or _same(contact.address, request.address))
            and ("institution" not in self.per or _same(contact.creditor, request.creditor))
        )


def _same(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Everything that the rules of a view count, read from a history in one pass.

    ``reach``: what is longer ago than this matters to none of them. ``_places`` keeps which of ``counted`` a kind of
    contact belongs to, without and with the answers to the borrower.
    """

    counted: tuple[Counted, ...]
    reach: timedelta
    _places: tuple[dict[_Kind, tuple[int, ...]], dict[_Kind, tuple[int, ...]]] = field(default_factory=lambda: ({}, {}))

    def read(self, request: GateRequest, at: datetime, *, answers: bool) -> list[list[datetime]]:
        """When each of ``counted`` happened, in order. ``answers``: what answered the borrower counts, too."""
        times: list[list[datetime]] = [[] for _ in self.counted]
        oldest, known = at - self.reach, self._places[answers]
        loan, address, creditor = request.loan, request.address, request.creditor
        for contact in [each for each in request.history if each.at >= oldest]:
            kind = (contact.channel, contact.units)
            places = known.get(kind)
            if places is None:
                places = known[kind] = self._belongs(*kind, answers)
            if not places:
                continue
            if contact.loan != loan or contact.address != address or contact.creditor != creditor or contact.shared:
                places = tuple(place for place in places if self.counted[place].concerns(contact, request))
            for place in places:
                times[place].append(contact.at)
        for series in times:
            series.sort()
        return times

    def _belongs(self, channel: str, units: frozenset[str], answers: bool) -> tuple[int, ...]:
        if REPLY_UNIT in units and not answers:
            return ()
        return tuple(place for place, counted in enumerate(self.counted) if counted.counts(channel, units))


class CapCheck(NamedTuple):
    """A cap over sorted instants, in one zone."""

    rule: CapRule
    times: list[datetime]
    zone: ZoneInfo

    def wait(self, at: datetime) -> Wait | None:
        """None while there is room on that local date. Else the start of the first date with room."""
        today = day = _today(self.zone, at)
        while (later := self._full_until(day)) is not None:
            day = later
        return None if day == today else Wait(self.rule, day_start(self.zone, day), self.rule.over == "deny")

    def recurs(self, at: datetime) -> bool:
        """Only if a contact is still ahead."""
        return self.times[-1] > at

    def _full_until(self, day: date) -> date | None:
        for align in _ALIGNS[self.rule.align]:
            if (later := align(self, day)) is not None:
                return later
        return None

    def _filled_by(self, after: date) -> datetime | None:
        """The contact before a date with which those before that date fill the cap; None while it has room."""
        start, place = day_start(self.zone, after), -self.rule.max
        if self.times[-1] >= start:
            place += bisect_left(self.times, start)
            return self.times[place] if place >= 0 else None
        return self.times[place] if len(self.times) >= self.rule.max else None

    def rolling(self, day: date) -> date | None:
        """Room again once the contact that fills the window has left it."""
        filled_by = self._filled_by(day + ONE_DAY)
        if filled_by is None:
            return None
        free = local_date(self.zone, filled_by) + self.rule.n * _ROLLING[self.rule.window]
        return free if free > day else None

    def calendar(self, day: date) -> date | None:
        """Room again with the next day, week (from Monday) or month."""
        first, after = _PERIODS[self.rule.window](day, self.rule.n)
        filled_by = self._filled_by(after)
        return None if filled_by is None or filled_by < day_start(self.zone, first) else after


@lru_cache(maxsize=256)
def _today(zone: ZoneInfo, at: datetime) -> date:
    """All caps of a decision ask for the same instants."""
    return local_date(zone, at)


_ALIGNS: dict[str, tuple[Callable[[CapCheck, date], date | None], ...]] = {
    "rolling": (CapCheck.rolling,),
    "calendar": (CapCheck.calendar,),
    "both": (CapCheck.rolling, CapCheck.calendar),
}


def _days(day: date, n: int) -> tuple[date, date]:
    return day - (n - 1) * ONE_DAY, day + ONE_DAY


def _weeks(day: date, n: int) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday - timedelta(weeks=n - 1), monday + timedelta(weeks=1)


def _months(day: date, n: int) -> tuple[date, date]:
    months = day.year * 12 + day.month - 1
    return _first_of(months - n + 1), _first_of(months + 1)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


_PERIODS: dict[str, Callable[[date, int], tuple[date, date]]] = {"day": _days, "week": _weeks, "month": _months}


class CooldownCheck(NamedTuple):
    """The silence after what triggered it, in one zone."""

    rule: CooldownRule
    times: list[datetime]
    zone: ZoneInfo

    def wait(self, at: datetime) -> Wait | None:
        """None outside the silence. Counting dates, the date of the event is day one of ``days``."""
        days = timedelta(days=self.rule.days)
        if self.rule.counting == "full_hours":
            free = self.times[-1] + days
        else:
            free = day_start(self.zone, local_date(self.zone, self.times[-1]) + days)
        return Wait(self.rule, free, deny=False) if at < free else None

    def recurs(self, at: datetime) -> bool:
        """Only if a contact is still ahead."""
        return self.times[-1] > at


class GapCheck(NamedTuple):
    """The least gap, and the most contacts on one local date."""

    rule: GapRule
    times: list[datetime]
    zone: ZoneInfo

    def wait(self, at: datetime) -> Wait | None:
        """None once the gap is over and the date has room."""
        free = self.times[-1] + self.rule.gap
        if self.rule.max_per_day is not None:
            day = local_date(self.zone, max(at, free))
            while self._on(day) >= self.rule.max_per_day:
                day += ONE_DAY
                free = day_start(self.zone, day)
        return Wait(self.rule, free, deny=False) if at < free else None

    def recurs(self, at: datetime) -> bool:
        """Only if a contact is still ahead."""
        return self.times[-1] > at

    def _on(self, day: date) -> int:
        after = bisect_left(self.times, day_start(self.zone, day + ONE_DAY))
        return after - bisect_left(self.times, day_start(self.zone, day))
