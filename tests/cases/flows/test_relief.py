"""Hardship in small steps, relief within the lender's policy, its terms, and the review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.events import ForbearanceGranted, PersonRequested, ReasonGiven, ReviewAnswered
from cases.flows.menus import opening
from cases.hardship import ReliefKind
from cases.model import Account, Payment, Treatment
from cases.money import Money
from cases.relief import ReliefPolicy, ReliefRights, Standing, choices, terms_of, with_hash
from cases.say import Phrase
from tests.cases.flows.script import NOW, RULES, SIGNPOSTS, Talk, account, identified

BOTH = ReliefRights(kinds=(ReliefKind.PAUSE, ReliefKind.REDUCED), longest_days=92, per_year=1)
POLICY = ReliefPolicy(roles={"bot": BOTH}, least_minor={"USD": 1000})
GRANTING = replace(RULES, relief=POLICY, signposts=SIGNPOSTS)

TOLD = """
    i lost my job // cannot_pay =lost_job   => hardship_start ! ReasonGiven HardshipReported
    yes // yes                              => hardship_question
    about 600 // other $600                 => hardship_question ! AffordabilityAnswered
    280 rent and 50 power // other $280 $50 => hardship_question ! AffordabilityAnswered
    230 // other $230                       => hardship_question ! AffordabilityAnswered
    my 2 kids // other #2                   => hardship_check ! AffordabilityAnswered
"""


def granting(**changes: object) -> Talk:
    return identified(rules=replace(GRANTING, **changes))  # type: ignore[arg-type] # a test names fields freely


def test_two_ways_with_their_cost_are_read_back_before_the_yes() -> None:
    talk = granting()
    talk.play(TOLD)
    talk.play("""
        yes // yes                  => hardship_options ! AffordabilityConfirmed
        the pause // other *pause   => hardship_terms
        yes // yes                  => hardship_set ! ForbearanceGranted
    """)
    granted = talk.turns[-1].events[0]
    assert isinstance(granted, ForbearanceGranted)
    assert granted.relief is not None
    assert (granted.relief.until, granted.review_on) == (date(2027, 1, 23), date(2027, 1, 25))
    said = talk.turns[-1].says[0].values
    assert said["link"] == f"alder.example/c/1/terms/{granted.ref}"
    assert "CFPB" in str(said["advice_line"])
    assert talk.context.case.treatment is Treatment.FORBEARANCE


def test_smaller_payments_come_out_of_what_is_left_and_leave_the_rest() -> None:
    talk = granting()
    talk.play(TOLD)
    talk.play("""
        yes // yes                          => hardship_options ! AffordabilityConfirmed
        [relief_reduced]                    => hardship_terms
        rather the pause // other *pause    => hardship_terms
        [change]                            => hardship_options
        [relief_reduced]                    => hardship_terms
        [agree]                             => hardship_set ! ForbearanceGranted
    """)
    (relief,) = talk.context.case.reliefs
    assert [(part.due_on, part.amount_minor) for part in relief.parts] == [
        (date(2026, 12, 15), 3000),
        (date(2027, 1, 15), 3000),
        (date(2027, 2, 15), 3000),
    ]
    assert relief.owed_minor - relief.total_minor == 18640 - 9000


def test_one_number_is_mended_and_read_back_again() -> None:
    talk = granting()
    talk.play(TOLD)
    talk.play("""
        [change]            => hardship_change
        [mend_housing]      => hardship_question
        400 // other $400   => hardship_check ! AffordabilityAnswered
    """)
    kept = talk.context.case.affordability
    assert kept is not None
    assert (kept.income_minor, kept.outgoings_minor, kept.left_minor) == (60000, 63000, -3000)
    assert kept.words["housing"] == "400"


def test_it_is_left_half_way_and_gone_on_with_at_another_contact_point() -> None:
    talk = granting()
    talk.play("""
        i am in hospital // cannot_pay =illness => hardship_start ! ReasonGiven HardshipReported
        yes // yes                              => hardship_question
        600 // other $600                       => hardship_question ! AffordabilityAnswered
        later // goodbye *later                 => pause_here
    """)
    talk.dialogue = None
    talk.play("[resume] => hardship_again hardship_question")
    assert talk.turns[-1].says[1].values["question"] == Phrase(key="question.housing")


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(ReliefPolicy(), id="nothing is granted to the bot"),
        pytest.param(replace(POLICY, roles={"bot": replace(BOTH, per_year=0)}), id="no more this year"),
        pytest.param(replace(POLICY, roles={"bot": replace(BOTH, longest_days=30)}), id="too long for the bot"),
    ],
)
def test_where_the_bot_may_grant_nothing_a_person_gets_the_figures(policy: ReliefPolicy) -> None:
    talk = granting(relief=policy)
    talk.play(TOLD)
    talk.play("yes // yes => to_person ! AffordabilityConfirmed PersonRequested")
    asked = talk.turns[-1].events[1]
    assert isinstance(asked, PersonRequested)
    assert asked.reason == "affordability: in 600.00, out 560.00, left 40.00 USD a month; 2 dependants"


@pytest.mark.parametrize(
    ("heard", "expected", "answer"),
    [
        ("[same]", "review_noted ! ReviewAnswered", "same"),
        ("[better]", "review_noted ! ReviewAnswered", "better"),
        ("[harder]", "to_person ! ReviewAnswered PersonRequested", "harder"),
        ("found some hours // other", "review_noted ! ReviewAnswered", "other"),
    ],
)
def test_before_the_review_they_say_how_things_are(heard: str, expected: str, answer: str) -> None:
    talk = granting()
    talk.play(TOLD)
    talk.play("""
        yes // yes      => hardship_options ! AffordabilityConfirmed
        [relief_pause]  => hardship_terms
        [agree]         => hardship_set ! ForbearanceGranted
    """)
    talk.dialogue = opening("hardship_review")
    talk.play(f"{heard} => {expected}")
    said = talk.turns[-1].events[0]
    assert isinstance(said, ReviewAnswered)
    assert said.answer == answer


def test_a_reason_is_never_asked_for_twice() -> None:
    identified().play("""
        [trouble]                       => ask_reason
        it is a long story // other     => menu ! ReasonGiven
        [trouble]                       => menu_again
    """)


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ("i forgot // other =forgot", "menu ! ReasonGiven"),
        ("my pay is late // cannot_pay =salary_late", "payday_ask ! ReasonGiven"),
        ("card expired // already_paid =payment_failed", "pay_link ! ReasonGiven"),
        ("i am ill // other =illness", "hardship_start ! ReasonGiven HardshipReported"),
    ],
)
def test_a_reason_in_own_words_steers_from_anywhere(said: str, follows: str) -> None:
    talk = identified()
    talk.play(f"{said} => {follows}")
    given = talk.turns[0].events[0]
    assert isinstance(given, ReasonGiven)
    assert given.words == said.partition(" //")[0]


def test_a_payment_that_the_bank_sent_back_is_named_before_it_is_tried_again() -> None:
    paid = Payment(external_ref="p", amount_minor=18640, paid_on=date(2026, 11, 20))
    back = Payment(external_ref="q", amount_minor=18640, paid_on=date(2026, 11, 21), reverses="p")
    loan: Account = replace(account(), payments=(paid, back))
    identified(accounts=(loan,)).play(
        "the payment failed // other =payment_failed => payment_back pay_link ! ReasonGiven"
    )


def test_the_terms_hash_is_that_of_the_terms() -> None:
    at = Standing(owed=Money(currency="JPY", minor=9001), left_minor=4000, today=NOW.date(), now=NOW)
    pause, reduced = choices(POLICY, "bot", at, "r")
    assert [part.amount_minor for part in reduced.parts] == [3000] * 3
    assert with_hash(pause) == pause
    assert with_hash(replace(pause, until=pause.until + timedelta(days=1))).terms_hash != pause.terms_hash
    assert '"kind":"pause"' in terms_of(pause)
