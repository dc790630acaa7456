from __future__ import annotations

import string

import pytest

from bot.words import all_words, words_for

ENGLISH = all_words()["en"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "es", "ru"])
def test_each_language_has_every_word_with_the_same_places(locale: str) -> None:
    words = all_words()[locale]
    assert list(words) == list(ENGLISH)
    for key, text in words.items():
        assert placeholders(text) == placeholders(ENGLISH[key]), key
        assert "!" not in text
        assert "！" not in text


@pytest.mark.parametrize("key", ENGLISH)
def test_no_word_of_the_page_says_that_anything_is_owed(key: str) -> None:
    for word in ("loan", "debt", "owe", "overdue", "pay"):
        assert word not in ENGLISH[key].lower()


NEAREST = {"ru": "ru", "zh-Hans": "zh-Hans", "zh-CN": "zh-Hans", "es-MX": "es", "fr": "en", "": "en"}


@pytest.mark.parametrize(("asked", "used"), NEAREST.items())
def test_the_nearest_language_is_used(asked: str, used: str) -> None:
    assert words_for(asked)[0] == used
