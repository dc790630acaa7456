"""Parts of what is owed: half, a third, 一半, la mitad, половину, 50 %, fifty percent, 百分之三十, 三成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from understanding import han
from understanding.numbers import find_numbers
from understanding.words import values

_PERCENT = re.compile(
    r"(?<![0-9.,])([1-9][0-9]?)\s?%"
    r"(?!\s?(?:interest|apr|annual|off|de interes|anual|годовых|в год|利息|年化|年利|sure|seguro))"
)
_OF_INTEREST = re.compile(
    r"(?:\binterest|\bapr\b|\brate\b|\binteres|\btasa\b|ставк|процентн|利息|利率|年化|年利|月息|battery|chance)[^.!?;。]{0,20}$"
)
_FRACTION = re.compile(
    r"(?<![0-9/])([123])/([234])(?![0-9/])(?=\s?(?:$|[.,;!?]|of\b|now|on\b|by\b|and|then|up|it|de\b|la\b|суммы|долга|\s))"
)
_LOOK_BACK = 32
_OF_A_HUNDRED = re.compile(r"百分之(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?![0-9百])")
_TENTHS = re.compile(r"(?<![几百千万])(?P<number>[一二三四五六七八九1-9])成(?![为了功员本品立果家都]|不)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFound:
    """A share and where it stands."""

    start: int
    end: int
    share: Fraction


def find_shares(low: str, languages: Sequence[str]) -> tuple[ShareFound, ...]:
    """Every share named, in order of mention."""
    found: dict[int, ShareFound] = {}
    for start, end, share in _named(low, languages):
        if 0 < share < 1 and not _OF_INTEREST.search(low, max(0, start - _LOOK_BACK), start):
            found.setdefault(start, ShareFound(start=start, end=end, share=share))
    return tuple(found[start] for start in sorted(found))


def _named(low: str, languages: Sequence[str]) -> Iterator[tuple[int, int, Fraction]]:
    for match in _PERCENT.finditer(low):
        yield match.start(), match.end(), Fraction(int(match[1]), 100)
    for match in _FRACTION.finditer(low):
        yield match.start(), match.end(), Fraction(int(match[1]), int(match[2]))
    for language in languages:
        for pattern, share in values(language).shares:
            for match in pattern.finditer(low):
                yield match.start(), match.end(), share
        yield from _tenths(low) if language == "zh-Hans" else _percents(low, language)


def _percents(low: str, language: str) -> Iterator[tuple[int, int, Fraction]]:
    """Percentages with a word for the sign: "fifty percent", "el 50 por ciento"."""
    words = values(language)
    if not words.percent.search(low):
        return
    for number in find_numbers(low, language):
        sign = words.percent.match(low, number.end)
        if sign:
            yield number.start, sign.end(), Fraction(number.value) / 100


def _tenths(low: str) -> Iterator[tuple[int, int, Fraction]]:
    for pattern, whole in ((_OF_A_HUNDRED, 100), (_TENTHS, 10)):
        for match in pattern.finditer(low):
            number = next(iter(han.find(match["number"])), None)
            if number:
                yield match.start(), match.end(), Fraction(number.value) / whole
