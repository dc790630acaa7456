"""Contact hours: when a day is open in a zone, and when it opens next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cases.policy.pack import Calendar, HoursRule, Rule
from cases.policy.zones import MIDNIGHT, ONE_DAY, day_start, instant, local_date

HORIZON = timedelta(days=60)
"""No hold is longer: what cannot leave within it is denied."""

Agreed = tuple[tuple[time, time], ...]
"""Hours agreed with the borrower, each from and to on one local day."""


class Wait(NamedTuple):
    """A timed rule that objects, and the first instant (UTC) at which it no longer does; None: not in sight."""

    rule: Rule
    until: datetime | None
    deny: bool


class Window(NamedTuple):
    """A stretch of one day, from ``opens`` to before ``closes`` (UTC)."""

    opens: datetime
    closes: datetime
    rule: HoursRule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenHours:
    """The hours of one pack on one channel: a day is open where any rule opens it. Compared by identity."""

    rules: tuple[HoursRule, ...]
    calendar: Calendar | None
    weekend: frozenset[int]
    margin: timedelta

    def covers(self, rule: HoursRule, day: date) -> bool:
        """Whether the rule speaks of that date."""
        if day.weekday() not in rule.days:
            return False
        if rule.day_class == "any":
            return True
        holiday = self.calendar is not None and day in self.calendar.off
        if rule.day_class == "not_holiday":
            return not holiday
        worked = self.calendar is not None and day in self.calendar.worked
        off = holiday or (day.weekday() in self.weekend and not worked)
        return off is (rule.day_class == "weekend_or_holiday")


@lru_cache(maxsize=65_536)
def day_windows(hours: OpenHours, zone: ZoneInfo, day: date) -> tuple[Window, ...]:
    """The open stretches of one local date, in order, none of them empty."""
    windows = (_window(hours, rule, zone, day) for rule in hours.rules if hours.covers(rule, day))
    return tuple(sorted((w for w in windows if w.opens < w.closes), key=lambda window: window.opens))


def _window(hours: OpenHours, rule: HoursRule, zone: ZoneInfo, day: date) -> Window:
    opens = instant(zone, day, rule.opens)
    if rule.closes == time.max:
        closes = day_start(zone, day + ONE_DAY)
        return Window(opens, closes if rule.opens == MIDNIGHT else closes - hours.margin, rule)
    return Window(opens, instant(zone, day, rule.closes) - hours.margin, rule)


def _around(hours: OpenHours, zone: ZoneInfo, day: date) -> tuple[Window, ...]:
    """The open stretches of three local dates: whatever is open there at some instant of a date of UTC."""
    return tuple(window for near in (day - ONE_DAY, day, day + ONE_DAY) for window in day_windows(hours, zone, near))


@dataclass(frozen=True, slots=True, eq=False)
class HoursCheck:
    """The hours of a pack, asked in one of the borrower's candidate zones at instants in UTC. Compared by identity."""

    hours: OpenHours
    zone: ZoneInfo
    denies: bool = False

    def recurs(self, _at: datetime) -> bool:
        """Evening comes every day."""
        return True

    def wait(self, at: datetime) -> Wait | None:
        """None while open. Else the rule of that day (of the next open one on a day without) and when it opens."""
        turns, answers = _course(self, at.date())
        return answers[bisect_right(turns, at)]

    def wait_slowly(self, at: datetime) -> Wait | None:
        """The same answer, found window by window."""
        following = None
        for window in _around(self.hours, self.zone, at.date()):
            if window.opens > at:
                following = window
                break
            if at < window.closes:
                return None
        day = local_date(self.zone, at)
        following = following or _next(self.hours, self.zone, day)
        rule = _rule_of(at, day_windows(self.hours, self.zone, day)) or (
            following.rule if following else self.hours.rules[0]
        )
        return Wait(rule, following.opens if following else None, self.denies or rule.outside == "deny")


@lru_cache(maxsize=65_536)
def _course(check: HoursCheck, day: date) -> tuple[tuple[datetime, ...], tuple[Wait | None, ...]]:
    """The answers on one date of UTC, and the instants after its start at which they change, one fewer."""
    start = datetime.combine(day, MIDNIGHT, UTC)
    edges = {edge for window in _around(check.hours, check.zone, day) for edge in (window.opens, window.closes)}
    edges |= {day_start(check.zone, near) for near in (day, day + ONE_DAY)}
    turns = tuple(sorted(edge for edge in edges if start < edge < start + ONE_DAY))
    return turns, tuple(map(check.wait_slowly, (start, *turns)))


def _next(hours: OpenHours, zone: ZoneInfo, day: date) -> Window | None:
    """The first stretch after a date and the one that follows it, within the horizon."""
    later = (day + offset * ONE_DAY for offset in range(1, HORIZON.days + 2))
    return next((window for each in later for window in day_windows(hours, zone, each)), None)


@lru_cache(maxsize=4096)
def hours_check(hours: OpenHours, zone: ZoneInfo, *, denies: bool) -> HoursCheck:
    """The same check for the same hours, zone and effect."""
    return HoursCheck(hours, zone, denies)


def _rule_of(at: datetime, today: tuple[Window, ...]) -> HoursRule | None:
    ahead = next((window.rule for window in today if window.opens > at), None)
    return ahead or (today[-1].rule if today else None)


@lru_cache(maxsize=4096)
def widened(hours: OpenHours, lifted: frozenset[str], agreed: Agreed) -> OpenHours:
    """The same hours with the rules that these facts lift: open all day, or in the agreed hours as well."""
    return replace(hours, rules=tuple(wider for rule in hours.rules for wider in _wider(rule, lifted, agreed)))


def _wider(rule: HoursRule, lifted: frozenset[str], agreed: Agreed) -> tuple[HoursRule, ...]:
    if lifted.isdisjoint(rule.lifted_by):
        return (rule,)
    if agreed:
        return (rule, *(replace(rule, opens=opens, closes=closes) for opens, closes in agreed))
    return (replace(rule, opens=MIDNIGHT, closes=time.max),)


@lru_cache(maxsize=4096)
def narrowed(hours: OpenHours, agreed: Agreed, days: frozenset[int] = frozenset()) -> OpenHours:
    """Rules that keep to the hours and weekdays the borrower asked for, with those; none: at any hour, on any day."""
    spans = agreed or ((MIDNIGHT, time.max),)
    rules = (
        replace(rule, opens=opens, closes=closes, days=frozenset(rule.days) & days if days else rule.days)
        for rule in hours.rules
        for opens, closes in spans
    )
    return replace(hours, rules=tuple(rules))


def agreed_hours(value: object) -> Agreed:
    """Hours as a fact states them: ``"18:00-20:30"``, ``{"from": …, "to": …}`` or a list of these. Else none.

    Raises ValueError for a clock time that cannot be read or is not there.
    """
    if isinstance(value, str):
        return _span(*value.replace(" ", "").split("-", 1)) if "-" in value else ()
    if isinstance(value, Mapping):
        if not value.keys() >= {"from", "to"}:
            raise ValueError("hours need both from and to")
        return _span(str(value["from"]), str(value["to"]))
    if isinstance(value, list | tuple):
        return tuple(span for item in value for span in agreed_hours(item))
    return ()


def agreed_days(value: object) -> frozenset[int]:
    """Weekdays as a fact states them, 0 being Monday; anything else is none."""
    listed = value if isinstance(value, list | tuple) else ()
    return frozenset(day for day in listed if isinstance(day, int) and day in range(7))


def _span(opens: str, closes: str) -> Agreed:
    start, end = time.fromisoformat(opens), time.max if closes == "24:00" else time.fromisoformat(closes)
    if start < end:
        return ((start, end),)
    evening: Agreed = ((start, time.max),)
    return (*evening, (MIDNIGHT, end)) if end > MIDNIGHT else evening
