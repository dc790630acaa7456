"""Schedules for loans that came without one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cases.annuity import derive_schedule
from cases.model import Loan


def loan(principal: int = 2_800_000, rate: str = "14.07", months: int = 60, first: date = date(2018, 4, 1)) -> Loan:
    return Loan(
        ref="L1",
        currency="USD",
        principal_minor=principal,
        annual_rate=Decimal(rate),
        term_months=months,
        first_due_on=first,
    )


@pytest.mark.parametrize(
    ("principal", "rate", "months", "whole"),
    [(2_800_000, "14.07", 60, 65_253), (500_000, "12.61", 36, 16_753), (120_000, "0", 12, 10_000)],
)
def test_the_instalments_are_equal_and_rounded_half_up(principal: int, rate: str, months: int, whole: int) -> None:
    schedule = derive_schedule(loan(principal, rate, months))
    assert {i.principal_minor + i.interest_minor for i in schedule[:-1]} == {whole}
    assert abs(schedule[-1].principal_minor + schedule[-1].interest_minor - whole) <= months


def test_interest_is_a_twelfth_of_the_rate_on_what_is_left() -> None:
    first, second = derive_schedule(loan(100_000, "12", 2))
    assert (first.interest_minor, second.interest_minor) == (1000, second.principal_minor // 100)


def test_month_ends_are_clamped_and_come_back() -> None:
    days = [i.due_on for i in derive_schedule(loan(months=4, first=date(2026, 1, 31)))]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_a_loan_that_lacks_a_figure_has_no_schedule() -> None:
    assert derive_schedule(Loan(ref="L1", currency="USD", principal_minor=1000, term_months=3)) == ()


def test_a_rate_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        derive_schedule(loan(rate="-1"))
