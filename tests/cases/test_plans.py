"""Plans on offer: parts, dates and policy."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.money import Money
from cases.plans import PlanPolicy, equal_parts, first_date, monthly_dates, options

TODAY = date(2026, 1, 20)


@given(st.integers(1, 24).flatmap(lambda n: st.tuples(st.integers(n, 10**12), st.just(n))))
def test_equal_parts_sum_exactly_and_differ_by_one_minor_unit_at_most(case: tuple[int, int]) -> None:
    parts = equal_parts(*case)
    assert (sum(parts), len(parts)) == case
    assert max(parts) - min(parts) <= 1
    assert list(parts) == sorted(parts, reverse=True)


def test_more_parts_than_minor_units_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be paid in 3 parts"):
        equal_parts(2, 3)


@given(
    st.sampled_from(["JPY", "USD", "KWD", "CLP", "RUB"]),
    st.integers(0, 10**9),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.none() | st.integers(1, 31),
)
def test_every_option_keeps_to_the_policy(currency: str, minor: int, today: date, pay_day: int | None) -> None:
    policy = PlanPolicy(least_part_minor={"USD": 2500, "JPY": 3000}, least_share=Fraction(1, 5))
    offered = options(Money(currency=currency, minor=minor), policy, today, pay_day)
    assert len(offered) <= 3
    for option in offered:
        days = [part.due_on for part in option.parts]
        assert sum(part.amount_minor for part in option.parts) == option.total_minor == minor
        assert 2 <= len(option.parts) <= 5
        assert min(part.amount_minor for part in option.parts) >= policy.least_part(
            Money(currency=currency, minor=minor)
        )
        assert 0 < (days[0] - today).days <= policy.first_within_days
        assert days == sorted(set(days))


def test_two_or_three_plans_are_offered_the_shortest_first() -> None:
    offered = options(Money(currency="EUR", minor=60_000), PlanPolicy(), TODAY)
    assert [len(option.parts) for option in offered] == [2, 4, 6]
    few = options(Money(currency="EUR", minor=60_000), PlanPolicy(max_parts=3), TODAY)
    assert [len(option.parts) for option in few] == [2, 3]


def test_what_is_too_small_to_split_gets_no_plan() -> None:
    policy = PlanPolicy(least_part_minor={"EUR": 5000})
    assert options(Money(currency="EUR", minor=9_999), policy, TODAY) == ()


@pytest.mark.parametrize(
    ("today", "pay_day", "first"),
    [
        (TODAY, None, date(2026, 1, 27)),
        (TODAY, 25, date(2026, 1, 25)),
        (TODAY, 20, date(2026, 2, 20)),
        (TODAY, 5, date(2026, 2, 5)),
        (date(2026, 1, 31), 31, date(2026, 2, 28)),
    ],
)
def test_the_first_part_falls_on_the_next_pay_day(today: date, pay_day: int | None, first: date) -> None:
    assert first_date(PlanPolicy(), today, pay_day) == first


def test_a_pay_day_at_the_end_of_the_month_comes_back_after_february() -> None:
    days = monthly_dates(date(2026, 2, 28), 3, pay_day=31)
    assert days == (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))
