"""A schedule of equal monthly instalments, for loans that came without one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from cases.model import Instalment, Loan
from cases.months import add_months

_EXACT = Context(prec=60)
_MONTHS_AND_PERCENT = Decimal(1200)


def derive_schedule(loan: Loan) -> tuple[Instalment, ...]:
    """Equal instalments from principal, annual rate in percent, term and first due date; empty where one is missing.

    Interest of a month is a twelfth of the annual rate on what is left, rounded half up to the minor unit; the last
    instalment takes what rounding left over, so that the principal parts sum exactly to the principal. Each due
    date is the first one's day of a later month, or that month's end. Raises ValueError for a principal, term or
    rate below zero.
    """
    if loan.principal_minor is None or loan.annual_rate is None or loan.term_months is None or not loan.first_due_on:
        return ()
    if loan.principal_minor < 0 or loan.term_months < 1 or loan.annual_rate < 0:
        raise ValueError(f"loan {loan.ref}: principal and rate must not be negative, the term at least one month")
    rate = _EXACT.divide(loan.annual_rate, _MONTHS_AND_PERCENT)
    whole = annuity_minor(loan.principal_minor, rate, loan.term_months)
    left = loan.principal_minor
    schedule = []
    for number in range(1, loan.term_months + 1):
        interest = _rounded(_EXACT.multiply(Decimal(left), rate))
        principal = left if number == loan.term_months else min(left, max(0, whole - interest))
        left -= principal
        due_on = add_months(loan.first_due_on, number - 1)
        schedule.append(Instalment(number=number, due_on=due_on, principal_minor=principal, interest_minor=interest))
    return tuple(schedule)


def annuity_minor(principal_minor: int, monthly_rate: Decimal, months: int) -> int:
    """The equal instalment in minor units, rounded half up; ``monthly_rate`` as a fraction (0.01 is one percent)."""
    if not monthly_rate:
        return _rounded(_EXACT.divide(Decimal(principal_minor), Decimal(months)))
    growth = _EXACT.power(_EXACT.add(Decimal(1), monthly_rate), months)
    factor = _EXACT.divide(_EXACT.multiply(monthly_rate, growth), _EXACT.subtract(growth, Decimal(1)))
    return _rounded(_EXACT.multiply(Decimal(principal_minor), factor))


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))
