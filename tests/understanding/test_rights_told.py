"""The development set of protected words: nearly all are heard by rule, however they are put, and little else is."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases.reading import PROTECTED
from understanding.reader import by_rule
from understanding.rights import HEARD

SET = Path(__file__).parent / "rights"
LOCALES = {"en": "en-US", "es": "es-MX"}
TODAY = date(2026, 11, 24)
LEAST_HEARD = 0.97
MOST_FALSE = 0.02
FEWEST_OF_A_RIGHT = 45
FEWEST_INNOCENT = 200


@cache
def rows(language: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SET / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def heard(text: str, locale: str) -> frozenset[str]:
    scores = by_rule(text, locale=locale, today=TODAY, currency="USD")
    return frozenset(right.value for right in PROTECTED if scores.get(right, 0.0) >= HEARD)


@pytest.mark.parametrize("right", sorted(right.value for right in PROTECTED))
@pytest.mark.parametrize("language", LOCALES)
def test_nearly_everybody_who_claims_a_right_is_heard(language: str, right: str) -> None:
    said = [row["text"] for row in rows(language) if right in row["rights"]]
    missed = [text for text in said if right not in heard(text, LOCALES[language])]
    assert len(missed) <= (1 - LEAST_HEARD) * len(said), "\n".join(missed)


@pytest.mark.parametrize("language", LOCALES)
def test_hardly_anybody_else_is_taken_to_claim_one(language: str) -> None:
    innocent = [row["text"] for row in rows(language) if not row["rights"]]
    taken = [text for text in innocent if heard(text, LOCALES[language])]
    assert len(taken) <= MOST_FALSE * len(innocent), "\n".join(taken)


@pytest.mark.parametrize("language", LOCALES)
def test_the_set_is_large_enough_and_says_nothing_twice(language: str) -> None:
    said = Counter(right for row in rows(language) for right in row["rights"])
    assert min(said[right.value] for right in PROTECTED) >= FEWEST_OF_A_RIGHT
    assert sum(not row["rights"] for row in rows(language)) >= FEWEST_INNOCENT
    assert len({row["text"] for row in rows(language)}) == len(rows(language))
