"""Answers to identity questions in many shapes: which are one, and which are talk that uses up no try."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import understanding
from cases.flows.answers import answer_of, held, matches
from cases.model import Borrower

TODAY = date(2026, 11, 24)
ANA = Borrower(ref="b", name="Ana", birth_date=date(1987, 3, 1), id_last4="123X", postal_code="SW1A 1AA")

SHAPES: list[tuple[str, str, str, str | None]] = [
    # fact, language, text, what it answers
    ("birth_year", "en", "1987", "1987"),
    ("birth_year", "en", "'87", "1987"),
    ("birth_year", "en", "\u201987", "1987"),
    ("birth_year", "en", "in 87", "1987"),
    ("birth_year", "en", "I was born in 1987.", "1987"),
    ("birth_year", "en", "March 1, 1987", "1987"),
    ("birth_year", "en", "03/01/1987", "1987"),
    ("birth_year", "en", "1/3/87", "1987"),
    ("birth_year", "en", "1987-03-01", "1987"),
    ("birth_year", "en", "19870301", "1987"),
    ("birth_year", "en", "05", "2005"),
    ("birth_year", "es", "nací en 1987", "1987"),
    ("birth_year", "es", "en el 87", "1987"),
    ("birth_year", "es", "1 de marzo de 1987", "1987"),
    ("birth_year", "ru", "1987 г.", "1987"),
    ("birth_year", "ru", "в 87-м", "1987"),
    ("birth_year", "ru", "01.03.87", "1987"),
    ("birth_year", "ru", "1 марта 1987 года", "1987"),
    ("birth_year", "zh-Hans", "1987年", "1987"),
    ("birth_year", "zh-Hans", "\uff11\uff19\uff18\uff17年", "1987"),
    ("birth_year", "zh-Hans", "1987年3月1日", "1987"),
    ("birth_year", "zh-Hans", "我是87年的", "1987"),
    ("birth_year", "zh-Hans", "一九八七年", "1987"),
    ("birth_year", "zh-Hans", "八七年", "1987"),
    ("birth_year", "en", "I paid 87 last week", None),
    ("birth_year", "en", "why 1987?", None),
    ("birth_year", "en", "1987 or 1988", None),
    ("birth_year", "en", "2087", None),
    ("birth_year", "en", "no idea", None),
    ("id_last4", "en", "123x", "123X"),
    ("id_last4", "en", "1 2 3 X", "123X"),
    ("id_last4", "en", "**** 123X", "123X"),
    ("id_last4", "es", "termina en 123X", "123X"),
    ("id_last4", "ru", "последние 123X", "123X"),
    ("id_last4", "zh-Hans", "11010119870301123X", "123X"),
    ("id_last4", "en", "somewhere at home", None),
    ("postal_code", "en", "SW1A 1AA", "SW1A1AA"),
    ("postal_code", "en", "sw1a1aa", "SW1A1AA"),
    ("postal_code", "en", "my postcode is sw1a 1aa", "SW1A1AA"),
    ("postal_code", "en", "02139", "02139"),
    ("postal_code", "en", "5 Main St, 02139", "02139"),
    ("postal_code", "en", "02139-4307", "021394307"),
    ("postal_code", "es", "C.P. 06700", "06700"),
    ("postal_code", "ru", "индекс 101000", "101000"),
    ("postal_code", "ru", "101 000", "101000"),
    ("postal_code", "zh-Hans", "邮编100000", "100000"),
    ("postal_code", "zh-Hans", "\uff11\uff10\uff10\uff10\uff10\uff10", "100000"),
    ("postal_code", "en", "where I live", None),
]


@pytest.mark.parametrize(("fact", "locale", "text", "answer"), SHAPES)
def test_an_answer_is_read_in_the_shape_people_write_it(fact: str, locale: str, text: str, answer: str | None) -> None:
    reading = understanding.read(text, locale=locale, today=TODAY, currency="USD", offered=())
    assert answer_of(fact, reading, TODAY) == answer


@pytest.mark.parametrize(
    ("fact", "answer", "known", "right"),
    [
        ("birth_year", "1987", "1987", True),
        ("birth_year", "1986", "1987", False),
        ("postal_code", "021394307", "02139", True),
        ("postal_code", "02139", "021394307", True),
        ("postal_code", "02138", "021394307", False),
        ("postal_code", "SW1A1AB", "SW1A1AA", False),
        ("id_last4", "1234", "123X", False),
    ],
)
def test_an_answer_is_right_where_it_is_what_the_lender_holds(fact: str, answer: str, known: str, right: bool) -> None:
    assert matches(fact, answer, known) is right


def test_what_is_held_is_compared_in_the_form_of_answers() -> None:
    assert [held(ANA, fact) for fact in ("birth_year", "id_last4", "postal_code")] == ["1987", "123X", "SW1A1AA"]
    nothing = replace(ANA, birth_date=None, id_last4="", postal_code=None)
    assert {held(nothing, fact) for fact in ("birth_year", "id_last4", "postal_code")} == {None}
