"""What each kind of date rule means: a match and a moment in, a date out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from understanding import calendars

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "half_month": 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a rule needs to know besides its match. ``told``: the text tells of a payment or a death."""

    today: date
    past: bool
    told: bool
    month_first: bool
    words: Mapping[str, Mapping[str, str]]

    def number(self, match: re.Match[str], group: str, *lists: str) -> int:
        """A number written in figures or as a word of one of the lists."""
        written = match[group].replace("-", " ").strip()
        if written.isdecimal():
            return int(written)
        return next(int(self.words[name][written]) for name in lists if written in self.words.get(name, {}))


def resolve(kind: str, match: re.Match[str], moment: Moment) -> date | None:
    """The date that a match of a rule of this kind means; None where the calendar has no such day."""
    try:
        return _KINDS[kind](match, moment)
    except OverflowError:
        return None


def _iso(match: re.Match[str], _: Moment) -> date | None:
    return calendars.valid(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], moment: Moment) -> date | None:
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if moment.month_first else (second, first)
    if month > 12:
        month, day = day, month
    year = match.groupdict().get("year")
    if year:
        return calendars.valid(int(year) % 100 + 2000, month, day)
    return calendars.on_month_day(moment.today, month, day, past=moment.past) if 1 <= month <= 12 else None


def _day_month(match: re.Match[str], moment: Moment) -> date | None:
    day = moment.number(match, "day", "ordinals", "numbers")
    month = moment.number(match, "month", "months", "numbers")
    year = match.groupdict().get("year")
    if year:
        return calendars.valid(int(year), month, day)
    return calendars.on_month_day(moment.today, month, day, past=moment.past)


def _day(match: re.Match[str], moment: Moment) -> date | None:
    day = moment.number(match, "day", "ordinals", "numbers")
    for group, months in (("next", 1), ("same", 0), ("previous", -1)):
        if match.groupdict().get(group) is not None:
            return calendars.in_month(moment.today, day, months)
    return calendars.on_day(moment.today, day, past=moment.past)


def _month_end(match: re.Match[str], moment: Moment) -> date | None:
    groups = match.groupdict()
    if groups.get("month"):
        month = moment.number(match, "month", "months", "numbers")
        first = calendars.on_month_day(moment.today.replace(day=1), month, 1, past=False)
        return first and calendars.month_end(first)
    return calendars.month_end(moment.today, 1 if groups.get("next") is not None else 0)


def _month_start(match: re.Match[str], moment: Moment) -> date | None:
    if match.groupdict().get("month"):
        month = moment.number(match, "month", "months", "numbers")
        return calendars.on_month_day(moment.today, month, 1, past=moment.past)
    return calendars.on_day(moment.today, 1, past=moment.past)


def _year_end(match: re.Match[str], moment: Moment) -> date:
    return date(moment.today.year + (match.groupdict().get("next") is not None), 12, 31)


def _holiday(match: re.Match[str], moment: Moment) -> date | None:
    month, day = map(int, moment.words["holidays"][match["holiday"]].split("-"))
    return calendars.on_month_day(moment.today, month, day, past=moment.past)


def _distance(match: re.Match[str], moment: Moment, sign: int, group: str = "n") -> date | None:
    count = moment.number(match, group, "numbers") if match.groupdict().get(group) else 1
    unit = moment.words["units"][match["unit"]]
    if unit == "month":
        roughly = sign < 0 and not moment.told
        return None if roughly else calendars.shift_months(moment.today, sign * count)
    return moment.today + timedelta(days=sign * count * _UNIT_DAYS[unit])


_WAYS: Mapping[str, Callable[[date, int], date]] = {
    "next_week": lambda today, weekday: calendars.of_week(today, weekday, 1),
    "after_next": lambda today, weekday: calendars.of_week(today, weekday, 2),
    "last_week": lambda today, weekday: calendars.of_week(today, weekday, -1),
    "extra_two": lambda today, weekday: calendars.coming(today, weekday) + timedelta(days=14),
    "last": calendars.latest,
    "extra_week": lambda today, weekday: calendars.coming(today, weekday) + timedelta(days=7),
    "coming": calendars.coming,
}
"""How a weekday is meant that is said with "next", "last", "coming" and the like."""


def _weekday(match: re.Match[str], moment: Moment) -> date:
    groups = match.groupdict()
    weekday = moment.number(match, "weekday", "weekdays", "short_weekdays")
    said = moment.words["mods"].get(groups.get("mod") or "", "")
    named = next((way for way in _WAYS if groups.get(way) is not None), said)
    today = moment.today
    if named == "this" and today.weekday() == weekday:
        return today
    if named in _WAYS:
        return _WAYS[named](today, weekday)
    return calendars.latest(today, weekday) if moment.past else calendars.coming(today, weekday)


def _weekday_day(match: re.Match[str], moment: Moment) -> date | None:
    """ "Friday 4": only where the next such day of a month, or the last one, is that day of the week."""
    weekday = moment.number(match, "weekday", "weekdays", "short_weekdays")
    found = calendars.on_day(moment.today, int(match["day"]), past=moment.past)
    return found if found and found.weekday() == weekday else None


def _relative(match: re.Match[str], moment: Moment) -> date:
    return moment.today + timedelta(days=moment.number(match, "days", "days"))


def nearer(match: re.Match[str], moment: Moment) -> date | None:
    """The first day of "in 2-3 days"."""
    return _distance(match, moment, 1, "low")


_KINDS: Mapping[str, Callable[[re.Match[str], Moment], date | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day_month": _day_month,
    "day": _day,
    "month_end": _month_end,
    "month_start": _month_start,
    "year_end": _year_end,
    "holiday": _holiday,
    "weekday_day": _weekday_day,
    "in": lambda match, moment: _distance(match, moment, 1),
    "ago": lambda match, moment: _distance(match, moment, -1),
    "weekday": _weekday,
    "relative": _relative,
    "now": lambda _, moment: moment.today,
}
