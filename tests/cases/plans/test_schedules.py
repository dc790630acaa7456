"""Parts and dates of a plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.plans import PlanPolicy, equal_parts, first_date, monthly_dates

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
