"""A question that stays open in a chat: said once that it keeps, by day, and gone on with whenever they write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.events import PersonRequested
from cases.model import Channel
from tests.support.stage import NOW, Stage

HALF_AN_HOUR = timedelta(minutes=31)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Somebody who wants to promise and was asked for a day, in an open chat."""
    stage.borrower(("2026-11-12", "240.00"), telegram_id="77")
    stage.write("100", channel=Channel.TELEGRAM)
    stage.write(choice="promise", channel=Channel.TELEGRAM)
    return stage


def pauses(stage: Stage) -> int:
    return stage.sent().count("pause_here")


def test_it_is_said_once_and_the_question_goes_on(asked: Stage) -> None:
    asked.until(NOW + HALF_AN_HOUR)
    assert pauses(asked) == 1
    asked.until(NOW + 5 * HALF_AN_HOUR)
    assert pauses(asked) == 1
    asked.write("100 on friday", channel=Channel.TELEGRAM)
    assert asked.sent()[-1] == "promise_check"


def test_who_answers_in_time_is_told_nothing(asked: Stage) -> None:
    asked.clock.set(NOW + timedelta(minutes=10))
    asked.write("100 on friday", channel=Channel.TELEGRAM)
    asked.write("yes", channel=Channel.TELEGRAM)
    asked.until(NOW + 5 * HALF_AN_HOUR)
    assert pauses(asked) == 0


def test_the_next_question_waits_without_the_same_word_again(asked: Stage) -> None:
    asked.until(NOW + HALF_AN_HOUR)
    asked.clock.set(NOW + timedelta(days=1))
    asked.write(choice="parts", channel=Channel.TELEGRAM)
    asked.until(NOW + timedelta(days=1) + HALF_AN_HOUR)
    assert pauses(asked) == 1


def test_nobody_is_woken_for_it(asked: Stage) -> None:
    asked.until(NOW + timedelta(minutes=5))
    asked.clock.set(NOW + timedelta(hours=10, minutes=50))
    asked.write(choice="parts", channel=Channel.TELEGRAM)
    asked.until(NOW + timedelta(hours=23))
    assert "pause_here" not in asked.sent()[-3:]


def test_a_text_message_is_not_followed_by_one_more(stage: Stage) -> None:
    stage.borrower(("2026-11-12", "240.00"))
    stage.write(choice="promise")
    stage.until(NOW + 3 * HALF_AN_HOUR)
    assert pauses(stage) == 0


def test_a_person_who_was_called_is_not_talked_over(asked: Stage) -> None:
    asked.happen(PersonRequested(skill="general", priority=1, reason="x", due_by=None))
    asked.until(NOW + 3 * HALF_AN_HOUR)
    assert pauses(asked) == 0
