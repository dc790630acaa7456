"""The language of a text, the borrower's own as prior."""

from __future__ import annotations

from datetime import date

import pytest

from understanding import read


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [
        ("why is it so much", "en-US", "en"),
        ("no puedo pagar este mes", "en-US", "es"),
        ("сколько я должен", "en-US", "ru"),
        ("我要分期", "en-US", "zh-Hans"),
        ("i can pay friday", "es-MX", "en"),
        ("ok", "ru", "ru"),
        ("no", "es-MX", "es"),
        ("no", "en-US", "en"),
        ("OK 我明天还", "zh-Hans", "zh-Hans"),
        ("оплачу через paypal", "ru", "ru"),
        ("this is MI celular, ya no manden nada", "es-MX", "es"),
        ("ok", "de-DE", None),
        ("1", "en-US", None),
        ("👍", "ru", None),
        ("", "ru", None),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, locale: str, language: str | None) -> None:
    assert read(text, locale=locale, today=date(2026, 11, 24), currency="USD").language == language
