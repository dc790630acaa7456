"""Promise, why, pay, parts, a person, stop, yes and no are heard in free text, in every language."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from cases.reading import Intent
from understanding import read

TODAY = date(2026, 11, 24)
CURRENCIES = {"en-US": "USD", "es-MX": "MXN", "ru": "RUB", "zh-Hans": "CNY"}
LEAST = 25

with (Path(__file__).parent / "sentences" / "eight.toml").open("rb") as file:
    SENTENCES = tomllib.load(file)
ROWS = [
    (locale, Intent(wish), text)
    for locale, wishes in SENTENCES.items()
    for wish, texts in wishes.items()
    for text in texts
]


@pytest.mark.parametrize(("locale", "wish", "text"), ROWS)
def test_it_is_heard(locale: str, wish: Intent, text: str) -> None:
    reading = read(text, locale=locale, today=TODAY, currency=CURRENCIES[locale])
    assert reading.intent is wish
    assert (Intent.STOP in reading.rights) is (wish is Intent.STOP)


def test_there_are_enough_of_each() -> None:
    counts = {(locale, wish): len(set(texts)) for locale, wishes in SENTENCES.items() for wish, texts in wishes.items()}
    assert len(counts) == len(CURRENCIES) * 8
    assert min(counts.values()) >= LEAST
