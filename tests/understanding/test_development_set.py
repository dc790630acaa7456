"""The development set: messages with the amounts, dates and shares that a reader must find, one file a language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from understanding import read
from understanding.words import LANGUAGES

SET = Path(__file__).parent / "values"
LEAST = 0.98
FEWEST = 200


def lines(language: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SET / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]


def found_in(row: Mapping[str, Any]) -> dict[str, list[Any]]:
    today = date.fromisoformat(row["today"])
    reading = read(row["text"], locale=row["locale"], today=today, currency=row["currency"])
    return {
        "amounts": [
            amount.minor if amount.currency == row["currency"] else {"minor": amount.minor, "currency": amount.currency}
            for amount in reading.amounts
        ],
        "dates": [found.on.isoformat() for found in reading.dates],
        "shares": [str(share) for share in reading.shares],
    }


@pytest.mark.parametrize("name", ["amounts", "dates", "shares"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_message_is_read_exactly(language: str, name: str) -> None:
    rows = lines(language)
    missed = [
        f"{row['text']}: {found_in(row)[name]}, not {row[name]}" for row in rows if found_in(row)[name] != row[name]
    ]
    assert len(missed) <= (1 - LEAST) * len(rows), "\n".join(missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_large_enough_and_says_nothing_twice(language: str) -> None:
    rows = lines(language)
    assert len(rows) >= FEWEST
    assert len({(row["text"], row["locale"], row["today"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_set_holds_no_amount_and_some_nothing_at_all(language: str) -> None:
    rows = lines(language)
    assert sum(not row["amounts"] for row in rows) * 3 > len(rows)
    assert sum(not (row["amounts"] or row["dates"] or row["shares"]) for row in rows) * 6 > len(rows)
