"""Dates as people write them, made absolute. Future unless the text tells of the past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from understanding import calendars
from understanding.tense import Tenses
from understanding.text import fold_word
from understanding.words import load

_LISTS = ("days", "weekdays", "short_weekdays", "months", "ordinals", "numbers", "units", "mods")
_UNSPACED = frozenset({"zh-Hans"})
_MONTH_FIRST = re.compile(r"en(?:[-_](?:US|PH|CA|PR))?$|zh|en[-_]Latn", re.IGNORECASE)
_WRITTEN_OUT = (
    ("iso", r"(?<![0-9])(?P<year>20[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})(?![0-9])"),
    ("numeric", r"(?<![0-9/.\-])(?P<a>[0-9]{1,2})[./\-](?P<b>[0-9]{1,2})[./\-](?P<year>(?:20)?[0-9]{2})(?![0-9/.\-])"),
    ("numeric", r"(?<![0-9/.,\-])(?!24/7)(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/%])"),
)
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date and where it stands. ``vague`` for "now", which counts only with a wish to pay."""

    start: int
    end: int
    on: date
    past: bool
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """One language's way with dates: its rules in order, and what its words stand for."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """What a rule needs to know besides its match."""

    today: date
    past: bool
    month_first: bool
    words: Mapping[str, Mapping[str, str]]

    def number(self, match: re.Match[str], group: str, *lists: str) -> int:
        written = match[group].replace("-", " ").strip()
        if written.isdecimal():
            return int(written)
        return next(int(self.words[name][written]) for name in lists if written in self.words.get(name, {}))


def find_dates(
    low: str, languages: Sequence[str], *, locale: str, today: date, tenses: Tenses
) -> tuple[DateFound, ...]:
    """Every date in the text, in order of mention."""
    month_first = bool(_MONTH_FIRST.match(locale))
    found: list[DateFound] = []
    left = low
    for language in languages:
        calendar = _calendar(language)
        for kind, rule in calendar.rules:
            for match in rule.finditer(left):
                past = tenses.is_past(*match.span())
                moment = _Moment(today=today, past=past, month_first=month_first, words=calendar.words)
                on = _resolve(kind, match, moment)
                if on is None:
                    continue
                start, end = match.span()
                left = left[:start] + " " * (end - start) + left[end:]
                found.append(DateFound(start=start, end=end, on=on, past=on < today, vague=kind == "now"))
    return tuple(sorted(found, key=lambda date_: date_.start))


def _resolve(kind: str, match: re.Match[str], moment: _Moment) -> date | None:
    try:
        return _KINDS[kind](match, moment)
    except OverflowError:
        return None


def _iso(match: re.Match[str], _: _Moment) -> date | None:
    return calendars.valid(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], moment: _Moment) -> date | None:
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if moment.month_first else (second, first)
    if month > 12:
        month, day = day, month
    year = match.groupdict().get("year")
    if year:
        return calendars.valid(int(year) % 100 + 2000, month, day)
    return calendars.on_month_day(moment.today, month, day, past=moment.past) if 1 <= month <= 12 else None


def _day_month(match: re.Match[str], moment: _Moment) -> date | None:
    day = moment.number(match, "day", "ordinals", "numbers")
    month = moment.number(match, "month", "months", "numbers")
    year = match.groupdict().get("year")
    if year:
        return calendars.valid(int(year), month, day)
    return calendars.on_month_day(moment.today, month, day, past=moment.past)


def _day(match: re.Match[str], moment: _Moment) -> date | None:
    day = moment.number(match, "day", "ordinals", "numbers")
    for group, months in (("next", 1), ("same", 0), ("previous", -1)):
        if match.groupdict().get(group) is not None:
            return calendars.in_month(moment.today, day, months)
    return calendars.on_day(moment.today, day, past=moment.past)


def _month_end(match: re.Match[str], moment: _Moment) -> date | None:
    groups = match.groupdict()
    if groups.get("month"):
        month = moment.number(match, "month", "months", "numbers")
        first = calendars.on_month_day(moment.today.replace(day=1), month, 1, past=False)
        return first and calendars.month_end(first)
    return calendars.month_end(moment.today, 1 if groups.get("next") is not None else 0)


def _month_start(match: re.Match[str], moment: _Moment) -> date | None:
    if match.groupdict().get("month"):
        month = moment.number(match, "month", "months", "numbers")
        return calendars.on_month_day(moment.today, month, 1, past=moment.past)
    return calendars.on_day(moment.today, 1, past=moment.past)


def _distance(match: re.Match[str], moment: _Moment, sign: int) -> date:
    groups = match.groupdict()
    count = moment.number(match, "n", "numbers") if groups.get("n") else 1
    unit = moment.words["units"][match["unit"]]
    if unit == "month":
        return calendars.shift_months(moment.today, sign * count)
    return moment.today + timedelta(days=sign * count * _UNIT_DAYS[unit])


_WAYS: Mapping[str, Callable[[date, int], date]] = {
    "next_week": lambda today, weekday: calendars.of_week(today, weekday, 1),
    "after_next": lambda today, weekday: calendars.of_week(today, weekday, 2),
    "last_week": lambda today, weekday: calendars.of_week(today, weekday, -1),
    "last": calendars.latest,
    "extra_week": lambda today, weekday: calendars.coming(today, weekday) + timedelta(days=7),
    "coming": calendars.coming,
}
"""How a weekday is meant that is said with "next", "last", "coming" and the like."""


def _weekday(match: re.Match[str], moment: _Moment) -> date:
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


def _relative(match: re.Match[str], moment: _Moment) -> date:
    return moment.today + timedelta(days=moment.number(match, "days", "days"))


_KINDS: Mapping[str, Callable[[re.Match[str], _Moment], date | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day_month": _day_month,
    "day": _day,
    "month_end": _month_end,
    "month_start": _month_start,
    "in": lambda match, moment: _distance(match, moment, 1),
    "ago": lambda match, moment: _distance(match, moment, -1),
    "weekday": _weekday,
    "relative": _relative,
    "now": lambda _, moment: moment.today,
}


@cache
def _calendar(language: str) -> _Calendar:
    file = load(language, "dates")
    words = {
        name: {fold_word(word): value for value, said in file.get(name, {}).items() for word in said} for name in _LISTS
    }
    lists = {name: _any_of(table) for name, table in words.items()}
    lists["now"] = _any_of(map(fold_word, file["now"]["words"]))
    written = tuple((kind, re.compile(pattern)) for kind, pattern in _WRITTEN_OUT)
    rules = tuple(
        (rule["kind"], _compile(pattern, lists, language)) for rule in file["rule"] for pattern in rule["patterns"]
    )
    return _Calendar(rules=written + rules, words=words)


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in longest_first) + ")"


def _compile(pattern: str, lists: Mapping[str, str], language: str) -> re.Pattern[str]:
    filled = re.sub(r"\{([a-z_]+)\}", lambda m: lists[m[1]], fold_word(pattern))
    if language in _UNSPACED:
        return re.compile(rf"(?<![0-9.])(?:{filled})")
    return re.compile(rf"(?<![a-zа-я0-9_])(?:{filled})(?![a-zа-я0-9_])")
