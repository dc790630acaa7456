"""Numbers in figures, words and both: ``1,204.50``, ``1.5k``, ``пять тыщ``, ``两千五``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from understanding.words import Values, values

FIGURES = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?|[0-9]+(?:[.,'][0-9]+)*"
_HAN_DIGITS = {han: number for number, han in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2}
_HAN_ZERO = frozenset("零〇")
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "k": 1000}
_HAN_NUMBER = re.compile(
    rf"(?P<figures>{FIGURES})(?P<after>[百千万k](?![a-z])[零一二两三四五六七八九十百千0-9]{{0,6}})"
    rf"|(?P<words>[一二两俩三四五六七八九十][零〇一二两三四五六七八九十百千万]*)|(?P<plain>{FIGURES})"
)
_HAN_TOKEN = re.compile(rf"{FIGURES}|[{''.join(_HAN_DIGITS)}{''.join(_HAN_UNITS)}]")
_HAN_SERIES = re.compile("[一二两三四五六七八九〇零]{2}")
_MOST_FIGURES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFound:
    """A number and where it stands; ``plain`` where it is written in bare figures without any separator or unit."""

    start: int
    end: int
    value: Decimal
    plain: bool


def find_numbers(low: str, language: str) -> Iterable[NumberFound]:
    """Numbers of a text as ``language`` writes them, in order."""
    return _find_han(low) if language == "zh-Hans" else _find_spaced(low, language)


def figures(written: str) -> Decimal | None:
    """A number in figures, whatever separates thousands and decimals; None where that cannot be told.

    The last mark followed by one or two figures is the decimal one; a mark before exactly three figures groups.
    """
    compact = written.replace(" ", "")
    if sum(sign.isdecimal() for sign in compact) > _MOST_FIGURES:
        return None
    parts = re.split("[.,']", compact)
    marks = re.findall("[.,']", compact)
    if not marks:
        return Decimal(compact)
    decimal = len(parts[-1]) in (1, 2) and marks.count(marks[-1]) == 1
    first, *groups = parts[:-1] if decimal else parts
    if any(len(group) != 3 for group in groups) or (groups and len(first) > 3):
        return None
    return Decimal(first + "".join(groups) + ("." + parts[-1] if decimal else ""))


def _find_spaced(low: str, language: str) -> Iterable[NumberFound]:
    words = values(language)
    for match in _spaced(language).finditer(low):
        value = _spaced_value(match, words)
        if value is not None:
            plain = match["plain"] is not None and match["plain"].isdecimal()
            yield NumberFound(start=match.start(), end=match.end(), value=value, plain=plain)


def _spaced_value(match: re.Match[str], words: Values) -> Decimal | None:
    if match["plain"]:
        return figures(match["plain"])
    if match["figures"]:
        head = figures(match["figures"])
        if head is None:
            return None
        return head * words.multipliers[match["unit"].rstrip(".")] + (_said(match["rest"], words, head=True) or 0)
    return _said(match["words"], words)


def _said(phrase: str, words: Values, *, head: bool = False) -> Decimal | None:
    """The value of number words. Words that do not add up ("twenty thirty") end it."""
    total, current = Decimal(0), Decimal(0)
    for token in _tokens(phrase, words):
        if token in words.multipliers:
            factor = words.multipliers[token]
            if factor >= 1000:
                total, current = total + (current or 1) * factor, Decimal(0)
            else:
                current = (current or 1) * factor
            continue
        value = words.units.get(token) if token in words.units else Decimal(token)
        if value is None or (current and (value >= 1000 or current % 10 ** len(str(int(value))) != 0)):
            break
        current += value
    return total + current if total or current or head else None


def _tokens(phrase: str, words: Values) -> list[str]:
    return _token_pattern(frozenset([*words.units, *words.multipliers])).findall(phrase)


@cache
def _token_pattern(known: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_longest_first(known)}|[0-9]{{3}})(?!\w)")


@cache
def _spaced(language: str) -> re.Pattern[str]:
    words = values(language)
    multipliers, known = _longest_first(words.multipliers), _longest_first([*words.units, *words.multipliers])
    joined = rf"[\s\-]+(?:(?:{'|'.join(words.joiners)})\s+)?"
    rest = rf"(?:{joined}(?:{known}|[0-9]{{3}}(?![0-9.,]))(?!\w))*"
    return re.compile(
        rf"(?P<figures>{FIGURES})\s?(?P<unit>(?:{multipliers})(?!\w)\.?)(?P<rest>{rest})"
        rf"|(?<!\w)(?P<words>(?:{known})(?!\w)(?:{joined}(?:{known})(?!\w))*)"
        rf"|(?P<plain>{FIGURES})"
    )


def _longest_first(words: Iterable[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _find_han(low: str) -> Iterable[NumberFound]:
    for match in _HAN_NUMBER.finditer(low):
        value = figures(match["plain"]) if match["plain"] else _han_value(match[0])
        if value is not None:
            plain = match["plain"] is not None and match["plain"].isdecimal()
            yield NumberFound(start=match.start(), end=match.end(), value=value, plain=plain)


def _han_value(written: str) -> Decimal | None:
    """The value of a number in characters; a last digit counts in the next lower unit (两千五 is 2500)."""
    if _HAN_SERIES.search(written.replace("零", "")):
        return None
    total, section, unit = Decimal(0), Decimal(0), 1
    current: Decimal | None = None
    for token in _HAN_TOKEN.findall(written):
        if token in _HAN_UNITS:
            unit = _HAN_UNITS[token]
            if unit == 10_000:
                total, section = total + (section + (current or 0) or 1) * unit, Decimal(0)
            else:
                section += (1 if current is None else current) * unit
            current = None
        elif token in _HAN_ZERO:
            unit = 1
        else:
            current = Decimal(_HAN_DIGITS[token]) if token in _HAN_DIGITS else figures(token)
    if current is not None:
        section += current * (unit // 10 if unit >= 100 and current < 10 else 1)
    return total + section
