"""Paid already, dispute, reasons, hardship, language, and what is answered in passing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.events import DisputeOpened, HoldPlaced, LocaleChosen, PaidClaimed, PersonRequested, ReasonGiven
from cases.model import HoldType, Treatment
from cases.say import Phrase
from tests.cases.flows.script import NOW, Talk, account, identified, late_case


def test_paid_already_is_believed_at_once_and_detailed_after() -> None:
    talk = identified()
    talk.play("""
        [paid]                                                  => paid_ask ! PaidClaimed
        friday, 186.40, first bank // already_paid $186.40 @2026-11-20   => paid_checking ! PaidClaimed
        i did pay // already_paid                               => checking
    """)
    first, second = talk.turns[0].events[0], talk.turns[1].events[0]
    assert isinstance(first, PaidClaimed)
    assert isinstance(second, PaidClaimed)
    assert first.ref == second.ref
    assert first.until == NOW + timedelta(days=3)
    assert talk.turns[1].says[0].values["date"] == date(2026, 11, 27)
    assert len(talk.context.case.holds) == 1


def test_three_business_days_go_over_the_weekend() -> None:
    friday = date(2026, 11, 27)
    talk = identified(today=friday)
    talk.play("i paid 186.40 on the 20th // already_paid $186.40 @2026-11-20 => paid_checking ! PaidClaimed")
    assert talk.turns[0].says[0].values["date"] == date(2026, 12, 2)


def test_a_dispute_is_held_from_its_first_word() -> None:
    talk = identified()
    talk.play("""
        i never agreed to that fee // dispute +dispute  => dispute_kind ! DisputeOpened
        [amount_wrong]                                  => dispute_open ! DisputeOpened
        this is still wrong // dispute +dispute         => dispute_noted ! DisputeOpened
    """)
    opened = talk.turns[1].events[0]
    assert opened == DisputeOpened(ref="ref-0", kind="amount", words="i never agreed to that fee", loan_ref="L1")
    assert [hold.type for hold in talk.context.case.holds] == [HoldType.DISPUTE]
    assert talk.turns[1].says[0].values["date"] == date(2026, 12, 8)


def test_a_kind_alone_asks_for_the_words() -> None:
    talk = identified(accounts=(account(), account("L2")))
    talk.play("""
        [wrong]                 => dispute_kind
        [not_mine]              => dispute_ask ! DisputeOpened
        i have never been there => dispute_which ! DisputeOpened
        [loan:L2]               => dispute_open ! DisputeOpened
    """)
    held_first, opened = talk.turns[2].events[0], talk.turns[3].events[0]
    assert isinstance(held_first, DisputeOpened)
    assert isinstance(opened, DisputeOpened)
    assert held_first.loan_ref is None
    assert (opened.kind, opened.words, opened.loan_ref) == ("not_mine", "i have never been there", "L2")


def test_a_dispute_before_identity_counts_and_says_nothing() -> None:
    talk = Talk()
    talk.play("""
        this is not my loan // dispute +dispute => verify_wish ! DisputeOpened
        1987                                    => hello dispute_kind ! IdentityConfirmed
        [not_mine]                              => dispute_open ! DisputeOpened
    """)
    assert len(talk.context.case.holds) == 1


def test_another_wish_is_no_word_of_dispute() -> None:
    identified().play("""
        [wrong]                                     => dispute_kind
        then ill pay on friday // promise @2026-11-27 => promise_check
    """)


def test_disputed_as_paid_is_a_claim_of_payment() -> None:
    identified().play("""
        [wrong] => dispute_kind
        [paid]  => paid_ask ! PaidClaimed
    """)


@pytest.mark.parametrize(
    ("reason", "follows"),
    [
        ("forgot", "menu ! ReasonGiven"),
        ("payment_failed", "pay_link ! ReasonGiven"),
        ("salary_late", "payday_ask ! ReasonGiven"),
        ("lost_job", "hardship_start ! ReasonGiven HardshipReported"),
        ("illness", "hardship_start ! ReasonGiven HardshipReported"),
        ("dispute", "dispute_kind ! ReasonGiven"),
        ("other", "menu ! ReasonGiven"),
    ],
)
def test_the_reason_steers_what_is_offered(reason: str, follows: str) -> None:
    talk = identified()
    talk.play(f"""
        [trouble]           => ask_reason
        [reason_{reason}]   => {follows}
    """)
    assert talk.turns[1].events[0] == ReasonGiven(reason=reason, words="")


def test_hardship_rests_demands_and_brings_a_person_with_the_figures() -> None:
    talk = identified()
    talk.play("""
        i lost my job // cannot_pay             => hardship_start ! HardshipReported
        yes // yes                              => hardship_question
        about 600 // other $600                 => hardship_question ! AffordabilityAnswered
        280 rent and 50 power // other $280 $50 => hardship_question ! AffordabilityAnswered
        230 // other $230                       => hardship_question ! AffordabilityAnswered
        my 2 kids // other #2                   => hardship_check ! AffordabilityAnswered
        yes // yes                              => to_person ! AffordabilityConfirmed PersonRequested
    """)
    check = talk.turns[5].says[0].values
    assert [str(check[name]) for name in ("income", "outgoings", "left")] == [
        "Money(currency='USD', minor=60000)",
        "Money(currency='USD', minor=56000)",
        "Money(currency='USD', minor=4000)",
    ]
    asked = talk.turns[-1].events[1]
    assert isinstance(asked, PersonRequested)
    assert asked.skill == "hardship"
    assert talk.context.case.treatment is Treatment.HARDSHIP_REVIEW


def test_the_questions_can_wait_and_a_second_report_goes_on_with_them() -> None:
    identified().play("""
        i cannot pay // cannot_pay          => hardship_start ! HardshipReported
        [later]                             => pause_here
        i really cannot // cannot_pay       => hardship_question
    """)


def test_a_language_is_asked_for_and_the_question_comes_again() -> None:
    talk = Talk()
    talk.play("""
        (opened)        => chat_hello verify_first
        [language]      => language_ask
        [lang_es]       => language_set verify_unread_again ! LocaleChosen
        1987            => hello ! IdentityConfirmed
    """)
    assert talk.context.borrower.locale == "es"


@pytest.mark.parametrize(
    ("words", "locale"),
    [("Spanish please", "es"), ("на русском можно?", "ru"), ("可以说中文吗", "zh-Hans"), ("in English", "en")],
)
def test_a_language_that_is_named_is_taken(words: str, locale: str) -> None:
    talk = identified()
    talk.play(f"{words} // language => language_set menu ! LocaleChosen")
    assert talk.turns[0].events == (LocaleChosen(locale=locale),)


def test_two_languages_named_are_asked_about() -> None:
    identified().play("""
        english or spanish // language  => language_ask
        Русский                         => language_set menu ! LocaleChosen
    """)


def test_asides_leave_the_question_standing() -> None:
    talk = identified()
    talk.play("""
        friday // promise @2026-11-27       => promise_check
        who is this // who_are_you          => are_you_a_bot
        thanks // thanks                    => goodbye
        (unreadable)                        => cannot_open
        what did you say // repeat          => promise_check
        [why_this]                          => why_this
        yes // yes                          => promise_made ! PromiseMade
        bye // goodbye                      => goodbye
    """)


def test_a_bad_moment_is_a_rest_until_the_next_day_or_the_day_named() -> None:
    talk = Talk()
    talk.play("not now, at work // inconvenient => noted ! HoldPlaced")
    placed = talk.turns[0].events[0]
    assert isinstance(placed, HoldPlaced)
    assert placed.hold.until == NOW + timedelta(days=1)
    talk.play("write me in june // inconvenient @2027-06-01 => noted ! HoldPlaced")
    preference = talk.turns[1].says[0].values["preference"]
    assert isinstance(preference, Phrase)
    assert preference.values["date"] == date(2026, 12, 8)


def test_free_advice_and_ways_forward_are_one_word_away() -> None:
    identified().play("""
        [options]   => menu
        [advice]    => advice
        [options]   => menu
        [help]      => ask_reason
        [menu]      => menu
        Menu        => menu_again
        hi // greeting => menu
    """)


def test_refusing_asks_what_got_in_the_way_once() -> None:
    identified().play("""
        i wont pay // refuse    => ask_reason
        because reasons         => menu ! ReasonGiven
    """)


@pytest.mark.parametrize(
    ("told", "asked_again", "day"),
    [
        (
            "i paid 186.40 on the 20th // already_paid $186.40 @2026-11-20 => paid_checking ! PaidClaimed",
            "i did pay // already_paid => checking",
            date(2026, 11, 27),
        ),
        (
            """
            i never agreed to that fee // dispute +dispute  => dispute_kind ! DisputeOpened
            [amount_wrong]                                  => dispute_open ! DisputeOpened
            """,
            "it is still wrong // dispute +dispute => checking",
            date(2026, 12, 8),
        ),
    ],
)
def test_the_day_of_our_answer_stays_the_one_that_was_told(told: str, asked_again: str, day: date) -> None:
    talk = identified(case=late_case())
    talk.play(told)
    later = talk.context.now + timedelta(hours=47)
    talk.context = replace(talk.context, now=later, today=later.date())
    talk.dialogue = None  # at another contact point, or in a conversation that went on
    talk.play(asked_again)
    assert [turn.says[-1].values["date"] for turn in talk.turns[-2:]] == [day, day]


def test_where_we_check_is_told_in_the_greeting() -> None:
    talk = identified(case=late_case())
    talk.play("""
        i paid // already_paid  => paid_ask ! PaidClaimed
        [yes_me]                => hello
    """)
    summary = talk.turns[1].says[0].values["summary"]
    assert isinstance(summary, Phrase)
    assert summary.key == "summary.checking"


def test_a_yes_after_everything_is_said_is_no_riddle() -> None:
    talk = identified()
    talk.play("""
        all of it by friday // promise $186.40 @2026-12-04  => promise_check
        yes // yes                                          => promise_made ! PromiseMade
        ok great // yes                                     => goodbye
    """)


def test_people_read_affordability_in_the_money_of_the_loan() -> None:
    talk = identified()
    talk.play("""
        i lost my job // cannot_pay => hardship_start ! HardshipReported
        [yes]                       => hardship_question
        1900 // other $1900         => hardship_question ! AffordabilityAnswered
        1090 // other $1090         => hardship_question ! AffordabilityAnswered
        700 // other $700           => hardship_question ! AffordabilityAnswered
        2 // other #2               => hardship_check ! AffordabilityAnswered
        [yes]                       => to_person ! AffordabilityConfirmed PersonRequested
    """)
    _, asked = talk.turns[-1].events
    assert isinstance(asked, PersonRequested)
    assert asked.reason == "affordability: in 1900.00, out 1790.00, left 110.00 USD a month; 2 dependants"


def test_the_day_of_a_payment_lies_behind() -> None:
    talk = identified()
    talk.play("i paid 186.40 on the 20th // already_paid $186.40 @2026-12-20 => paid_checking ! PaidClaimed")
    details = talk.turns[0].says[0].values["details"]
    assert isinstance(details, Phrase)
    assert details.values["date"] == date(2026, 11, 20)
