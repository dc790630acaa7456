"""Numbers in figures, words and both: ``1,204.50``, ``1.5k``, ``пять тыщ``, ``两千五``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from understanding import han
from understanding.figures import FIGURES, NumberFound, figures
from understanding.words import Values, values

_ONE = Decimal(1)
_LARGEST = Decimal(10) ** 12
"""No sum that is said grows beyond this; what follows begins another."""
_GROUPING = 1000
"""From this multiplier on ("thousand") what was said before it is closed; "hundred" only scales it."""
_ENDS_AN_AMOUNT = r"(?=\s?(?:$|[.,!?;)\n]|[$€₽]|р\b|руб|pesos\b))"


def find_numbers(low: str, language: str) -> Iterable[NumberFound]:
    """Numbers of a text as ``language`` writes them, in order."""
    return han.find(low) if language == "zh-Hans" else _find_spaced(low, language)


def _find_spaced(low: str, language: str) -> Iterator[NumberFound]:
    words = values(language)
    for match in _spaced(language).finditer(low):
        if match["words"]:
            yield from _worded(match["words"], match.start(), words)
            continue
        value = figures(match["plain"] or match["figures"])
        if value is None:
            continue
        if match["plain"]:
            plain = match["plain"].isdecimal()
            yield NumberFound(start=match.start(), end=match.end(), value=value, plain=plain)
        else:
            yield _scaled(match, value, words)


def _scaled(match: re.Match[str], head: Decimal, words: Values) -> NumberFound:
    """Figures with a multiplier: ``1.5k``, ``2 тысячи 500``, ``2 and a half thousand``."""
    factor = words.multipliers[match["unit"].strip().rstrip(".")]
    value = (head + (Decimal("0.5") if match["half"] else 0)) * factor
    rest = next(iter(_worded(match["rest"], match.end() - len(match["rest"]), words)), None)
    if rest is None or rest.value >= factor:
        return NumberFound(start=match.start(), end=match.end("unit"), value=value, plain=False, scale=factor)
    return NumberFound(start=match.start(), end=rest.end, value=value + rest.value, plain=False)


class _Sum:
    """Number words as they add up to one number."""

    def __init__(self) -> None:
        self.total, self.current, self.scale = Decimal(0), Decimal(0), _ONE
        self.start, self.end, self.money = -1, -1, ""

    @property
    def value(self) -> Decimal:
        return self.total + self.current

    def takes(self, value: Decimal) -> bool:
        """Whether a further value adds to it: five to twenty, not thirty to twenty."""
        if self.start < 0:
            return True
        if self.value >= _LARGEST:
            return False
        if value < 1:
            return self.current == int(self.current)
        room = 10 ** len(str(int(value)))
        return bool((self.current % room == 0 and self.current) or (not self.current and value < _GROUPING))

    def add(self, value: Decimal) -> None:
        self.current += value
        self.scale = _ONE

    def scale_by(self, factor: Decimal) -> None:
        if factor >= _GROUPING:
            self.total, self.current = self.total + (self.current or 1) * factor, Decimal(0)
        else:
            self.current = (self.current or 1) * factor
        self.scale = factor


def _worded(phrase: str, at: int, words: Values) -> Iterator[NumberFound]:
    """The numbers of a run of number words; words that do not add up ("twenty thirty") begin another."""
    sums, before = [_Sum()], _ONE
    for token in _tokens(words).finditer(phrase):
        word, last = token[0], sums[-1]
        factor = words.multipliers.get(word)
        if factor is None:
            value = words.units[word] if word in words.units else Decimal(word)
            if not last.takes(value):
                if _is_hundreds(last, value, words):
                    last.scale_by(Decimal(100))
                else:
                    sums.append(last := _Sum())
            last.add(value * before)
            before = _ONE
        elif last.value * factor >= _LARGEST:
            continue
        elif last.start < 0 and word not in words.alone:
            before = factor if word in words.inverted else _ONE
            continue
        else:
            last.scale_by(factor)
        last.start = at + token.start() if last.start < 0 else last.start
        last.end = at + token.end()
        last.money = last.money or (word if word in words.coins else "")
    yield from (_found(each) for each in sums if each.start >= 0 and each.value == int(each.value))


def _is_hundreds(last: _Sum, value: Decimal, words: Values) -> bool:
    """Whether two numbers are said as hundreds: "one fifty" is 150. Only where a language speaks so."""
    return words.says_hundreds and not last.total and 1 <= last.current <= 9 and 20 <= value <= 90


def _found(sum_: _Sum) -> NumberFound:
    return NumberFound(
        start=sum_.start, end=sum_.end, value=sum_.value, plain=False, scale=sum_.scale, money=sum_.money
    )


def _tokens(words: Values) -> re.Pattern[str]:
    return _token_pattern(frozenset([*words.units, *words.multipliers]))


@cache
def _token_pattern(known: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_longest_first(known)}|[0-9]{{3}})(?!\w)")


@cache
def _spaced(language: str) -> re.Pattern[str]:
    words = values(language)
    known = _longest_first([*words.units, *words.multipliers])
    long = _longest_first(word for word in words.multipliers if len(word) > 1)
    letters = _longest_first(word for word in words.multipliers if len(word) == 1) or "(?!)"
    joined = rf"[\s\-]{{1,2}}(?:(?:{'|'.join(words.joiners)})\s+)?"
    halves = "|".join(map(re.escape, words.halves))
    rest = rf"(?:{joined}(?:{known}|[0-9]{{3}}(?![0-9.,]))(?!\w))*"
    unit = rf"\s?(?:{long})(?!\w)\.?|(?:{letters})(?!\w)|\s(?:{letters})(?!\w){_ENDS_AN_AMOUNT}"
    return re.compile(
        rf"(?P<figures>{FIGURES})(?P<half>\s(?:{halves}))?(?P<unit>{unit})(?P<rest>{rest})"
        rf"|(?<!\w)(?P<words>(?:{known})(?!\w)(?:{joined}(?:{known})(?!\w))*)"
        rf"|(?P<plain>{FIGURES})"
    )


def _longest_first(words: Iterable[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
