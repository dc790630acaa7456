"""The blind sets are well formed; what they measure is told by ``forbear understand --score`` alone."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "blind"
LOCALES = {"en": {"en-US"}, "zh-Hans": {"zh-CN"}, "es": {"es-MX", "es-US"}, "ru": {"ru-RU"}}
PROTECTED = frozenset(["stop", "cease", "dispute", "attorney", "bankruptcy", "deceased", "distress", "wrong_person"])
UNPROTECTED = """
promise pay_now already_paid cannot_pay ask_plan ask_balance ask_why third_party human complaint abusive refuse
inconvenient who_are_you yes no unsure greeting thanks goodbye repeat language other
"""
INTENTS = PROTECTED | frozenset(UNPROTECTED.split())
ALWAYS = {"id", "text", "locale", "today", "currency", "intent", "amounts", "dates", "rights"}
SPARE = {"shares"}
LEAST, LEAST_PROTECTED, LEAST_UNRELATED = 10, 20, 60
LEAST_IN_GROUP = {"amounts": 60, "negative": 40}

Row = dict[str, Any]


def rows(language: str) -> list[Row]:
    lines = (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def group(row: Row) -> str:
    """``amounts`` of ``en-amounts-001``: an intent's name, or that of a collection of several intents."""
    return str(row["id"]).rsplit("-", 2)[1]


def test_there_are_thirty_one_intents() -> None:
    assert len(INTENTS) == 31


def test_no_identifier_comes_twice() -> None:
    counted = Counter(row["id"] for language in LOCALES for row in rows(language))
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LOCALES)
def test_every_line_has_the_keys_and_no_text_comes_twice(language: str) -> None:
    for row in rows(language):
        assert ALWAYS <= row.keys() <= ALWAYS | SPARE, row["id"]
        assert row["text"].strip(), row["id"]
        assert row["locale"] in LOCALES[language], row["id"]
    counted = Counter(row["text"].casefold() for row in rows(language))
    assert [text for text, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LOCALES)
def test_every_value_is_of_its_kind(language: str) -> None:
    for row in rows(language):
        assert row["intent"] in INTENTS, row["id"]
        assert set(row["rights"]) <= PROTECTED, row["id"]
        assert all(type(amount) is int and amount > 0 for amount in row["amounts"]), row["id"]
        for day in (row["today"], *row["dates"]):
            assert date.fromisoformat(day).isoformat() == day, row["id"]
        for share in row.get("shares", []):
            assert 0 < Fraction(share) <= 1, row["id"]


@pytest.mark.parametrize("language", LOCALES)
def test_a_protected_intent_names_its_own_word(language: str) -> None:
    assert [row["id"] for row in rows(language) if row["intent"] in PROTECTED - set(row["rights"])] == []


@pytest.mark.parametrize("language", LOCALES)
def test_every_intent_and_group_is_large_enough(language: str) -> None:
    groups = Counter(group(row) for row in rows(language))
    wanted = {intent: LEAST_PROTECTED if intent in PROTECTED else LEAST for intent in INTENTS}
    wanted |= {"other": LEAST_UNRELATED, **LEAST_IN_GROUP}
    assert {name: groups[name] for name, least in wanted.items() if groups[name] < least} == {}
