"""The lexicons hold together: every phrase compiles, every intent is known and has its words in every language."""

from __future__ import annotations

from datetime import date

import pytest

from cases.reading import PROTECTED, Intent
from understanding.dates import find_dates
from understanding.tense import tenses
from understanding.text import fold_word
from understanding.words import LANGUAGES, STRENGTHS, either, expand, load, phrases, values

TODAY = date(2026, 11, 24)
HAS_NO_WORDS = {Intent.OTHER}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_can_be_said_in_every_language(language: str) -> None:
    said = set(phrases(language).tiers) | set(phrases(language).keywords.values())
    assert set(Intent) - said == HAS_NO_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_protected_intent_has_strong_phrases_in_every_language(language: str) -> None:
    assert set(load(language, "rights")["strong"]) == {right.value for right in PROTECTED}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rights", "intents"])
def test_every_phrase_compiles_and_demands_something(language: str, name: str) -> None:
    file = load(language, name)
    assert set(file) <= {"keywords", "letters", "unless", *STRENGTHS}
    for section in set(file) - {"keywords", "letters"}:
        for said in file[section].values():
            for phrase in said:
                assert not either([phrase], language).search(""), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_keywords_are_written_as_they_are_looked_up(language: str) -> None:
    for name in ("rights", "intents"):
        for said in load(language, name).get("keywords", {}).values():
            assert all(word == word.lower() and fold_word(word).strip() for word in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_and_dates_load(language: str) -> None:
    assert values(language).money
    assert find_dates("", [language], locale=language, today=TODAY, tenses=tenses("", [language])).found == ()


@pytest.mark.parametrize("phrase", ["stop ?now", "a *b", "(-| )[a b]"])
def test_a_space_that_would_not_be_one_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="optional space"):
        expand(phrase)
