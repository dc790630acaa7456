"""Days beside a date that share its month ("5 или 6 марта"), and a weekday beside its date ("Friday the 4th")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from understanding import calendars
from understanding.datekinds import Moment

_WIDEST = 28
"""Characters on either side in which a neighbour stands."""
_MOST_NEIGHBOURS = 3
_LONGEST_SUFFIX = 3
_BY_MONTH = ("next", "same", "previous")
_BY_WEEKDAY = "weekday"
_WITH_A_DAY = frozenset({"day", "day_month", "numeric", "iso", "weekday_day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date, where it stands and the kind of the rule that found it."""

    start: int
    end: int
    on: date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """How one language sets a day before or after a date, and what stands between a weekday and its date."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    apposition: re.Pattern[str]


def neighbours(whole: Dated, match: re.Match[str], moment: Moment, beside: Beside, left: str) -> Iterator[Dated]:
    """Bare days before and after a date whose match has a group ``day``, the month of the date being theirs."""
    given = whole.kind == "day_month" or any(match.groupdict().get(group) is not None for group in _BY_MONTH)
    end = match.start("day")
    for _ in range(_MOST_NEIGHBOURS):
        start = max(0, end - _WIDEST)
        found = beside.before.search(left[start:end])
        on = _day_of(found, whole, moment, given=given, before=True) if found else None
        if not found or not on:
            break
        end = start + found.start()
        yield Dated(start=end, end=start + found.end("day"), on=on, kind="day")
    if match.end() - match.end("day") > _LONGEST_SUFFIX:
        return
    found = beside.after.match(left[match.end() : match.end() + _WIDEST])
    on = _day_of(found, whole, moment, given=given, before=False) if found else None
    if found and on:
        at = match.end()
        yield Dated(start=at + found.start("day"), end=at + found.end(), on=on, kind="day")


def _day_of(found: re.Match[str], whole: Dated, moment: Moment, *, given: bool, before: bool) -> date | None:
    day = moment.number(found, "day", "ordinals", "numbers")
    if not given:
        return calendars.on_day(moment.today, day, past=moment.past) if 1 <= day <= 31 else None
    shift = (before and day > whole.on.day) - (not before and day < whole.on.day)
    return calendars.in_month(whole.on, day, -shift)


def joined(low: str, dated: Iterable[Dated], ways: Sequence[Beside]) -> tuple[Dated, ...]:
    """Dates in order, a weekday and the date that it stands beside made one."""
    whole: list[Dated] = []
    for each in sorted(dated, key=lambda date_: date_.start):
        last = whole[-1] if whole else None
        if last and each.start < last.end:
            continue
        if last and _are_one(last, each) and any(way.apposition.fullmatch(low, last.end, each.start) for way in ways):
            sure = each if last.kind == _BY_WEEKDAY else last
            whole[-1] = replace(sure, start=last.start, end=each.end)
        else:
            whole.append(each)
    return tuple(whole)


def _are_one(first: Dated, second: Dated) -> bool:
    if first.on == second.on:
        return True
    if first.kind == _BY_WEEKDAY:
        return second.kind in _WITH_A_DAY or (second.kind == "relative" and first.on.weekday() == second.on.weekday())
    return second.kind == _BY_WEEKDAY and first.on.weekday() == second.on.weekday()
