"""Every single payment and every plan that the policy allows, each number of parts once, shaped by what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from cases.model import PlanPart
from cases.plans.amounts import divided, interest_until
from cases.plans.asks import Ask, Circumstances, Debt
from cases.plans.dates import due_dates, single_date
from cases.plans.offers import Offer, OfferKind
from cases.plans.policy import Authority, Cadence, Growth, PlanPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that holds for one ask, worked out once: what is owed after a waiver, and the dates that parts may have."""

    debt: Debt
    at: Circumstances
    policy: PlanPolicy
    waived_minor: int
    most_waived_minor: int
    cadence: Cadence
    last_day: date
    dates: tuple[date, ...]
    interests: tuple[int, ...]
    """What one part, two parts, and so on for every date, cost in interest."""

    @property
    def authority(self) -> Authority:
        """What the role may agree."""
        return self.policy.roles[self.at.role]

    @property
    def owed_minor(self) -> int:
        """The balance less what is waived."""
        return self.debt.balance_minor - self.waived_minor

    @property
    def plans_left(self) -> int:
        """How many more plans may be agreed."""
        rights = self.authority
        return min(rights.plans_per_case - self.at.plans_in_case, rights.plans_per_year - self.at.plans_in_year)

    @property
    def most_parts(self) -> int:
        """The most parts of a plan at this cadence, whatever their dates."""
        return self.authority.most_parts.get(self.cadence, 1)

    @property
    def down_share(self) -> Fraction:
        """The share that the first part must have."""
        return self.policy.down_payment.get(self.at.bucket, Fraction(0))

    def interest(self, n: int) -> int:
        """What ``n`` parts cost in interest; as much as the longest plan where there are no dates for so many."""
        return self.interests[min(n, len(self.interests)) - 1] if self.interests else 0

    def total(self, n: int) -> int:
        """What ``n`` parts come to."""
        return self.owed_minor + self.interest(n)

    def least(self, n: int) -> int:
        """The smallest part of ``n``."""
        return self.policy.least_part(self.total(n), self.debt.currency)

    def least_down(self, n: int) -> int:
        """The smallest first part of ``n``."""
        return max(self.least(n), ceil(self.total(n) * self.down_share))


def ground(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> Ground:
    """What holds for this ask. A cadence that the policy has not becomes its first; a waiver stops at its limit."""
    cadence = ask.cadence if ask.cadence and ask.cadence in policy.cadences else policy.cadences[0]
    rights = policy.roles[at.role]
    most = min(_waivable(debt, rights, at.bucket), debt.balance_minor - 1)
    last_day = policy.last_day(at.as_of, at.role, at.jurisdiction, at.product)
    dates = due_dates(policy, at, ask, cadence, last_day)[: rights.most_parts.get(cadence, 1)]
    return Ground(
        debt=debt,
        at=at,
        policy=policy,
        waived_minor=min(ask.waive_minor or 0, most),
        most_waived_minor=most,
        cadence=cadence,
        last_day=last_day,
        dates=dates,
        interests=_interests(debt, at, policy, dates),
    )


def _interests(debt: Debt, at: Circumstances, policy: PlanPolicy, dates: tuple[date, ...]) -> tuple[int, ...]:
    if policy.interest is Growth.FROZEN or not debt.annual_rate:
        return ()
    known = range(1, len(dates) + 1)
    return tuple(interest_until(debt.principal_minor, debt.annual_rate, at.as_of, dates[:n]) for n in known)


def _waivable(debt: Debt, rights: Authority, bucket: str) -> int:
    none = Fraction(0)
    fees = floor(debt.fees_minor * rights.waive_fees.get(bucket, none))
    return fees + floor(debt.interest_minor * rights.waive_interest.get(bucket, none))


def single(here: Ground, ask: Ask) -> Offer:
    """The whole in one payment."""
    on = single_date(here.policy, here.at, ask, here.policy.promise.within_days)
    return _offer(here, OfferKind.PROMISE, (here.owed_minor,), (on,))


def settlement(here: Ground, ask: Ask, total_minor: int) -> Offer:
    """Less than the balance in one payment."""
    on = single_date(here.policy, here.at, ask, here.policy.settlement_days)
    return _offer(here, OfferKind.SETTLEMENT, (total_minor,), (on,))


def plans(here: Ground, ask: Ask) -> Iterator[Offer]:
    """Every plan, fewest parts first."""
    if here.plans_left <= 0:
        return
    for n in range(2, len(here.dates) + 1):
        down = _down(here, ask, n)
        amounts = _amounts(here, ask, n, down)
        if amounts is not None:
            yield _offer(here, OfferKind.PLAN, amounts, here.dates[:n], down=down, interest=here.interest(n))


def _down(here: Ground, ask: Ask, n: int) -> int | None:
    """The first part, where it is one of its own: as asked, brought inside its limits; or the least that is set."""
    required, most = here.least_down(n), here.total(n) - (n - 1) * here.least(n)
    if ask.down_minor is not None and required <= most:
        return min(max(ask.down_minor, required), most)
    usual = divided(here.total(n), n, least=here.least(n), each=ask.each_minor)
    return required if usual is None or usual[0] < required else None


def _amounts(here: Ground, ask: Ask, n: int, down: int | None) -> tuple[int, ...] | None:
    total, least = here.total(n), here.least(n)
    if down is None:
        return divided(total, n, least=least, each=ask.each_minor)
    rest = divided(total - down, n - 1, least=least, each=ask.each_minor)
    return rest and (down, *rest)


def _offer(
    here: Ground,
    kind: OfferKind,
    amounts: tuple[int, ...],
    dates: tuple[date, ...],
    *,
    down: int | None = None,
    interest: int = 0,
) -> Offer:
    pairs = enumerate(zip(dates, amounts, strict=True), start=1)
    return Offer(
        kind=kind,
        currency=here.debt.currency,
        total_minor=sum(amounts),
        parts=tuple(PlanPart(number=number, due_on=on, amount_minor=minor) for number, (on, minor) in pairs),
        down_minor=down,
        interest_minor=interest,
        waived_minor=here.waived_minor,
    )
