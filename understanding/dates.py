"""Dates as people write them, made absolute. Future unless the text tells of the past."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from understanding.beside import Beside, Dated, joined, neighbours
from understanding.datekinds import Moment, nearer, resolve
from understanding.tense import Tenses
from understanding.text import fold_word
from understanding.words import load

_LISTS = ("days", "weekdays", "short_weekdays", "months", "ordinals", "numbers", "units", "mods", "holidays")
_UNSPACED = frozenset({"zh-Hans"})
_MONTH_FIRST = re.compile(r"en(?:[-_](?:US|PH|CA|PR))?$|zh|en[-_]Latn", re.IGNORECASE)
_WRITTEN_OUT = (
    ("iso", r"(?<![0-9])(?P<year>20[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})(?![0-9])"),
    ("numeric", r"(?<![0-9/.\-])(?P<a>[0-9]{1,2})[./\-](?P<b>[0-9]{1,2})[./\-](?P<year>(?:20)?[0-9]{2})(?![0-9/.\-])"),
    (
        "numeric",
        (
            r"(?<![0-9/.,\-])(?!24/7|[12]/[234] (?:now|today|tonight|tomorrow|upfront|down|ahora|hoy|сейчас|сегодня))"
            r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/%]|\s?(?:of|times|cup|inch|plus|de la|de lo)\b)"
        ),
    ),
)
_FIGURES = (("figures",),)
_MANDATORY = re.compile(
    r"\(\?P<(?:weekday|month|day|days|holiday|unit|a)>"
    r"((?:\[[^\]]*\]\??(?:\{[0-9,]+\})?(?:\[0-9\])?|\{[a-z_]+\})(?:\|(?:\{[a-z_]+\}))*)\)(?!\?)"
)
"""A group of a rule that holds figures or a word of lists: ``(?P<day>[0-9]{1,2}|{ordinals})``."""
_NEVER_MONEY = frozenset({"iso", "day_month"})
"""Kinds whose words are left out of the text even where the calendar has no such day: 30 February is no amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date and where it stands. ``vague`` for "now", which counts only with a wish to pay."""

    start: int
    end: int
    on: date
    past: bool
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The dates of a text in order of mention, and the text with all that speaks of days blanked out."""

    found: tuple[DateFound, ...]
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A way of writing a date. ``needs``: of each of these, a word of one list must stand in the text."""

    kind: str
    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """One language's way with dates: its rules in order, what its words stand for, and what may stand beside a date.

    ``hints`` is found in every text that a rule matches, ``lists`` finds one word of each list, ``never`` is what names
    no day though it looks so.
    """

    rules: tuple[_Rule, ...]
    lists: Mapping[str, re.Pattern[str]]
    words: Mapping[str, Mapping[str, str]]
    beside: Beside
    hints: re.Pattern[str]
    never: re.Pattern[str]


def find_dates(low: str, languages: Sequence[str], *, locale: str, today: date, tenses: Tenses) -> Dates:
    """Every date in the text, in order of mention."""
    month_first = bool(_MONTH_FIRST.match(locale))
    dated: list[Dated] = []
    left = low
    for language in languages:
        calendar = _calendar(language)
        if not calendar.hints.search(left):
            continue
        left = calendar.never.sub(lambda match: " " * len(match[0]), left)
        present = {name for name, pattern in calendar.lists.items() if pattern.search(left)}
        for rule in calendar.rules:
            if not all(any(name in present for name in names) for names in rule.needs):
                continue
            kind = rule.kind
            for match in rule.pattern.finditer(left):
                moment = Moment(
                    today=today,
                    past=tenses.is_past(*match.span()),
                    told=tenses.told,
                    month_first=month_first,
                    words=calendar.words,
                )
                on = resolve(kind, match, moment)
                if on is None and kind not in _NEVER_MONEY:
                    continue
                more = _all_of(kind, match, on, moment, calendar.beside, left) if on else []
                dated.extend(more)
                left = _blank(left, [match.span(), *((each.start, each.end) for each in more)])
    whole = joined(low, dated, [_calendar(language).beside for language in languages])
    found = (
        DateFound(start=each.start, end=each.end, on=each.on, past=each.on < today, vague=each.kind == "now")
        for each in whole
    )
    return Dates(found=tuple(found), left=_blank(left, [(each.start, each.end) for each in whole]))


def _all_of(kind: str, match: re.Match[str], on: date, moment: Moment, beside: Beside, left: str) -> list[Dated]:
    """The date of a match, with those beside it that it gives a month or a unit to."""
    whole = Dated(start=match.start(), end=match.end(), on=on, kind=kind)
    if kind == "in" and match.groupdict().get("low"):
        first = nearer(match, moment)
        at = match.end("low")
        return [
            Dated(start=whole.start, end=at, on=first or on, kind=kind),
            Dated(start=at, end=whole.end, on=on, kind=kind),
        ]
    if kind in ("day", "day_month"):
        return [whole, *neighbours(whole, match, moment, beside, left)]
    return [whole]


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _calendar(language: str) -> _Calendar:
    file = load(language, "dates")
    words = {
        name: {fold_word(word): value for value, said in file.get(name, {}).items() for word in said} for name in _LISTS
    }
    lists = {name: _any_of(table) for name, table in words.items()}
    lists["now"] = _any_of(map(fold_word, file["now"]["words"]))
    written = tuple(_Rule(kind=kind, pattern=re.compile(pattern), needs=_FIGURES) for kind, pattern in _WRITTEN_OUT)
    rules = tuple(
        _Rule(kind=rule["kind"], pattern=_compile(pattern, lists, language), needs=_needs(pattern))
        for rule in file["rule"]
        for pattern in rule["patterns"]
    )
    beside = Beside(
        before=re.compile(rf"(?<![a-zа-я0-9_.,:/$€£-])(?:{_filled(file['beside']['before'], lists)})$"),
        after=re.compile(_filled(file["beside"]["after"], lists)),
        apposition=re.compile(rf"[\s,()–-]*(?:{_filled(file['beside']['apposition'], lists)})*[\s,(]*"),
    )
    named = "|".join(lists[name] for name in _LISTS if name not in ("numbers", "mods", "ordinals", "short_weekdays"))
    hints = re.compile(rf"[0-9]|{named}|{lists['now']}|{lists['ordinals']}|{'|'.join(map(fold_word, file['hints']))}")
    return _Calendar(
        rules=written + rules,
        words=words,
        beside=beside,
        hints=hints,
        never=_compile("|".join(file["never"]) or "(?!)", lists, language),
        lists=_finders(lists),
    )


def _finders(lists: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in {**lists, "figures": "[0-9]"}.items()}


def _needs(pattern: str) -> tuple[tuple[str, ...], ...]:
    """What a text must hold for a pattern to match: its groups that are never left out, as the lists they take."""
    groups = (match[1] for match in _MANDATORY.finditer(pattern))
    return tuple(
        tuple("figures" if part.startswith("[") else part.strip("{}") for part in group.split("|")) for group in groups
    )


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in longest_first) + ")"


def _compile(pattern: str, lists: Mapping[str, str], language: str) -> re.Pattern[str]:
    filled = _filled(pattern, lists)
    if language in _UNSPACED:
        return re.compile(rf"(?<![0-9.])(?:{filled})")
    return re.compile(rf"(?<![a-zа-я0-9_])(?:{filled})(?![a-zа-я0-9_])")


def _filled(pattern: str, lists: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda m: lists[m[1]], fold_word(pattern))
