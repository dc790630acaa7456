"""Conversations that last: interrupted and come back to, old, of an older version, of a place that vanished."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.flows.conversations import FLOWS
from cases.flows.turn import Dialogue
from tests.cases.flows.script import NOW, Talk, context, identified

CHECK = {"minor": 5000, "currency": "USD", "on": "2026-12-04"}


def at(flow: str, step: str, **changes: object) -> Talk:
    """Somebody known who stands there and was asked a moment ago."""
    place = Dialogue(flow=flow, step=step, at=NOW - timedelta(minutes=5))
    return Talk(context=context(identified=True), dialogue=replace(place, **changes))  # type: ignore[arg-type] # a test names fields freely


def test_a_question_in_between_is_answered_and_the_first_one_asked_again() -> None:
    talk = identified()
    talk.play("""
        50 on the 4th // promise $50 @2026-12-04 => promise_check
        why do i owe this // ask_why             => why_short promise_check
        yes // yes                               => promise_made ! PromiseMade
    """)


def test_another_wish_is_talked_about_to_its_end_and_then_the_first_one_goes_on() -> None:
    talk = at("promise", "check", data=CHECK)
    talk.play("""
        i cannot pay that // cannot_pay => hardship_start ! HardshipReported
    """)
    talk = at("promise", "check", data=CHECK)
    talk.play("""
        english please // language => language_set promise_check ! LocaleChosen
        [language]                 => language_ask
        [lang_en]                  => language_set promise_check ! LocaleChosen
    """)


def test_what_was_settled_meanwhile_is_not_come_back_to() -> None:
    talk = at("reason", "ask")
    talk.play("""
        all of it on friday // promise $186.40 @2026-12-04 => promise_check
        yes // yes                                         => promise_made ! PromiseMade
        thanks // thanks                                   => goodbye
    """)


def test_what_was_kept_survives_a_look_at_the_menu() -> None:
    at("promise", "check", data=CHECK).play("""
        [menu]                => menu
        [why]                 => why_short promise_check
    """)


def test_a_step_that_vanished_begins_its_conversation_again_with_what_it_kept() -> None:
    talk = at("promise", "read_back_of_an_older_release", data=CHECK)
    talk.play("""
        yes // yes                     => promise_ask
        next friday // promise @2026-12-04 => promise_check
    """)
    assert talk.turns[-1].dialogue.data["minor"] == CHECK["minor"]


def test_a_session_of_an_older_version_counts_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(FLOWS["promise"], version=FLOWS["promise"].version + 1)
    monkeypatch.setitem(FLOWS, "promise", newer)
    talk = at("promise", "check", data=CHECK)
    talk.play("[yes] => promise_ask")
    assert talk.turns[-1].dialogue.version == newer.version
    assert not talk.turns[-1].events


def test_a_conversation_that_vanished_leads_to_the_menu() -> None:
    at("barter", "offer", data={"goats": 2}).play("""
        yes // yes => menu
    """)
    at("barter", "offer").play("[pay] => pay_link")


def test_another_wish_is_heard_where_the_place_vanished_and_the_kept_question_follows() -> None:
    at("promise", "gone", data=CHECK).play("why // ask_why => why_short promise_ask")


def test_a_yes_to_a_question_of_last_week_is_asked_again() -> None:
    at("promise", "check", data=CHECK, at=NOW - timedelta(days=7)).play("""
        yes // yes => promise_check
    """)
    at("promise", "check", data=CHECK, at=NOW - timedelta(days=7)).play("""
        60 on the 5th // promise $60 @2026-12-05 => promise_check
    """)


def test_every_version_is_a_number_that_only_grows() -> None:
    assert all(flow.version >= 1 for flow in FLOWS.values())


def test_a_yes_at_a_question_that_rests_asks_it_again() -> None:
    identified().play("""
        lost my job // cannot_pay   => hardship_start ! HardshipReported
        [later]                     => pause_here
        yes lets go // yes          => hardship_question
    """)
