"""The lexicons, read once and compiled.

A phrase is written almost as it is said. Besides ordinary regular expressions it may hold:
a space (any run of spaces and commas), ``…`` (up to forty characters of the same sentence), ``~`` (the rest of a word),
``%`` (any one word), ``'`` (an apostrophe or none), and the values already found: ``D`` a date ahead, ``P`` one
gone by, ``W`` now, ``M`` an amount, ``S`` a share.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from cases.reading import Intent
from understanding.text import fold_word

LANGUAGES = ("en", "es", "ru", "zh-Hans")
STRENGTHS: Mapping[str, float] = {"strong": 0.9, "likely": 0.7, "weak": 0.45}

_LEXICON = Path(__file__).parent / "lexicon"
_UNSPACED = frozenset({"zh-Hans"})
_GROUP = re.compile(r"\((?!\?)")
_MISUSED_SPACE = re.compile(r" [?*+{]|\[[^\]]* [^\]]*\]")
_MACRO = re.compile("[ …~%']")
_MACROS = {" ": r"[\s,]+", "…": r"\b[^.!?;\n。]{0,40}?\b", "~": r"\w*", "%": r"[^\W\dA-Z]+", "'": "'?"}
_UNSPACED_MACROS = _MACROS | {" ": r"[\s,]*", "…": r"[^.!?;\n。]{0,15}?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """How one language says each intent. ``keywords`` are whole messages; ``tiers`` run from strong to weak."""

    keywords: Mapping[str, Intent]
    letters: Mapping[str, Intent]
    tiers: Mapping[Intent, tuple[tuple[float, re.Pattern[str]], ...]]
    unless: Mapping[Intent, re.Pattern[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """How one language writes numbers, money, shares and tenses.

    ``alone`` are multipliers that need no number before them ("a thousand", not "thousands"), ``coins`` words that
    mean money by themselves ("a tenner"), ``inverted`` those that go before a rough number (рублей 500, тыщ пять).
    ``vague`` stands before what is no amount yet ("a few hundred"); ``leads`` and ``follows`` are the words that may
    stand beside a small bare number that is money.
    """

    markers: frozenset[str]
    units: Mapping[str, Decimal]
    multipliers: Mapping[str, Decimal]
    joiners: tuple[str, ...]
    halves: tuple[str, ...]
    alone: frozenset[str]
    coins: frozenset[str]
    inverted: frozenset[str]
    says_hundreds: bool
    money: Mapping[str, str]
    cents: re.Pattern[str]
    counts: re.Pattern[str]
    labels: re.Pattern[str]
    vague: re.Pattern[str]
    decoys: re.Pattern[str]
    pay: re.Pattern[str]
    leads: frozenset[str]
    follows: frozenset[str]
    percent: re.Pattern[str]
    told: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    shares: tuple[tuple[re.Pattern[str], Fraction], ...]


def expand(phrase: str, language: str = "en") -> str:
    """The regular expression of a phrase. Raises ValueError for a space that would not stand for itself."""
    if _MISUSED_SPACE.search(phrase):
        raise ValueError(f"write ( )? for an optional space and (-| ) for a choice: {phrase!r}")
    macros = _UNSPACED_MACROS if language in _UNSPACED else _MACROS
    return _MACRO.sub(lambda m: macros[m[0]], _GROUP.sub("(?:", fold_word(phrase)))


def either(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """One expression for any of the phrases, as whole words where the language has spaces."""
    branches = "|".join(expand(phrase, language) for phrase in phrases) or "(?!)"
    return re.compile(f"(?:{branches})" if language in _UNSPACED else rf"\b(?:{branches})\b")


def load(language: str, name: str) -> dict[str, Any]:
    """A lexicon file as it stands. ``name`` like ``"dates"``."""
    with (_LEXICON / language / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language, its rights and its other intents together."""
    files = [load(language, "rights"), load(language, "intents")]
    return Phrases(
        keywords=_by_word(files, "keywords"),
        letters=_by_word(files, "letters"),
        tiers=_tiers(files, language),
        unless={
            Intent(intent): either(said, language) for file in files for intent, said in file.get("unless", {}).items()
        },
    )


@cache
def keywords() -> Mapping[str, Intent]:
    """Whole messages with one meaning in every language; a rights word wins over any other."""
    merged: dict[str, Intent] = {}
    for language in reversed(LANGUAGES):
        merged.update(phrases(language).keywords)
    for language in LANGUAGES:
        rights = load(language, "rights").get("keywords", {})
        merged.update({fold_word(word): Intent(intent) for intent, said in rights.items() for word in said})
    return merged


@cache
def values(language: str) -> Values:
    """The numbers, money words and tenses of a language."""
    file = load(language, "values")
    return Values(
        markers=frozenset(fold_word(word) for word in file["markers"]),
        units={fold_word(word): Decimal(str(value)) for word, value in _spread(file["units"])},
        multipliers={fold_word(word): Decimal(str(value)) for word, value in _spread(file["multipliers"])},
        joiners=tuple(file["joiners"]),
        halves=tuple(file["halves"]),
        alone=frozenset(fold_word(word) for word in file["alone"]),
        coins=frozenset(fold_word(word) for word in file["coins"]),
        inverted=frozenset(fold_word(word) for word in file.get("inverted", ())),
        says_hundreds=file.get("says_hundreds", False),
        money={fold_word(word): family for word, family in _spread(file["money"])},
        cents=_after(file["cents"], language),
        counts=_after(file["counts"], language),
        labels=_before(file["labels"], language),
        vague=_before(file["vague"], language),
        decoys=_standing_alone(either([*file["decoys"], *file["times"]], language)),
        pay=either(file["pay"], language),
        leads=frozenset(fold_word(word) for word in file["leads"]),
        follows=frozenset(fold_word(word) for word in file["follows"]),
        percent=_after(file["percent"], language),
        told=either(file["told"], language),
        past=either(file["past"], language),
        future=either(file["future"], language),
        shares=tuple(
            (either([phrase], language), Fraction(share)) for share, said in file["shares"].items() for phrase in said
        ),
    )


def _by_word(files: Iterable[Mapping[str, Any]], section: str) -> dict[str, Intent]:
    return {
        fold_word(word): Intent(intent)
        for file in files
        for intent, said in file.get(section, {}).items()
        for word in said
    }


def _tiers(
    files: Iterable[Mapping[str, Any]], language: str
) -> dict[Intent, tuple[tuple[float, re.Pattern[str]], ...]]:
    tiers: dict[Intent, list[tuple[float, re.Pattern[str]]]] = {}
    for file in files:
        for tier, strength in STRENGTHS.items():
            for intent, said in file.get(tier, {}).items():
                tiers.setdefault(Intent(intent), []).append((strength, either(said, language)))
    return {intent: tuple(sorted(found, key=lambda pair: -pair[0])) for intent, found in tiers.items()}


def _spread(table: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    return ((word, key) for key, said in table.items() for word in said)


def _standing_alone(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same, but not within a number or after a sign: 988 in ``$4,198,988`` is no helpline."""
    return re.compile(rf"(?<![a-z0-9$€£¥₽])(?<![0-9][.,]){pattern.pattern}(?![.,]?[0-9])")


def _before(said: list[str], language: str) -> re.Pattern[str]:
    branches = "|".join(expand(word, language) for word in said)
    return re.compile(("" if language in _UNSPACED else r"(?<!\w)") + rf"(?:{branches})[\W_]{{0,3}}$")


def _after(said: list[str], language: str) -> re.Pattern[str]:
    branches = "|".join(expand(word, language) for word in said) or "(?!)"
    return re.compile(rf"[\s\-]?(?:{branches})" + ("" if language in _UNSPACED else r"(?!\w)"))
