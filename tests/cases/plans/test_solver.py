"""The plan solver: every limit kept, every feasible ask met, the nearest first, exactly, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.core import get_global
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases.money import is_currency
from cases.plans import (
    Ask,
    AskError,
    Authority,
    Barrier,
    Cadence,
    Circumstances,
    ClosedDays,
    Debt,
    Growth,
    OfferKind,
    PlanPolicy,
    TermLimit,
    solve,
)
from cases.policy.pack import Calendar
from outreach.planpolicy import load_plan_policy
from tests.cases.plans.checker import faults, in_month, possible

SHIPPED = load_plan_policy()
CURRENCIES = sorted(code for code in get_global("all_currencies") if is_currency(code))
TODAY = date(2026, 11, 24)
AT = Circumstances(as_of=TODAY)
shares = st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(1, 10), Fraction(1, 3)])
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def policies(draw: st.DrawFn) -> PlanPolicy:
    first_after = draw(st.integers(1, 14))
    parts = {cadence: draw(st.integers(1, 12)) for cadence in Cadence}
    rights = Authority(
        most_parts=parts,
        longest_months=draw(st.integers(1, 14)),
        plans_per_case=draw(st.integers(0, 3)),
        waive_fees={"B3": draw(shares)},
        waive_interest={"B3": draw(shares)},
        settle={"B3": Fraction(1, 3)},
        settle_opening={"B3": draw(shares)},
    )
    return PlanPolicy(
        least_minor={"USD": draw(st.sampled_from([1, 7, 1000]))},
        least_share=draw(shares),
        cadences=draw(st.sampled_from([tuple(Cadence), (Cadence.MONTHLY,), (Cadence.WEEKLY, Cadence.MONTHLY)])),
        first_after_days=first_after,
        first_within_days=first_after + draw(st.integers(0, 30)),
        down_payment={"B3": draw(shares)},
        interest=draw(st.sampled_from(Growth)),
        limits=(TermLimit(jurisdiction="CN", longest_months=5, products=("card",), source="invented"),),
        roles={"bot": rights},
    )


@st.composite
def asks(draw: st.DrawFn, balance: int, today: date) -> Ask:
    amount = st.none() | st.integers(1, balance + 5) | st.integers(max(1, balance // 9), max(1, balance // 2))
    return Ask(
        each_minor=draw(amount),
        parts=draw(st.none() | st.integers(1, 14)),
        down_minor=draw(st.none() | amount),
        first_on=draw(st.none() | st.integers(-3, 45).map(lambda ahead: today + timedelta(days=ahead))),
        pay_day=draw(st.none() | st.integers(1, 31)),
        cadence=draw(st.none() | st.sampled_from(Cadence)),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Debt, Ask, Circumstances, PlanPolicy]:
    balance = draw(st.integers(1, 200) | st.integers(1, 10**9))
    rate = draw(st.sampled_from(["0", "19.9", "120"]))
    late = draw(st.integers(0, balance // 2))
    fees = draw(st.integers(0, balance - late))
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))
    debt = Debt(
        currency=currency, balance_minor=balance, interest_minor=late, fees_minor=fees, annual_rate=Decimal(rate)
    )
    at = Circumstances(
        as_of=draw(days),
        jurisdiction=draw(st.sampled_from(["", "US", "cn", "CN-SH", "Us-ny", "nowhere"])),
        product=draw(st.sampled_from(["", "car", "gold card"])),
        bucket=draw(st.sampled_from(["", "B1", "B3"])),
        plans_in_case=draw(st.integers(0, 2)),
    )
    return debt, draw(asks(balance, at.as_of)), at, draw(policies())


@given(questions(), st.none() | st.integers(1, 10**9), st.none() | st.integers(1, 50))
def test_every_offer_and_every_nearest_obeys_every_limit(
    question: tuple[Debt, Ask, Circumstances, PlanPolicy], settle: int | None, waive: int | None
) -> None:
    debt, ask, at, policy = question
    assume(waive is None or waive < debt.balance_minor)
    asked = replace(ask, settle_minor=settle, waive_minor=waive)
    solution = solve(debt, asked, at, policy)
    assert 1 <= len(solution.offers) <= 3
    for offer in (*solution.offers, *(refusal.nearest for refusal in solution.refused)):
        assert faults(offer, debt, asked, at, policy) == []


@given(questions())
def test_an_ask_is_refused_if_and_only_if_nothing_can_meet_it(
    question: tuple[Debt, Ask, Circumstances, PlanPolicy],
) -> None:
    debt, ask, at, policy = question
    assume(ask.cadence is None or ask.cadence in policy.cadences)
    assert (solve(*question).refused == ()) == possible(debt, ask, at, policy)


@given(questions())
def test_the_same_question_has_the_same_answer(question: tuple[Debt, Ask, Circumstances, PlanPolicy]) -> None:
    assert solve(*question) == solve(*question)


@given(questions())
def test_what_is_nearest_is_possible_when_it_is_asked_for(
    question: tuple[Debt, Ask, Circumstances, PlanPolicy],
) -> None:
    debt, ask, at, policy = question
    for refusal in solve(*question).refused:
        near = refusal.nearest
        wish = Ask(
            parts=len(near.parts),
            each_minor=near.regular_minor,
            down_minor=near.down_minor,
            first_on=near.first_on,
            pay_day=ask.pay_day,
            cadence=ask.cadence if ask.cadence in policy.cadences else None,
        )
        assert solve(debt, wish, at, policy).refused == ()


@given(
    st.integers(1, 10**7),
    st.integers(1, 10**6),
    days,
    st.sampled_from(list(ClosedDays)),
    st.none() | st.integers(1, 31),
    st.sampled_from(Cadence),
    st.sets(st.integers(1, 400), max_size=60),
)
def test_dates_fall_on_business_days_and_rise(
    balance: int, each: int, today: date, rule: ClosedDays, pay_day: int | None, cadence: Cadence, closed: set[int]
) -> None:
    off = frozenset(today + timedelta(days=ahead) for ahead in closed)
    at = Circumstances(as_of=today, calendar=Calendar(off=off, worked=frozenset({today + timedelta(days=6)})))
    policy = PlanPolicy(closed_days=rule, roles={"bot": Authority(longest_months=12)})
    debt, ask = Debt(currency="EUR", balance_minor=balance), Ask(each_minor=each, pay_day=pay_day, cadence=cadence)
    for offer in solve(debt, ask, at, policy).offers:
        assert faults(offer, debt, ask, at, policy) == []


@given(st.integers(1200, 10**9), days, st.integers(1, 31))
def test_parts_fall_on_pay_day_clamped_to_the_months_end(balance: int, today: date, pay_day: int) -> None:
    solution = solve(
        Debt(currency="EUR", balance_minor=balance), Ask(pay_day=pay_day), replace(AT, as_of=today), SHIPPED
    )
    for offer in solution.offers:
        if offer.kind is OfferKind.PLAN:
            for part in offer.parts:
                assert part.due_on == in_month(part.due_on.year, part.due_on.month, pay_day)


@pytest.mark.parametrize("currency", CURRENCIES)
@settings(max_examples=20)
@given(minor=st.integers(1, 10**12), each=st.integers(1, 10**12), parts=st.none() | st.integers(1, 9))
def test_parts_sum_exactly_in_every_currency(currency: str, minor: int, each: int, parts: int | None) -> None:
    solution = solve(Debt(currency=currency, balance_minor=minor), Ask(each_minor=each, parts=parts), AT, SHIPPED)
    for offer in solution.offers:
        assert sum(offer.amounts) == offer.total_minor == minor
        assert min(offer.amounts) > 0


@given(st.integers(100, 10**7), st.integers(1, 10**7))
def test_offers_come_by_how_near_their_parts_are_to_what_was_asked(balance: int, each: int) -> None:
    offers = solve(Debt(currency="EUR", balance_minor=balance), Ask(each_minor=each), AT, PlanPolicy()).offers
    asked = min(each, balance)
    assert max(offers[0].amounts) <= each or not possible(
        Debt(currency="EUR", balance_minor=balance), Ask(each_minor=each), AT, PlanPolicy()
    )
    away = [abs(max(offer.amounts) - asked) for offer in offers[1:]]
    assert away == sorted(away)


@given(st.integers(10_000, 10**7), st.integers(1, 20))
def test_offers_come_by_how_near_their_number_of_parts_is(balance: int, parts: int) -> None:
    offers = solve(Debt(currency="EUR", balance_minor=balance), Ask(parts=parts), AT, SHIPPED).offers
    away = [abs(len(offer.parts) - parts) for offer in offers]
    assert away == sorted(away)
    assert away[0] == max(0, parts - 6)


@pytest.mark.parametrize(
    ("ask", "amounts"),
    [
        (Ask(each_minor=60_000), (60_000,) * 2),
        (Ask(each_minor=25_000), (25_000,) * 4 + (20_000,)),
        (Ask(parts=5), (24_000,) * 5),
        (Ask(each_minor=25_000, down_minor=50_000), (50_000, 25_000, 25_000, 20_000)),
        (Ask(each_minor=500_000), (120_000,)),
        (Ask(parts=1), (120_000,)),
        (Ask(each_minor=119_500), (60_000, 60_000)),
    ],
)
def test_parts_are_of_what_was_named_with_the_rest_last(ask: Ask, amounts: tuple[int, ...]) -> None:
    solution = solve(Debt(currency="USD", balance_minor=120_000), ask, AT, SHIPPED)
    assert (solution.offers[0].amounts, solution.refused) == (amounts, ())


@pytest.mark.parametrize(
    ("ask", "at", "barrier", "limit"),
    [
        (Ask(each_minor=10_000), AT, Barrier.PARTS, 6),
        (Ask(parts=72), replace(AT, role="supervisor", jurisdiction="cn-sh"), Barrier.LAW, 60),
        (Ask(parts=72), replace(AT, role="supervisor", jurisdiction="CN", product="Gold Card"), Barrier.LAW, 60),
        (Ask(parts=7), replace(AT, plans_in_case=3), Barrier.PLANS_USED, 3),
        (Ask(parts=30, cadence=Cadence.MONTHLY), replace(AT, role="collector"), Barrier.PARTS, 12),
        (Ask(down_minor=10), AT, Barrier.LEAST_PART, 1200),
        (Ask(down_minor=15_000), replace(AT, bucket="B4"), Barrier.DOWN_PAYMENT, 24_000),
        (Ask(each_minor=22_000), replace(AT, bucket="B4"), Barrier.DOWN_PAYMENT, 24_000),
        (Ask(settle_minor=90_000), replace(AT, bucket="B4", role="collector"), Barrier.SETTLEMENT, 96_000),
        (Ask(waive_minor=1), AT, Barrier.WAIVER, 0),
        (Ask(each_minor=60_000, parts=6, down_minor=90_000, first_on=TODAY), AT, Barrier.TOO_EARLY, None),
        (Ask(first_on=date(2027, 3, 1)), AT, Barrier.TOO_LATE, None),
        (Ask(each_minor=20_000, parts=3), AT, Barrier.TOGETHER, None),
    ],
)
def test_a_refusal_names_the_limit_and_its_number(
    ask: Ask, at: Circumstances, barrier: Barrier, limit: int | None
) -> None:
    (refusal,) = solve(Debt(currency="USD", balance_minor=120_000), ask, at, SHIPPED).refused
    assert (refusal.barrier, refusal.limit) == (barrier, limit)


@pytest.mark.parametrize("jurisdiction", ["us", "US", "Us-ny", "XX", "", "C"])
def test_a_jurisdiction_without_a_limit_has_the_defaults(jurisdiction: str) -> None:
    debt, ask = Debt(currency="USD", balance_minor=120_000), Ask(parts=80)
    at = replace(AT, role="supervisor")
    assert solve(debt, ask, replace(at, jurisdiction=jurisdiction), SHIPPED) == solve(debt, ask, at, SHIPPED)


def test_another_product_is_not_bound_by_the_limit_for_cards() -> None:
    at = replace(AT, role="supervisor", jurisdiction="CN", product="car loan")
    assert solve(Debt(currency="CNY", balance_minor=10**7), Ask(parts=72), at, SHIPPED).refused == ()


def test_a_balance_below_the_least_part_is_one_payment() -> None:
    (offer,) = solve(Debt(currency="USD", balance_minor=999), Ask(), AT, SHIPPED).offers
    assert (offer.kind, offer.amounts) == (OfferKind.PROMISE, (999,))


def test_a_settlement_is_offered_unasked_only_where_the_policy_opens_with_one() -> None:
    debt = Debt(currency="USD", balance_minor=120_000)
    kinds = {role: solve(debt, Ask(), replace(AT, role=role, bucket="B4"), SHIPPED).offers for role in SHIPPED.roles}
    settled = {role: [o.total_minor for o in found if o.kind is OfferKind.SETTLEMENT] for role, found in kinds.items()}
    assert settled == {"bot": [], "collector": [108_000], "supervisor": [96_000]}


def test_a_waiver_comes_off_what_the_parts_add_up_to() -> None:
    debt = Debt(currency="USD", balance_minor=120_000, fees_minor=3_000)
    solution = solve(debt, Ask(waive_minor=3_000, parts=3), replace(AT, role="collector", bucket="B1"), SHIPPED)
    assert (solution.offers[0].amounts, solution.refused) == ((39_000,) * 3, ())


@pytest.mark.parametrize(
    ("debt", "ask", "at", "why"),
    [
        (Debt(currency="USD", balance_minor=0), Ask(), AT, "balance must be more than nought"),
        (Debt(currency="USD", balance_minor=-5), Ask(), AT, "balance must be more than nought"),
        (Debt(currency="USD", balance_minor=10**19), Ask(), AT, "larger than any debt"),
        (Debt(currency="USD", balance_minor=9, fees_minor=10), Ask(), AT, "parts of the balance"),
        (Debt(currency="USD", balance_minor=9), Ask(each_minor=0), AT, "at a time must be more"),
        (Debt(currency="USD", balance_minor=9), Ask(parts=-1), AT, "number of parts must be more"),
        (Debt(currency="USD", balance_minor=9), Ask(pay_day=32), AT, "no day of a month"),
        (Debt(currency="USD", balance_minor=9), Ask(waive_minor=9), AT, "leave something to pay"),
        (Debt(currency="USD", balance_minor=9), Ask(), replace(AT, role="king"), "no role"),
        (Debt(currency="USD", balance_minor=9), Ask(), replace(AT, bucket="B9"), "no bucket"),
        (Debt(currency="USD", balance_minor=9), Ask(), replace(AT, as_of=date(9999, 1, 1)), "lies outside"),
    ],
)
def test_what_nobody_can_have_meant_is_an_error(debt: Debt, ask: Ask, at: Circumstances, why: str) -> None:
    with pytest.raises(AskError, match=why):
        solve(debt, ask, at, SHIPPED)
