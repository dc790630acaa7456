"""Whatever is written: a reading comes back, the same each time, and in good time."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understanding import read
from understanding.text import fold

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[2]
PIECES = """pay 50 $5 friday next 31 2.5k the 4th on Dec half stop not can't 15号 两千五百 周五 下月底 到 万 el viernes
mil y 30 quinientos 15-го тысячи пять декабря через 2
недели 04.12 12/31 1 000 000,50 +7 999 - . , ? ! \u202e \u200b 👍 İ ﷽ 24/7"""
WORDS = st.sampled_from(re.findall(r"\S+", PIECES))
SPACED = st.lists(WORDS, max_size=25).map(" ".join)
GLUED = st.lists(WORDS, max_size=12).map("".join)
TEXTS = st.one_of(st.text(max_size=200), SPACED, GLUED)
LOCALES = st.sampled_from(["en-US", "en-GB", "es-MX", "ru", "zh-Hans", "zh_CN", "de-DE", ""])
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD", "RUB", "CNY", "MXN"])


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, locale=LOCALES, today=DAYS, currency=CURRENCIES)
def test_any_text_gives_a_sound_reading(text: str, locale: str, today: date, currency: str) -> None:
    reading = read(text, locale=locale, today=today, currency=currency)
    assert reading.text == text
    assert 0.0 <= reading.confidence <= 1.0
    assert reading.runner_up is not reading.intent
    assert all(amount.minor > 0 and len(amount.currency) == 3 and amount.text for amount in reading.amounts)
    assert all(found.text for found in reading.dates)
    assert all(0 < share < 1 for share in reading.shares)
    assert reading == read(text, locale=locale, today=today, currency=currency)


@given(text=st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.clean) == len(folded.low)


REPEATED = ["stop ", "1", "1 ", "1,", "don't ", "一", "не ", "a", "50 on friday and ", "pay me "]


@pytest.mark.parametrize("text", [piece * (5000 // len(piece)) for piece in REPEATED], ids=REPEATED)
def test_five_thousand_characters_take_well_under_a_second(text: str) -> None:
    read("warm", locale="en-US", today=TODAY, currency="USD")
    started = time.process_time()
    read(text, locale="en-US", today=TODAY, currency="USD")
    assert time.process_time() - started < 1.0


def test_importing_it_loads_neither_babel_nor_anything_heavy() -> None:
    heavy = ("babel", "numpy", "sqlalchemy", "pydantic")
    code = f"import sys, understanding; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
