"""No expression of values and dates takes more than its share of time, whatever is repeated at it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from types import ModuleType

import pytest

from understanding import amounts, beside, dates, figures, han, hours, numbers, places, read, shares, tense
from understanding.currencies import currencies
from understanding.words import LANGUAGES, values

MODULES: tuple[ModuleType, ...] = (amounts, beside, dates, figures, han, hours, numbers, places, shares, tense)
TODAY = date(2026, 11, 24)
LENGTH = 5000
MOST_SECONDS = 0.2
PIECES = [
    "1", "1 ", "1,", "1.", "1/", "1-", "12 ", "a", "a ", "i'm ", "the ", "the 5th ", "one ",
    "one hundred ", "and ", "half a ", "$", "- ", " ", "\n", "пять ", "тысяч ", "до ", "до 5 ",
    "5 и ", "el ", "el 5 y ", "mil ", "y ", "lunes ", "一", "一百", "5到", "号", "下周", "还", "из ",
    "работаю ", "game ", "game 1", "last four of ", "👍", "\u202e", "friday ", "dec 5-", "000 ",
    "between 5 and ", "no tengo ni ", "un ", "x", "*", "(5", "gracias mil ", "por ciento ",
    "today ", "сегодня ",
]  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression of the values: constants, lexicons, the rules of the calendars."""
    for module in MODULES:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__}.{name}", value
    table = currencies()
    yield from (("currencies.before", table.before), ("currencies.after", table.after))
    for language in LANGUAGES:
        words = values(language)
        for field in fields(words):
            value = getattr(words, field.name)
            if isinstance(value, re.Pattern):
                yield f"{language}.{field.name}", value
        yield from ((f"{language}.share", pattern) for pattern, _ in words.shares)
        yield f"{language}.numbers", numbers._spaced(language)
        calendar = dates._calendar(language)
        yield from ((f"{language}.{rule.kind}", rule.pattern) for rule in calendar.rules)
        yield from ((f"{language}.{name}", finder) for name, finder in calendar.lists.items())
        yield f"{language}.hints", calendar.hints
        yield f"{language}.never", calendar.never
        yield f"{language}.beside.before", calendar.beside.before
        yield f"{language}.beside.after", calendar.beside.after
        yield f"{language}.beside.apposition", calendar.beside.apposition


@pytest.mark.parametrize("piece", PIECES)
def test_no_expression_runs_away(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    slow = []
    for name, pattern in patterns():
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        if time.process_time() - started > MOST_SECONDS:
            slow.append(name)
    assert not slow


@pytest.mark.parametrize("piece", PIECES)
def test_a_whole_message_of_it_is_read_in_good_time(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    read(piece, locale="en-US", today=TODAY, currency="USD")
    started = time.process_time()
    reading = read(text, locale="en-US", today=TODAY, currency="USD")
    assert reading.text == text
    assert time.process_time() - started < 1.0
