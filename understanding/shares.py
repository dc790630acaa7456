"""Parts of what is owed: half, a third, 一半, la mitad, половину, 50 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from understanding.words import values

_PERCENT = re.compile(
    r"(?<![0-9.,])([1-9][0-9]?)\s?(?:%|percent\b|per cent\b|por ciento\b|процент\w*)"
    r"(?!\s?(?:interest|apr|annual|de interes|anual|годовых|в год|利息|年化|年利|sure|seguro))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFound:
    """A share and where it stands."""

    start: int
    end: int
    share: Fraction


def find_shares(low: str, languages: Sequence[str]) -> tuple[ShareFound, ...]:
    """Every share named, in order of mention."""
    found = {
        match.start(): ShareFound(start=match.start(), end=match.end(), share=Fraction(int(match[1]), 100))
        for match in _PERCENT.finditer(low)
    }
    for language in languages:
        for pattern, share in values(language).shares:
            for match in pattern.finditer(low):
                found.setdefault(match.start(), ShareFound(start=match.start(), end=match.end(), share=share))
    return tuple(found[start] for start in sorted(found))
