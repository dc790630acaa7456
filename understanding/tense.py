"""Whether a date is told of or announced: the verbs of its clause, else those of the whole message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understanding.words import values

_CLAUSE_ENDS = re.compile(r"[.,;!?\n。、]|\b(?:and|but|y|pero|и|а|но)\b|但|然后|再")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenses:
    """Where a text speaks of the past and where of the future, by position."""

    ends: tuple[int, ...]
    past: tuple[int, ...]
    future: tuple[int, ...]
    told: bool

    def is_past(self, start: int, end: int) -> bool:
        """Whether what stands from ``start`` to ``end`` lies in the past. Both told: the nearest verb wins."""
        left = max((at for at in self.ends if at < start), default=-1)
        right = min((at for at in self.ends if at >= end), default=1 << 30)
        past = [abs(at - start) for at in self.past if left <= at < right]
        future = [abs(at - start) for at in self.future if left <= at < right]
        if past and future:
            return min(past) < min(future)
        if past or future:
            return bool(past)
        return self.told and not self.future


def tenses(low: str, languages: Sequence[str]) -> Tenses:
    """The tenses of a text read in ``languages``. "Get paid" is future although "paid" is not."""
    future: list[tuple[int, int]] = []
    past: list[int] = []
    told = False
    for language in languages:
        words = values(language)
        ahead = [match.span() for match in words.future.finditer(low)]
        future += ahead
        for pattern, tells in ((words.told, True), (words.past, False)):
            for match in pattern.finditer(low):
                if not any(start <= match.start() < end for start, end in ahead):
                    past.append(match.start())
                    told = told or tells
    return Tenses(
        ends=tuple(match.start() for match in _CLAUSE_ENDS.finditer(low)),
        past=tuple(past),
        future=tuple(start for start, _ in future),
        told=told,
    )
