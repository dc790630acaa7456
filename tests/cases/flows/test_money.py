"""Why, pay, promise: figures, limits and explicit agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.events import PromiseMade
from cases.flows.menus import opening
from cases.flows.wishes import amount_answered
from cases.ledger import positions
from cases.model import Case, Charge, Payment, Plan, PlanPart, PlanState, Promise, PromiseState, Treatment
from cases.money import Money
from cases.say import Phrase, Say
from tests.cases.flows.script import CURRENT, NOW, Talk, account, context, heard_in, identified, late_case

TODAY = NOW.date()
STANDING = Promise(ref="p1", amount_minor=18640, currency="USD", due_on=date(2026, 12, 4), made_at=NOW)
ACTIVE = Plan(
    ref="q1",
    currency="USD",
    total_minor=18640,
    parts=(
        PlanPart(number=1, due_on=date(2026, 12, 1), amount_minor=9320),
        PlanPart(number=2, due_on=date(2027, 1, 1), amount_minor=9320),
    ),
    offered_at=NOW,
    state=PlanState.ACTIVE,
)


def _only(talk: Talk) -> Say:
    (say,) = talk.turns[-1].says
    return say


def _usd(minor: int) -> Money:
    return Money(currency="USD", minor=minor)


def test_why_is_told_in_short_and_then_line_by_line() -> None:
    talk = identified()
    talk.play("""
        why // ask_why          => why_short
        but why // ask_why      => why_detail
        [details]               => why_detail
    """)
    assert talk.turns[0].says[0].values["amount"] == _usd(18640)


def test_the_lines_of_a_loan_sum_to_its_arrears() -> None:
    charged = replace(
        account(),
        payments=(Payment(external_ref="p", amount_minor=6000, paid_on=date(2026, 11, 21)),),
        charges=(Charge(external_ref="c", charged_on=date(2026, 11, 22), amount_minor=1500, rule="late_fee"),),
    )
    talk = identified(accounts=(charged,))
    talk.play("""
        [why]       => why_short
        [details]   => why_detail
    """)
    breakdown = talk.turns[0].says[0].values["breakdown"]
    assert isinstance(breakdown, Phrase)
    assert _signed(breakdown.values["lines"]) == 18640 + 1500 - 6000
    detail = talk.turns[1].says[0]
    lines = detail.values["lines"]
    assert isinstance(lines, tuple)
    assert _signed(tuple(line for line in lines if isinstance(line, Phrase) and line.key != "line.instalment")) == 14140
    assert detail.values["total"] == _usd(14140)


def _signed(lines: object) -> int:
    assert isinstance(lines, tuple)
    total = 0
    for line in lines:
        assert isinstance(line, Phrase)
        amount = line.values["amount"]
        assert isinstance(amount, Money)
        total += -amount.minor if line.key == "line.paid" else amount.minor
    return total


def test_a_charge_that_is_already_known_is_told_beforehand() -> None:
    coming = Charge(external_ref="c", charged_on=date(2026, 12, 1), amount_minor=1500, rule="late_fee")
    talk = identified(accounts=(replace(account(), charges=(coming,)),))
    talk.play("[why] => why_short")
    later = _only(talk).values["later_line"]
    assert isinstance(later, Phrase)
    assert later.values == {"amount": _usd(1500), "date": date(2026, 12, 1), "total": _usd(20140)}


def test_several_loans_are_told_by_loan_and_each_currency_apart() -> None:
    talk = identified(accounts=(account(), account("L2", minor=5000), account("L3", "EUR", 700)))
    talk.play("""
        [why]       => why_short why_short
        [details]   => why_detail why_detail why_detail
    """)
    eur, usd = talk.turns[0].says
    assert (eur.values["amount"], usd.values["amount"]) == (Money(currency="EUR", minor=700), _usd(23640))
    assert not eur.choices
    assert usd.choices


def test_nothing_due_is_said_where_nothing_is_late() -> None:
    for wish in ("[why]", "[pay]", "[promise]", "[parts]", "[paid]"):
        identified(accounts=(CURRENT,)).play(f"{wish} => nothing_due")


def test_paying_gives_the_lenders_page_with_the_amount_that_counts_now() -> None:
    plain, promised, planned = (
        identified(case=late_case(**more))
        for more in (
            {},
            {"promises": (replace(STANDING, amount_minor=5000),), "treatment": Treatment.PROMISED},
            {"plans": (ACTIVE,), "treatment": Treatment.PLAN_ACTIVE},
        )
    )
    for talk in (plain, promised, planned):
        talk.play("[pay] => pay_link")
    assert [_only(talk).values["amount"] for talk in (plain, promised, planned)] == [
        _usd(18640),
        _usd(5000),
        _usd(9320),
    ]


def test_a_promise_is_asked_read_back_changed_and_agreed() -> None:
    talk = identified()
    talk.play("""
        [promise]                                   => promise_ask
        on friday // promise @2026-11-27            => promise_check
        [change]                                    => promise_ask
        50 // other $50                             => promise_date_ask
        next friday // other @2026-12-04            => promise_check
        no, 60 // no $60                            => promise_check
        yes // yes                                  => promise_made ! PromiseMade
    """)
    made = talk.turns[-1].events[0]
    assert made == PromiseMade(ref="ref-6", amount_minor=6000, currency="USD", due_on=date(2026, 12, 4))


@pytest.mark.parametrize(
    ("wish", "limit", "nearest"),
    [
        ("yesterday // promise @2026-11-23", "limit.promise_past", (18640, TODAY)),
        ("in march // promise @2027-03-01", "limit.promise_date", (18640, TODAY + timedelta(days=21))),
        ("18.63 friday // promise $18.63 @2026-11-27", "limit.promise_amount", (1864, date(2026, 11, 27))),
        ("500 friday // promise $500 @2026-11-27", "limit.promise_amount_most", (18640, date(2026, 11, 27))),
    ],
)
def test_a_limit_is_named_with_the_nearest_that_is_possible(wish: str, limit: str, nearest: tuple[int, date]) -> None:
    talk = identified()
    talk.play(f"{wish} => promise_limit")
    said = _only(talk).values
    assert isinstance(said["limit"], Phrase)
    assert said["limit"].key == limit
    talk.play("""
        [nearest]   => promise_check
        [yes]       => promise_made ! PromiseMade
    """)
    made = talk.context.case.promises[0]
    assert (made.amount_minor, made.due_on) == nearest


@pytest.mark.parametrize("minor", [18640, 1865, 1864])
def test_the_least_promise_is_a_tenth_rounded_up(minor: int) -> None:
    talk = identified()
    amount = f"{minor // 100}.{minor % 100:02}"
    talk.play(f"on friday // promise ${amount} @2026-11-27 => promise_check")


def test_a_yes_to_terms_that_no_longer_hold_is_not_taken() -> None:
    talk = identified()
    talk.play("friday // promise @2026-11-27 => promise_check")
    paid = (replace(account(), payments=(Payment(external_ref="p", amount_minor=10000, paid_on=TODAY),)),)
    talk.context = replace(talk.context, accounts=paid, position=positions(paid, TODAY))
    talk.play("[yes] => promise_limit")


def test_a_standing_promise_is_said_and_can_be_moved_or_cancelled() -> None:
    talk = identified(case=late_case(promises=(STANDING,), treatment=Treatment.PROMISED))
    talk.play("""
        [promise]                           => promise_standing
        [change_date]                       => promise_date_ask
        the 8th // other @2026-12-08        => promise_check
        [yes]                               => promise_made ! PromiseMade
        when was that // promise            => promise_standing
        [cancel]                            => promise_made ! PromiseCancelled
    """)
    assert [promise.state for promise in talk.context.case.promises] == [PromiseState.CANCELLED] * 2


def test_the_eve_of_a_promise_can_be_answered_with_another_day() -> None:
    case = late_case(promises=(STANDING,), treatment=Treatment.PROMISED)
    talk = Talk(context=context(identified=True, case=case), dialogue=opening("promise_eve"))
    talk.play("""
        monday is better // other @2026-12-07   => promise_check
        [yes]                                   => promise_made ! PromiseMade
    """)
    assert talk.turns[0].says[0].values["amount"] == _usd(18640)


def test_after_two_broken_promises_a_person_decides() -> None:
    broken = tuple(replace(STANDING, ref=ref, state=PromiseState.BROKEN) for ref in ("p1", "p2"))
    identified(case=late_case(promises=broken)).play("[promise] => to_person ! PersonRequested")


def test_where_the_treatment_allows_no_promise_a_person_decides() -> None:
    talk = identified(case=late_case(treatment=Treatment.FORBEARANCE))
    talk.play("[promise] => to_person ! PersonRequested")


def test_with_two_currencies_the_amount_is_asked_for() -> None:
    talk = identified(accounts=(account(), account("L2", "EUR", 700)))
    talk.play("""
        on friday // promise @2026-11-27    => promise_ask
        50 dollars // other $50             => promise_check
    """)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12 tops", 1200),
        ("只有300吧", 30000),
        ("50р", 5000),
        ("the 4th", None),
        ("5:30", None),
        ("4.50", None),
        ("3 or 4", None),
        ("i have 2 jobs and a dog", None),
        ("[pay]", None),
    ],
)
def test_a_figure_alone_answers_the_question_for_an_amount(text: str, minor: int | None) -> None:
    answered = amount_answered(context(), heard_in(text))
    assert (answered.minor if answered else None) == minor


def test_a_figure_alone_does_not_change_what_was_read_back() -> None:
    identified().play("""
        friday // promise @2026-11-27   => promise_check
        3                               => unclear_1
        [change]                        => promise_ask
    """)


@pytest.mark.parametrize(
    ("case", "line", "greeting"),
    [
        (late_case(promises=(STANDING,), treatment=Treatment.PROMISED), "summary.promise", "change_date"),
        (late_case(plans=(ACTIVE,), treatment=Treatment.PLAN_ACTIVE), "summary.plan", "help"),
    ],
)
def test_what_was_agreed_is_said_with_the_reason_and_in_the_greeting(case: Case, line: str, greeting: str) -> None:
    talk = identified(case=case)
    talk.play("""
        hello // greeting   => hello
        [why]               => why_short
    """)
    hello, why = (turn.says[0] for turn in talk.turns)
    for said in (hello.values["summary"], why.values["later_line"]):
        assert isinstance(said, Phrase)
        assert said.key == line
    assert greeting in [choice.id for choice in hello.choices]


def test_who_owes_nothing_late_is_greeted_with_what_comes_next() -> None:
    talk = identified(accounts=(CURRENT,))
    talk.play("hello // greeting => hello")
    said = _only(talk).values["summary"]
    assert isinstance(said, Phrase)
    assert said.values == {"amount": _usd(18640), "date": date(2026, 12, 20)}
