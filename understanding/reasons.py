"""Why somebody fell behind, how many people a text counts, and which relief it names, by phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from understanding.numbers import find_numbers
from understanding.words import either, load

REASONS = ("lost_job", "illness", "payment_failed", "salary_late", "forgot")
"""By weight: of several reasons the one that asks for most care is the one that counts."""
MOST_PEOPLE = 20
RELIEF = ("later", "pause", "reduced")


@cache
def _phrases(language: str) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    file = load(language, "reasons")
    unless = file.get("unless", {})
    return {name: (either(file["reasons"][name], language), either(unless.get(name, ()), language)) for name in REASONS}


@cache
def _counts(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """How many people a word counts, in languages that count people by words of their own."""
    return tuple((either([word], language), count) for word, count in load(language, "reasons")["counts"].items())


@cache
def _relief(language: str) -> Mapping[str, re.Pattern[str]]:
    return {name: either(said, language) for name, said in load(language, "reasons")["relief"].items()}


@cache
def _nobody(language: str) -> re.Pattern[str]:
    return either(load(language, "reasons")["nobody"], language)


def find_reason(low: str, languages: Sequence[str]) -> str | None:
    """The reason that is given, one of ``REASONS``; None where none is."""
    for name in REASONS:
        for language in languages:
            said, unless = _phrases(language)[name]
            if said.search(unless.sub(" ", low)):
                return name
    return None


def find_relief(low: str, languages: Sequence[str]) -> str | None:
    """Which relief is named, ``pause`` or ``reduced``, or that it can wait: ``later``; None where none is."""
    said = (name for name in RELIEF for language in languages if _relief(language)[name].search(low))
    return next(said, None)


def find_people(low: str, languages: Sequence[str]) -> int | None:
    """How many people are counted, several counts together ("2 kids and my mother" is 2); None where none are."""
    for language in languages:
        found = [number.value for number in find_numbers(low, language)]
        counts = [int(value) for value in found if value == int(value) and 0 <= value <= MOST_PEOPLE]
        counts += [count for word, count in _counts(language) for _ in word.finditer(low)]
        if counts:
            return min(sum(counts), MOST_PEOPLE)
    return 0 if any(_nobody(language).search(low) for language in languages) else None
