"""Identity, and what comes before and right after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.events import PersonRequested, ReasonGiven
from cases.flows.answers import answer_of
from cases.flows.menu import called
from cases.flows.menus import opening
from cases.model import Channel
from cases.reading import Reading
from tests.cases.flows.script import JAMES, RULES, Talk, context, identified
from understanding.reader import read


def test_the_first_contact_leads_over_identity_to_a_promise() -> None:
    talk = Talk(dialogue=opening("first_contact"))
    talk.play("""
        [yes_me]                                        => verify_ask
        1987                                            => hello ! IdentityConfirmed
        why?? i have autopay // ask_why                 => why_short
        ok i get paid the 4th // promise @2026-12-04    => promise_check
        yes // yes                                      => promise_made ! PromiseMade
    """)
    promise = talk.context.case.promise
    assert promise
    assert (promise.amount_minor, promise.due_on) == (18640, date(2026, 12, 4))


def test_what_was_wanted_before_identity_is_done_after_it() -> None:
    talk = Talk()
    talk.play("""
        can i pay 50 on friday // promise $50 @2026-11-27   => verify_wish
        1987                                                => hello promise_check ! IdentityConfirmed
        [yes]                                               => promise_made ! PromiseMade
    """)
    assert talk.context.case.promises[0].amount_minor == 5000


def test_three_wrong_answers_lock_and_bring_a_person() -> None:
    talk = Talk()
    talk.play("""
        hello // greeting   => verify_ask
        1985                => verify_retry ! IdentityFailed
        1986                => verify_retry_again ! IdentityFailed
        1988                => verify_locked ! IdentityFailed PersonRequested
        1987                => awaiting_person
    """)
    asked = talk.turns[-2].events[1]
    assert isinstance(asked, PersonRequested)
    assert asked.skill == "identity"


def test_text_that_is_no_answer_uses_up_no_try() -> None:
    talk = Talk()
    talk.play("""
        (opened)                                => chat_hello verify_first
        what is this                            => verify_unread
        i owe nothing to anybody                => verify_unread_again
        why do you want that // ask_why         => verify_why
        i paid in 2024 already // already_paid  => verify_kept
        born 87 or 1987 or 1988                 => verify_unread
        are you a robot // who_are_you          => are_you_a_bot
        1987                                    => hello paid_ask ! IdentityConfirmed PaidClaimed
    """)
    assert talk.context.tries_left == 3


def test_without_a_fact_to_check_a_person_takes_over() -> None:
    talk = Talk(context=context(borrower=replace(JAMES, birth_date=None)))
    talk.play("why // ask_why => to_person ! PersonRequested")


def test_every_fact_the_lender_chose_and_holds_is_asked() -> None:
    rules = replace(RULES, identity_facts=("birth_year", "id_last4", "postal_code"))
    talk = Talk(context=context(rules=rules))
    talk.play("""
        hi // greeting      => verify_ask
        1 March 1987        => verify_next
        123x                => verify_ask
        sw1a 1aa            => hello ! IdentityConfirmed
    """)


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        ("birth_year", "1987", "1987"),
        ("birth_year", "１９８７", "1987"),
        ("birth_year", "1987年", "1987"),
        ("birth_year", "i was born in 1987", "1987"),
        ("birth_year", "01.03.1987", "1987"),
        ("birth_year", "19870301", "1987"),
        ("birth_year", "01031987", "1987"),
        ("birth_year", "1/3/87", "1987"),
        ("birth_year", "1899", None),
        ("birth_year", "2027", None),
        ("birth_year", "87", "1987"),
        ("birth_year", "1987?", None),
        ("birth_year", "call me at 5551987", None),
        ("birth_year", "", None),
        ("id_last4", "it ends 123X", "123X"),
        ("id_last4", "11010519491231002X", "002X"),
        ("id_last4", "no idea", None),
        ("postal_code", "sw1a 1aa", "SW1A1AA"),
        ("postal_code", "60601", "60601"),
        ("postal_code", "the same as always", None),
    ],
)
def test_an_answer_is_known_by_its_form(fact: str, text: str, answer: str | None) -> None:
    assert answer_of(fact, Reading(text=text), date(2026, 11, 24)) == answer


@pytest.mark.parametrize(
    ("locale", "text", "answer"),
    [
        ("en", "it is 1980", "1980"),
        ("en", "my birth year is 1980", "1980"),
        ("en", "I was born on 3 Feb 1980", "1980"),
        ("en", "February 3, 1980", "1980"),
        ("es", "3 de febrero de 1980", "1980"),
        ("ru", "родилась 3 февраля 1980 г.", "1980"),
        ("zh-Hans", "1980年2月3日", "1980"),
        ("en", "200 on 2026-12-31", None),
        ("en", "I can pay 2000", None),
        ("en", "2000 usd", None),
        ("en", "2000 on friday", None),
        ("en", "i paid 2000", None),
    ],
)
def test_a_year_told_in_a_sentence_is_an_answer_and_money_is_none(locale: str, text: str, answer: str | None) -> None:
    today = date(2026, 11, 24)
    assert answer_of("birth_year", read(text, locale=locale, today=today, currency="USD"), today) == answer


@pytest.mark.parametrize("key", ["first_contact", "first_contact_again", "voicemail"])
def test_no_to_a_first_contact_is_a_wrong_person(key: str) -> None:
    talk = Talk(dialogue=opening(key))
    talk.play("""
        no // no                    => wrong_person ! WrongPersonReported
        ok                          => -
        wait it is me // ask_why    => verify_wish
    """)


def test_a_reply_to_a_reminder_lands_where_its_question_is_heard() -> None:
    talk = Talk(context=context(identified=True), dialogue=opening("overdue_2"))
    talk.play("the dog ate it => menu ! ReasonGiven")
    assert talk.turns[0].events == (ReasonGiven(reason="other", words="the dog ate it"),)


def test_a_locked_contact_point_stays_locked() -> None:
    talk = Talk(context=context(tries_left=0))
    talk.play("why // ask_why => verify_locked ! PersonRequested")


def test_opening_the_page_again_asks_the_same_question_again() -> None:
    talk = Talk()
    talk.play("""
        (opened)    => chat_hello verify_first
        (opened)    => verify_unread_again
        1987        => hello ! IdentityConfirmed
        (opened)    => hello
    """)
    assert "again_line" in talk.turns[-1].says[-1].values


def test_a_page_that_shows_the_question_already_is_not_told_it_again() -> None:
    identified(channel=Channel.WEBCHAT).play("""
        (opened)    => hello
        (opened)    => -
        [why]       => why_short
    """)


@pytest.mark.parametrize(
    ("name", "called_by"),
    [
        ("James Cole", "James"),
        ("Cole, James R.", "James"),
        ("赵婷", "赵婷"),
        ("Cher", "Cher"),
        ("Cole,", "Cole,"),
        ("", ""),
    ],
)
def test_a_borrower_is_greeted_by_the_first_name(name: str, called_by: str) -> None:
    assert called(name) == called_by
