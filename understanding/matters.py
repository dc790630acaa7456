"""What a message is about beside its intent: the bank and the number of a payment, the kind of a dispute, a charge."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from understanding.text import Folded, fold_word
from understanding.words import either, load

_BANKS = Path(__file__).parent / "lexicon" / "banks.toml"
_BY_FORM = re.compile(
    r"(?:[A-Z][\w&'.-]* ){1,3}(?:Bank|Credit Union)\b|\bBanco(?: [A-Z]\w+){1,2}|[\u4e00-\u9fff]{2,6}银行"
    r"|\bБанк(?:а|у|ом|е)? «?[А-ЯЁ]\w+»?|\b[А-ЯЁ][\w-]*банк\b"
)
_PIECES = re.compile(r"[,;，、；。\n]+|\.\s")
_NAME = re.compile(r"[A-ZА-ЯЁ][\w&'.-]*(?: (?:of |de )?[A-ZА-ЯЁ][\w&'.-]*){1,3}")
"""Two to four words with capitals: in a list of a day, an amount and something else, that is where it was paid."""
_NUMBER = r"[\W_]{0,3}(?:no|nr|number|numero|id|is|es|№|#|号|是)?[\W_]{0,3}([a-z0-9-]{0,12}\d[a-z0-9-]{4,24})"
_UNSPACED = "zh-Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    dispute: Mapping[str, re.Pattern[str]]
    topics: Mapping[str, re.Pattern[str]]
    reference: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    file = load(language, "matters")
    named = "|".join(re.escape(fold_word(word)) for word in file["reference"]["words"])
    edge = "" if language == _UNSPACED else r"(?<!\w)"
    return _Words(
        dispute={kind: either(said, language) for kind, said in file["dispute"].items()},
        topics={topic: either(said, language) for topic, said in file["topics"].items()},
        reference=re.compile(rf"{edge}(?:{named}){_NUMBER}"),
    )


@cache
def _banks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with _BANKS.open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    return tuple((name, _any(said)) for name, said in table.items())


def _any(said: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-zа-я]){re.escape(fold_word(word))}(?![a-zа-я])" for word in said))


def find_bank(folded: Folded, *, listed: bool) -> str:
    """The bank or the way of a payment as it is read back; empty where none is named.

    ``listed``: a day or an amount stands beside it, so that a bare name among them is one.
    """
    for name, pattern in _banks():
        if pattern.search(folded.low):
            return name
    formed = _BY_FORM.search(folded.clean)
    if formed:
        return formed[0].strip()
    pieces = (piece.strip() for piece in _PIECES.split(folded.clean)) if listed else ()
    return next((piece for piece in pieces if _NAME.fullmatch(piece)), "")


def find_reference(low: str, languages: Sequence[str]) -> tuple[int, int] | None:
    """Where the number of a payment stands that a word names as one."""
    for language in languages:
        found = _words(language).reference.search(low)
        if found:
            return found.span(1)
    return None


def find_dispute(low: str, languages: Sequence[str]) -> str | None:
    """The kind of dispute: fraud, not_mine, paid or amount; the first of the lexicon that is said."""
    said = (kind for each in languages for kind, pattern in _words(each).dispute.items() if pattern.search(low))
    return next(said, None)


def find_topics(low: str, languages: Sequence[str]) -> frozenset[str]:
    """The kinds of charge that are spoken of."""
    return frozenset(topic for each in languages for topic, said in _words(each).topics.items() if said.search(low))
