"""What the solver is asked: the debt, the place and role, and what the borrower can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cases.buckets import Buckets
from cases.plans.policy import BOT, Cadence, PlanPolicy
from cases.policy.pack import Calendar

END_OF_MONTH = 31
"""As a pay day: the last day of every month."""
YEARS = range(1970, 2200)
MOST_MINOR = 10**18
NO_DAYS_OFF = Calendar(off=frozenset())


class AskError(ValueError):
    """A question that has no meaning; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What is to be paid, in minor units. ``interest_minor`` and ``fees_minor`` are the late ones in it.

    ``principal_minor`` (default: the rest) bears interest at ``annual_rate`` percent where the policy lets it accrue.
    """

    currency: str
    balance_minor: int
    interest_minor: int = 0
    fees_minor: int = 0
    annual_rate: Decimal = Decimal(0)

    @property
    def principal_minor(self) -> int:
        """The part that bears interest."""
        return self.balance_minor - self.interest_minor - self.fees_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When, where and by whom. An unknown jurisdiction or product has the default limits and the strictest product's.

    ``plans_in_case`` and ``plans_in_year`` are plans that were agreed before.
    """

    as_of: date
    jurisdiction: str = ""
    product: str = ""
    bucket: str = ""
    role: str = BOT
    plans_in_case: int = 0
    plans_in_year: int = 0
    calendar: Calendar = field(default=NO_DAYS_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the borrower asked for; amounts in minor units, None for what they did not name.

    ``each_minor`` is the most they can pay at a time, ``pay_day`` a day of the month, 1 to 31, clamped to its end.
    """

    each_minor: int | None = None
    parts: int | None = None
    down_minor: int | None = None
    first_on: date | None = None
    pay_day: int | None = None
    cadence: Cadence | None = None
    settle_minor: int | None = None
    waive_minor: int | None = None


def check(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> None:
    """Raises AskError for what nobody can have meant."""
    if debt.balance_minor <= 0:
        raise AskError("the balance must be more than nought")
    if debt.balance_minor > MOST_MINOR:
        raise AskError("the balance is larger than any debt")
    if min(debt.interest_minor, debt.fees_minor) < 0 or debt.principal_minor < 0:
        raise AskError("interest and fees are parts of the balance, none below nought")
    if debt.annual_rate < 0:
        raise AskError("the rate must not be below nought")
    amounts = {
        "what can be paid at a time": ask.each_minor,
        "the down payment": ask.down_minor,
        "the settlement": ask.settle_minor,
        "the waiver": ask.waive_minor,
        "the number of parts": ask.parts,
    }
    for name, value in amounts.items():
        if value is not None and value <= 0:
            raise AskError(f"{name} must be more than nought")
    if ask.waive_minor is not None and ask.waive_minor >= debt.balance_minor:
        raise AskError("the waiver must leave something to pay")
    if ask.pay_day is not None and not 1 <= ask.pay_day <= END_OF_MONTH:
        raise AskError(f"the pay day {ask.pay_day} is no day of a month, 1 to 31")
    if at.as_of.year not in YEARS:
        raise AskError(f"the day {at.as_of} lies outside {YEARS.start} to {YEARS.stop - 1}")
    if at.role not in policy.roles:
        raise AskError(f"{at.role!r} is no role of the policy; known: {', '.join(sorted(policy.roles))}")
    buckets = [name for name, _ in Buckets().bands] + ["GRACE"]
    if at.bucket and at.bucket not in buckets:
        raise AskError(f"{at.bucket!r} is no bucket; known: {', '.join(buckets)}")
