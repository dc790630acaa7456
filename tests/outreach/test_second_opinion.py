"""A second reader adds care and never takes any; values are read by our own rules."""

from __future__ import annotations

from datetime import date

import pytest

from cases.reading import AmountRead, Intent, Reading
from outreach.second_opinion import Where, disagrees, merged
from outreach.second_reader import Opinion

WHERE = Where(locale="en-US", today=date(2026, 11, 24), currency="USD")
UNSURE = Reading(text="sort it next friday with 50", intent=Intent.OTHER, confidence=0.2)
STOPPED = Reading(text="leave me be", intent=Intent.STOP, confidence=0.8, rights=frozenset({Intent.STOP}))


def test_a_doubtful_reading_becomes_what_the_second_reader_chose() -> None:
    found = merged(UNSURE, Opinion(intent=Intent.PROMISE, amounts=("50",), dates=("next friday",)), WHERE)
    assert (found.intent, found.runner_up, found.confidence) == (Intent.PROMISE, Intent.OTHER, 0.6)
    assert [(each.minor, each.text) for each in found.amounts] == [(5000, "50")]
    assert [each.on for each in found.dates] == [date(2026, 12, 4)]


def test_two_who_agree_are_surer() -> None:
    found = merged(UNSURE, Opinion(intent=Intent.OTHER), WHERE)
    assert (found.intent, found.confidence) == (Intent.OTHER, 0.7)
    assert not disagrees(UNSURE, Opinion(intent=Intent.OTHER))


def test_what_only_our_conversations_tell_apart_stays() -> None:
    first = Reading(text="why this one", intent=Intent.ASK_WHY_THIS, confidence=0.3)
    assert merged(first, Opinion(intent=Intent.ASK_WHY), WHERE).intent is Intent.ASK_WHY_THIS
    assert not disagrees(first, Opinion(intent=Intent.ASK_WHY))


@pytest.mark.parametrize("opinion", [Opinion(intent=Intent.THANKS), Opinion(intent=Intent.YES)])
def test_a_right_that_was_heard_stays_heard(opinion: Opinion) -> None:
    found = merged(STOPPED, opinion, WHERE)
    assert (found.intent, found.rights, found.confidence) == (Intent.STOP, STOPPED.rights, 0.8)
    assert disagrees(STOPPED, opinion)


@pytest.mark.parametrize(
    "opinion",
    [Opinion(intent=Intent.DISTRESS), Opinion(intent=Intent.CANNOT_PAY, rights=frozenset({Intent.DISTRESS}))],
)
def test_a_right_is_added_and_goes_first(opinion: Opinion) -> None:
    found = merged(STOPPED, opinion, WHERE)
    assert (found.intent, found.rights) == (Intent.DISTRESS, frozenset({Intent.STOP, Intent.DISTRESS}))
    assert merged(UNSURE, opinion, WHERE).rights == frozenset({Intent.DISTRESS})


def test_a_doubt_stays_until_it_is_a_right() -> None:
    doubting = Reading(text="enough", confidence=0.3, doubts=frozenset({Intent.STOP, Intent.CEASE}))
    assert merged(doubting, Opinion(intent=Intent.OTHER), WHERE).doubts == doubting.doubts
    assert merged(doubting, Opinion(intent=Intent.STOP), WHERE).doubts == frozenset({Intent.CEASE})


def test_nobody_else_agrees_in_the_name_of_a_borrower() -> None:
    found = merged(UNSURE, Opinion(intent=Intent.YES), WHERE)
    assert (found.intent, found.confidence) == (Intent.OTHER, 0.2)


def test_what_our_rules_read_in_the_whole_text_stays() -> None:
    read = (AmountRead(minor=5000, currency="USD", text="50"),)
    first = Reading(text="50 of the 500", intent=Intent.OTHER, confidence=0.2, amounts=read)
    assert merged(first, Opinion(intent=Intent.PROMISE, amounts=("500",)), WHERE).amounts == read


def test_a_piece_in_which_our_rules_find_nothing_gives_nothing() -> None:
    found = merged(UNSURE, Opinion(intent=Intent.PROMISE, amounts=("sort it",), dates=("with",)), WHERE)
    assert (found.amounts, found.dates) == ((), ())
