"""Protected words are heard in all four languages, and everyday words that resemble them are not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from cases.reading import PROTECTED, Intent, Reading
from understanding import read

TODAY = date(2026, 11, 24)

with (Path(__file__).parent / "sentences" / "rights.toml").open("rb") as file:
    SENTENCES = tomllib.load(file)
CLAIMED = {Intent(right): texts for right, texts in SENTENCES["claimed"].items()}


def hear(text: str, locale: str = "en-US") -> Reading:
    return read(text, locale=locale, today=TODAY, currency="USD")


@pytest.mark.parametrize(("right", "text"), [(right, text) for right, texts in CLAIMED.items() for text in texts])
def test_a_protected_word_is_heard(right: Intent, text: str) -> None:
    reading = hear(text, "zh-Hans" if len(text) == 1 else "en-US")
    assert right in reading.rights
    assert reading.intent in PROTECTED


def test_every_protected_intent_has_its_examples() -> None:
    assert set(CLAIMED) == PROTECTED


@pytest.mark.parametrize("text", SENTENCES["innocent"]["texts"])
def test_a_word_that_only_resembles_a_protected_one_claims_nothing(text: str) -> None:
    assert hear(text).rights == frozenset()


def test_a_doubtful_stop_is_asked_about_and_not_acted_on() -> None:
    reading = hear("ok enough")
    assert reading.rights == frozenset()
    assert Intent.STOP in (reading.intent, reading.runner_up)


def test_several_rights_are_all_kept_and_the_gravest_leads() -> None:
    reading = hear("I don't owe this and my lawyer told you. never contact me again")
    assert reading.rights == {Intent.DISPUTE, Intent.ATTORNEY, Intent.CEASE}
    assert reading.intent is Intent.ATTORNEY


def test_a_real_death_is_heard_beside_an_idiom() -> None:
    assert hear("we are dead broke since my husband died").rights == {Intent.DECEASED}


@pytest.mark.parametrize("text", ["STOP", "退订", "ALTO", "СТОП"])
@pytest.mark.parametrize("locale", ["en-US", "es-MX", "ru", "zh-Hans", "de-DE"])
def test_a_keyword_is_certain_in_any_language_of_the_borrower(text: str, locale: str) -> None:
    reading = hear(text, locale)
    assert (reading.intent, reading.confidence) == (Intent.STOP, 1.0)
