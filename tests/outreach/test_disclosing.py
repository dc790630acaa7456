"""What a pack wants said is said: where our own words lack it, the pack's sentence is put into the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.settings import LenderSettings
from tests.support.stage import Stage, staged

LATE = ("2026-11-22", "100.00")
INITIAL = "This is an attempt to collect a debt, and any information obtained will be used for that purpose."
LATER = "This is from a debt collector."


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Stage]:
    """A collector for others under the federal rules."""
    with staged(tmp_path, lender=LenderSettings(name="Alder", actor="third_party")) as stage:
        yield stage


def bodies(stage: Stage) -> list[str]:
    """What left, word for word."""
    return [str(row["body"]) for row in stage.out() if row["state"] in ("sent", "delivered", "read")]


def test_the_first_text_of_a_collector_says_what_it_is_and_the_next_that_it_is_from_one(agency: Stage) -> None:
    agency.borrower(LATE)
    agency.days(8)
    first, second = bodies(agency)[:2]
    assert INITIAL in first
    assert INITIAL not in second
    assert LATER in second


def test_the_sentence_is_in_the_language_of_the_text(agency: Stage) -> None:
    agency.borrower(LATE, locale="es")
    agency.turn()
    assert "Este es un intento de cobrar una deuda" in bodies(agency)[0]


def test_a_language_the_pack_does_not_speak_gets_its_first_one(agency: Stage) -> None:
    agency.borrower(LATE, locale="ru")
    agency.turn()
    assert INITIAL in bodies(agency)[0]


def test_an_unasked_text_where_no_opt_out_line_stands_gets_one(agency: Stage) -> None:
    agency.borrower(LATE, telegram_id="77", phone="", verified="telegram", consents="telegram")
    agency.turn()
    assert bodies(agency)[0].endswith("Reply STOP to opt out.")


def test_an_answer_that_is_the_first_word_about_the_debt_says_it_too(agency: Stage) -> None:
    agency.borrower(LATE, consents="sms")
    agency.write("why do I owe this?")
    agency.clock.set(agency.clock.now() + timedelta(minutes=1))
    agency.write("why do I owe this?")
    first, second = bodies(agency)[:2]
    assert first.startswith(INITIAL)
    assert INITIAL not in second


def test_who_is_not_confirmed_is_told_nothing_of_a_debt(agency: Stage) -> None:
    agency.borrower(LATE, verified="")
    agency.turn()
    assert "debt" not in bodies(agency)[0]


def test_a_lender_who_collects_its_own_debts_says_nothing_of_it(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    assert "debt" not in bodies(stage)[0]
