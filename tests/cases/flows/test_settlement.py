"""Less than the balance and done: the policy's offer, a person who may, or an honest no; in four languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

import understanding
from cases.events import PlanAccepted, PlanAsked, PlanOffered
from cases.flows.routes import wants_less
from cases.flows.turn import Heard
from cases.model import PlanKind
from cases.money import Money
from cases.plans import Authority, PlanPolicy
from tests.cases.flows.script import RULES, Talk, identified

NONE = Authority()
MORE = Authority(settle={"B1": Fraction(1, 2)}, settle_opening={"B1": Fraction(1, 4)})
MAY = Authority(settle={"B1": Fraction(1, 5)}, settle_opening={"B1": Fraction(1, 10)})


def _talk(**roles: Authority) -> Talk:
    return identified(rules=replace(RULES, plans=PlanPolicy(roles={"bot": NONE, **roles})))


def test_what_the_policy_offers_is_shown_with_what_becomes_of_the_rest_and_agreed() -> None:
    talk = _talk(bot=MAY)
    talk.play("can I pay less and be done // promise ~settlement => settlement_offer")
    said = talk.turns[-1].says[-1].values
    assert (said["total"], said["balance"]) == (Money(currency="USD", minor=16776), Money(currency="USD", minor=18640))
    talk.play("yes // yes => settlement_on ! PlanOffered PlanAccepted")
    offered, accepted = talk.turns[-1].events
    assert isinstance(offered, PlanOffered)
    assert isinstance(accepted, PlanAccepted)
    assert (offered.plan.kind, offered.plan.total_minor) == (PlanKind.SETTLEMENT, 16776)


def test_a_sum_that_is_named_is_taken_where_it_may_be_and_else_the_least() -> None:
    for named, total in ((150, 15000), (100, 14912)):
        talk = _talk(bot=MAY)
        talk.play(f"settle for {named} // promise ${named} ~settlement => settlement_offer")
        assert talk.turns[-1].says[-1].values["total"] == Money(currency="USD", minor=total)


def test_a_person_who_may_is_asked_and_hears_what_was_wanted() -> None:
    talk = _talk(collector=MAY)
    talk.play("settle for 150 // promise $150 ~settlement => settlement_person ! PlanAsked")
    (event,) = talk.turns[-1].events
    assert isinstance(event, PlanAsked)
    assert event.reason == "a settlement: 150.00 USD for 186.40 USD. Collector may agree."
    assert (event.plan.kind, event.plan.total_minor, event.ask) == (PlanKind.SETTLEMENT, 15000, {"settle": 15000})
    talk.play("can I pay less // promise ~settlement => plan_waits")


def test_a_sum_that_nobody_may_agree_is_asked_for_as_the_nearest_one() -> None:
    talk = _talk(collector=MAY, supervisor=MORE)
    talk.play("settle for 50 // promise $50 ~settlement => settlement_person ! PlanAsked")
    (event,) = talk.turns[-1].events
    assert isinstance(event, PlanAsked)
    assert (event.role, event.plan.total_minor) == ("supervisor", 9320)
    assert event.reason == "a settlement: 50.00 USD for 186.40 USD, 93.20 USD is possible. Supervisor may agree."


def test_a_sum_below_what_the_bot_may_goes_on_to_a_person_in_one_answer() -> None:
    for answer in ("[officer]", "what about 100 // other $100"):
        talk = _talk(bot=MAY, supervisor=MORE)
        talk.play(f"""
            settle for 100 // promise $100 ~settlement => settlement_offer
            {answer}                                   => settlement_person ! PlanAsked
        """)


def test_another_sum_that_the_bot_may_take_is_offered() -> None:
    _talk(bot=MAY, supervisor=MORE).play("""
        less // promise ~settlement   => settlement_offer
        160? // other $160            => settlement_offer
        yes // yes                    => settlement_on ! PlanOffered PlanAccepted
    """)


def test_where_nobody_may_it_is_said_with_what_can_be_done() -> None:
    talk = _talk(collector=NONE)
    talk.play("can I pay less // promise ~settlement => settlement_no")
    assert [each.id for each in talk.turns[-1].says[-1].choices] == ["parts", "trouble", "person"]


def test_it_interrupts_a_question_about_amounts() -> None:
    _talk(collector=NONE).play("""
        [parts]                                        => plan_ask
        settle for 100 // promise $100 ~settlement     => settlement_no
    """)


def test_a_no_ends_it() -> None:
    _talk(bot=MAY).play("""
        less // promise ~settlement => settlement_offer
        [no]                        => plan_left
    """)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "can I pay less and be done"),
        ("en", "could we settle for 500"),
        ("en", "would you take 800 and call it done"),
        ("es", "¿puedo pagar menos y terminar?"),
        ("es", "¿me hacen un descuento si liquido hoy?"),
        ("ru", "можно заплатить меньше и закрыть долг?"),
        ("ru", "дадите скидку, если погашу сразу?"),
        ("zh-Hans", "能不能少还点结清"),
        ("zh-Hans", "一次性还清能减免吗"),
    ],
)
def test_it_is_read_in_four_languages(locale: str, text: str) -> None:
    reading = understanding.read(text, locale=locale, today=date(2026, 11, 24), currency="USD")
    assert wants_less(Heard(reading=reading))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "I can pay 50 on Friday"),
        ("en", "less than a week ago I paid"),
        ("es", "puedo pagar menos cada mes"),
        ("ru", "могу платить меньше в месяц"),
        ("zh-Hans", "每个月还300"),
    ],
)
def test_smaller_parts_and_other_words_are_no_such_wish(locale: str, text: str) -> None:
    reading = understanding.read(text, locale=locale, today=date(2026, 11, 24), currency="USD")
    assert not wants_less(Heard(reading=reading))
