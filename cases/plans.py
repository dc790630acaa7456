"""What instalment plans may be offered: equal parts, monthly dates, inside a policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from cases.model import PlanPart
from cases.money import Money
from cases.months import add_months, month_day


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPolicy:
    """What the bot may offer alone.

    ``least_part_minor`` is the smallest part per currency, in minor units; ``least_share`` the smallest part as a share
    of the total, for every currency. The first part falls due ``first_after_days`` from today where the borrower names
    no pay day, and never later than ``first_within_days``.
    """

    max_parts: int = 6
    least_part_minor: Mapping[str, int] = field(default_factory=dict)
    least_share: Fraction = Fraction(0)
    first_after_days: int = 7
    first_within_days: int = 31

    def least_part(self, total: Money) -> int:
        """The smallest part of this total, in minor units, at least one."""
        return max(1, self.least_part_minor.get(total.currency, 1), ceil(total.minor * self.least_share))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOption:
    """One plan on offer; the parts sum exactly to ``total_minor``."""

    currency: str
    total_minor: int
    parts: tuple[PlanPart, ...]


def equal_parts(total_minor: int, n: int) -> tuple[int, ...]:
    """``n`` parts that sum exactly to the total and differ by at most one minor unit, the larger ones first.

    Raises ValueError where a part would be zero.
    """
    if n < 1 or total_minor < n:
        raise ValueError(f"{total_minor} minor units cannot be paid in {n} parts")
    part, over = divmod(total_minor, n)
    return (part + 1,) * over + (part,) * (n - over)


def monthly_dates(first: date, n: int, *, pay_day: int | None = None) -> tuple[date, ...]:
    """``n`` dates a month apart from ``first`` on, on ``pay_day`` (else the first one's day) or the month's end."""
    return (first, *(add_months(first, months, day=pay_day) for months in range(1, n)))


def first_date(policy: PlanPolicy, today: date, pay_day: int | None) -> date:
    """When the first part falls due: the next pay day after today, if the policy's days reach it."""
    latest = today + timedelta(days=policy.first_within_days)
    if pay_day is None:
        return min(latest, today + timedelta(days=policy.first_after_days))
    this_month = month_day(today.year, today.month, pay_day)
    return min(latest, this_month if this_month > today else add_months(today, 1, day=pay_day))


def options(total: Money, policy: PlanPolicy, today: date, pay_day: int | None = None) -> tuple[PlanOption, ...]:
    """Up to three plans of equal monthly parts, fewest parts first; none where two parts would already be too small.

    ``pay_day`` is the day of the month (1 to 31) on which the borrower is paid, if they said so.
    """
    least = policy.least_part(total)
    counts = [n for n in range(2, policy.max_parts + 1) if total.minor // n >= least]
    if not counts:
        return ()
    chosen = sorted({counts[0], counts[len(counts) // 2], counts[-1]})
    return tuple(_option(total, n, first_date(policy, today, pay_day), pay_day) for n in chosen)


def _option(total: Money, n: int, first: date, pay_day: int | None) -> PlanOption:
    amounts = equal_parts(total.minor, n)
    dates = monthly_dates(first, n, pay_day=pay_day)
    parts = tuple(
        PlanPart(number=number, due_on=day, amount_minor=amount)
        for number, (day, amount) in enumerate(zip(dates, amounts, strict=True), start=1)
    )
    return PlanOption(currency=total.currency, total_minor=total.minor, parts=parts)
