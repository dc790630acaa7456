"""Words in what people wrote that a reviewer should look at: the lists of the packs' content rules, and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from cases.policy.wording import Phrases, normal
from outreach.packrules import load_words

CAPITALS: Final = "capitals"
_SHOUTED = re.compile(r"(?<![\w])[^\W\d_a-zа-яё\u3040-\uffff]{4,}(?![\w])")
_KEYWORDS: Final = frozenset({"STOP", "START", "HELP", "ALTO", "BAJA", "AYUDA", "СТОП", "СТАРТ"})
"""What is written in capitals by rule."""
_CURLY: Final = str.maketrans({"\u2019": "'", "\u2018": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One place in a text: the list it is of, and where it begins and ends."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text; ``kind`` where it is flagged."""

    text: str
    kind: str | None = None


def flags_in(text: str) -> tuple[Flag, ...]:
    """Every flagged place in the order of the text; of those that overlap the longer."""
    found = [*_phrases(text), *_capitals(text)]
    found.sort(key=lambda flag: (flag.start, flag.start - flag.end))
    return tuple(_apart(found))


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The text cut at its flags, nothing left out."""
    cut, at = [], 0
    for flag in flags_in(text):
        cut += [Piece(text=text[at : flag.start]), Piece(text=text[flag.start : flag.end], kind=flag.kind)]
        at = flag.end
    return tuple(piece for piece in [*cut, Piece(text=text[at:])] if piece.text)


@cache
def _lists() -> tuple[tuple[str, Phrases], ...]:
    _, blocks = load_words()
    return tuple((kind, Phrases.of(*by_language.values())) for kind, by_language in blocks.items())


def _phrases(text: str) -> Iterator[Flag]:
    folded = normal(text)
    straight = text.translate(_CURLY)
    for kind, phrases in _lists():
        if not phrases.any_in(folded):
            continue
        for phrase in phrases.phrases:
            if phrase.bare in folded:
                for found in _anywhere(phrase.whole.pattern).finditer(straight):
                    yield Flag(kind=kind, start=found.start(), end=found.end())


@cache
def _anywhere(pattern: str) -> re.Pattern[str]:
    """The phrase in a text as it was written: in any case, with any blanks."""
    return re.compile(pattern.replace("\\ ", r"\s+"), re.IGNORECASE)


def _capitals(text: str) -> Iterator[Flag]:
    for found in _SHOUTED.finditer(text):
        if found[0].isupper() and found[0] not in _KEYWORDS:
            yield Flag(kind=CAPITALS, start=found.start(), end=found.end())


def _apart(flags: Iterable[Flag]) -> Iterator[Flag]:
    end = 0
    for flag in flags:
        if flag.start >= end:
            yield flag
            end = flag.end
