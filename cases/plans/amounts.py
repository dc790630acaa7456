"""How a total is divided into parts, exactly to the minor unit, and what interest adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

DAYS_OF_A_YEAR = 365


def equal_parts(total_minor: int, n: int) -> tuple[int, ...]:
    """``n`` parts that sum exactly to the total and differ by at most one minor unit, the larger ones first.

    Raises ValueError where a part would be zero.
    """
    if n < 1 or total_minor < n:
        raise ValueError(f"{total_minor} minor units cannot be paid in {n} parts")
    part, over = divmod(total_minor, n)
    return (part + 1,) * over + (part,) * (n - over)


def divided(total_minor: int, n: int, *, least: int, each: int | None = None) -> tuple[int, ...] | None:
    """``n`` parts of at least ``least``: of ``each`` with the rest last where that takes ``n`` parts, else equal ones.

    None where equal parts would be smaller than ``least``.
    """
    if n < 1 or total_minor // n < least:
        return None
    if each is not None:
        rest = total_minor - each * (n - 1)
        if least <= rest <= each:
            return (each,) * (n - 1) + (rest,)
    return equal_parts(total_minor, n)


def interest_until(principal_minor: int, annual_rate: Decimal, as_of: date, dates: Sequence[date]) -> int:
    """Simple interest, actual days over 365, on a principal paid off evenly on these dates; rounded up to minor units.

    ``annual_rate`` is in percent.
    """
    n, since, days = len(dates), as_of, 0
    for paid, on in enumerate(dates):
        days += (n - paid) * (on - since).days
        since = on
    owed = principal_minor * Fraction(annual_rate) / 100 * Fraction(days, n * DAYS_OF_A_YEAR)
    return -(-owed.numerator // owed.denominator)
