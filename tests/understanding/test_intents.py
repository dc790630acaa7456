"""What everyday messages want, in each language, and that nothing else is acted on."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from cases.reading import Intent, Reading
from understanding import read
from understanding.scoring import IDLE

TODAY = date(2026, 11, 24)

with (Path(__file__).parent / "sentences" / "intents.toml").open("rb") as file:
    SENTENCES = tomllib.load(file)
UNRELATED = SENTENCES.pop("unrelated")["texts"]
ROWS = [
    (locale, Intent(intent), text)
    for locale, said in SENTENCES.items()
    for intent, texts in said.items()
    for text in texts
]


def hear(text: str, locale: str = "en-US") -> Reading:
    return read(text, locale=locale, today=TODAY, currency="USD")


@pytest.mark.parametrize(("locale", "intent", "text"), ROWS)
def test_a_message_is_read_for_what_it_wants(locale: str, intent: Intent, text: str) -> None:
    reading = hear(text, locale)
    assert reading.intent is intent


@pytest.mark.parametrize("text", UNRELATED)
def test_what_has_nothing_to_do_with_us_is_not_acted_on(text: str) -> None:
    reading = hear(text)
    assert reading.intent in IDLE
    assert not reading.rights


def test_a_whole_keyword_is_certain_and_a_sign_in_a_sentence_is_not() -> None:
    assert hear("yes").confidence == 1.0
    assert 0.0 < hear("yes well you see the thing with it was different").confidence < 1.0


def test_the_second_meaning_is_kept() -> None:
    reading = hear("dead broke til the 15th, can do 50 then")
    assert (reading.intent, reading.runner_up) == (Intent.PROMISE, Intent.CANNOT_PAY)


def test_the_other_languages_are_read_whatever_the_borrowers_own() -> None:
    assert hear("можно частями?", "en-US").intent is Intent.ASK_PLAN
    assert hear("no puedo pagar", "ru").intent is Intent.CANNOT_PAY
    assert hear("我要投诉你们", "es-MX").intent is Intent.COMPLAINT


def test_a_lone_figure_says_nothing_by_itself() -> None:
    assert (hear("1").intent, hear("1").confidence) == (Intent.OTHER, 0.0)
