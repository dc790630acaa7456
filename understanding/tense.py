"""Whether a date is told of or announced: the verbs of its clause, else those of the whole message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from understanding.words import values

_CLAUSE_ENDS = re.compile(r"[.,;!?\n。、]|\b(?:and|but|y|pero|и|а|но)\b|但|然后|再")


_WEIGHTS: Mapping[str, tuple[int, int]] = {"en": (1, 5), "es": (1, 5), "ru": (1, 1), "zh-Hans": (5, 1)}
"""What a character between a date and a verb before it, and one after it, counts: an English date follows its verb."""

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenses:
    """Where a text speaks of the past and where of the future, by position."""

    ends: tuple[int, ...]
    past: tuple[_Span, ...]
    future: tuple[_Span, ...]
    told: bool
    weights: tuple[int, int]

    def is_past(self, start: int, end: int) -> bool:
        """Whether what stands from ``start`` to ``end`` lies in the past. Both told: the nearest verb wins."""
        left = max((at for at in self.ends if at < start), default=-1)
        right = min((at for at in self.ends if at >= end), default=1 << 30)
        past = [self._gap(sign, start, end) for sign in self.past if left <= sign[0] < right]
        future = [self._gap(sign, start, end) for sign in self.future if left <= sign[0] < right]
        if past and future:
            return min(past) < min(future)
        if past or future:
            return bool(past)
        return self.told and not self.future

    def _gap(self, sign: _Span, start: int, end: int) -> int:
        before, after = self.weights
        return (start - sign[1]) * before if sign[0] < start else max(0, sign[0] - end) * after


def tenses(low: str, languages: Sequence[str]) -> Tenses:
    """The tenses of a text read in ``languages``. Of overlapping signs the longest counts: "get paid" is no "paid"."""
    signs = [
        (match.start(), match.end(), sign)
        for language in languages
        for sign, pattern in _patterns(language)
        for match in pattern.finditer(low)
    ]
    kept: list[tuple[int, int, str]] = []
    taken = bytearray(len(low))
    for start, end, sign in sorted(signs, key=lambda found: (found[0] - found[1], found[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, sign))
    return Tenses(
        ends=tuple(match.start() for match in _CLAUSE_ENDS.finditer(low)),
        past=tuple((start, end) for start, end, sign in kept if sign != "future"),
        future=tuple((start, end) for start, end, sign in kept if sign == "future"),
        told=any(sign == "told" for _, _, sign in kept),
        weights=_WEIGHTS[languages[0]],
    )


def _patterns(language: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    words = values(language)
    return (("future", words.future), ("told", words.told), ("past", words.past))
