"""The words around the identity question: they fit what was said before, and never come twice in a row."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from cases.flows.menus import opening
from cases.flows.turn import FlowRules
from cases.model import Custody, CustodyState
from cases.say import Phrase
from tests.cases.flows.script import NOW, RULES, Talk, context, heard_in, late_case

HEARD = (
    "(opened)",
    "hello // greeting",
    "[yes_me]",
    "[pay]",
    "[promise]",
    "50 on friday // promise $50 @2026-11-27",
    "in 3 parts // ask_plan",
    "i never took this // dispute +dispute",
    "why do you ask // ask_why",
    "menu",
    "the dog ate it",
    "again please // repeat",
    "en español // language",
    "who are you // who_are_you",
    "(unreadable)",
    "1960",
    "1987",
)
THREE_FACTS = replace(RULES, identity_facts=("birth_year", "id_last4", "postal_code"))
BEGINNINGS = {"a page": None, "a first contact": "first_contact", "a reminder": "overdue_1"}
ASIDES = {"are_you_a_bot", "awaiting_person", "cannot_open", "language_ask", "language_set"}
"""Asides that answer the same question the same way."""


@pytest.mark.parametrize("begins", BEGINNINGS)
@pytest.mark.parametrize("rules", [RULES, THREE_FACTS], ids=["one fact", "three facts"])
def test_nothing_about_identity_is_said_twice_in_a_row(begins: str, rules: FlowRules) -> None:
    key = BEGINNINGS[begins]
    ahead: list[Talk] = [Talk(context=context(rules=rules), dialogue=opening(key) if key else None)]
    walked: set[object] = set()
    while ahead:
        talk = ahead.pop()
        for line in HEARD:
            there = Talk(context=talk.context, dialogue=talk.dialogue)
            turn = there.hear(heard_in(line))
            said = [*(talk.turns[-1].says[-1:] if talk.turns else ()), *turn.says]
            twice = [say.key for before, say in pairwise(said) if say == before and say.key not in ASIDES]
            assert not twice, f"{talk.dialogue} {line}"
            if not there.context.identified and _place(there) not in walked:
                walked.add(_place(there))
                ahead.append(there)
    assert len(walked) > 20


def _place(talk: Talk) -> object:
    """Where a conversation stands, as far as it matters to what is said next."""
    at = talk.dialogue
    assert at
    kept = tuple(at.data.get(name) for name in ("last", "fact", "wanted", "back"))
    known = (talk.context.tries_left, talk.context.case.custody.state)
    return at.flow, at.step, kept, known, repr(talk.turns[-1].says[-1:])


def test_who_opens_the_page_is_asked_and_thanked_for_nothing() -> None:
    Talk().play("""
        (opened)                        => chat_hello verify_first
        (opened)                        => verify_unread_again
        (opened)                        => verify_first
        [language]                      => language_ask
        [lang_es]                       => language_set verify_unread_again ! LocaleChosen
    """)


def test_who_answered_a_first_contact_is_thanked_and_told_why() -> None:
    Talk(dialogue=opening("first_contact")).play("""
        [yes_me]        => verify_ask
        [yes_me]        => verify_unread_again
        what            => verify_unread
    """)


@pytest.mark.parametrize("wish", ["[pay]", "in 3 parts // ask_plan", "you charge too much // dispute +dispute"])
def test_a_wish_before_identity_is_kept_and_comes_right_after(wish: str) -> None:
    asked, kept = Talk(), Talk()
    asked.hear(heard_in(wish))
    kept.play("(opened) => chat_hello verify_first")
    kept.hear(heard_in(wish))
    again = kept.hear(heard_in("[why]"))
    assert [say.key for say in asked.turns[0].says] == ["verify_wish"]
    assert {say.key for say in kept.turns[1].says} <= {"verify_wish", "verify_kept"}
    assert again.says[0].key in {"verify_wish", "verify_kept"}
    assert again.says[0].key != kept.turns[1].says[0].key


def test_a_greeting_does_not_make_one_forget_the_wish() -> None:
    Talk().play("""
        can i pay 50 on friday // promise $50 @2026-11-27   => verify_wish
        hello // greeting                                   => verify_unread_again
        1987                                                => hello promise_check ! IdentityConfirmed
    """)


def test_a_dispute_amid_the_questions_loses_no_fact_already_checked() -> None:
    Talk(context=context(rules=replace(RULES, identity_facts=("birth_year", "id_last4")))).play("""
        hello // greeting                           => verify_ask
        1987                                        => verify_next
        i never took this loan // dispute +dispute  => verify_kept ! DisputeOpened
        it is wrong i say // dispute +dispute       => verify_wish
        123X                                        => hello dispute_kind ! IdentityConfirmed
    """)


def test_with_no_tries_left_the_text_names_the_person_who_was_called() -> None:
    closed = Phrase(key="person.closed", values={"at": NOW})
    talk = Talk(context=context(tries_left=1, desk_open=False, wait=closed))
    talk.play("""
        (opened)    => chat_hello verify_first
        1960        => verify_locked ! IdentityFailed PersonRequested
        [pay]       => awaiting_person
        [promise]   => awaiting_person_again
    """)
    assert talk.turns[1].says[0].values == {"person_line": closed}


def test_a_person_is_called_once_where_no_fact_is_held() -> None:
    unknown = replace(context().borrower, birth_date=None)
    queued = late_case(custody=Custody(state=CustodyState.QUEUED))
    Talk(context=context(borrower=unknown, case=queued, desk_open=False)).play("[pay] => awaiting_person")


def test_nobody_joins_anew_because_the_page_is_opened_after_the_hand_back() -> None:
    talk = Talk(context=context(identified=True))
    talk.play("person // human => to_person ! PersonRequested")
    talk.context = replace(talk.context, case=replace(talk.context.case, custody=Custody(token=3)))
    talk.play("""
        (opened)                => hello
        what was that // repeat => hello
    """)


def test_a_page_opened_after_a_stop_says_again_where_one_is() -> None:
    Talk().play("""
        (opened)            => chat_hello verify_first
        stop // stop +stop  => stop_done ! OptedOut
        (opened)            => chat_hello verify_first
    """)
