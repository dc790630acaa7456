"""What a lender lets bot, collector and supervisor agree: the values of ``plans.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from cases.months import add_months

Shares = Mapping[str, Fraction]
"""A share from 0 to 1 by bucket; a bucket that is not named has none."""
BOT = "bot"


class Cadence(StrEnum):
    """How often a part falls due."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Growth(StrEnum):
    """Whether interest or late fees go on while a plan is kept."""

    FROZEN = "frozen"
    ACCRUES = "accrues"


class ClosedDays(StrEnum):
    """What becomes of a date on a day that is no business day."""

    KEEP = "keep"
    NEXT = "next"
    PREVIOUS = "previous"


USUAL_PARTS: Mapping[Cadence, int] = MappingProxyType({Cadence.MONTHLY: 6, Cadence.FORTNIGHTLY: 13, Cadence.WEEKLY: 26})


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What one role may agree alone. Shares are by bucket; ``settle_opening`` is offered without being asked."""

    most_parts: Mapping[Cadence, int] = field(default_factory=lambda: USUAL_PARTS)
    longest_months: int = 7
    plans_per_case: int = 3
    plans_per_year: int = 4
    waive_fees: Shares = field(default_factory=dict)
    waive_interest: Shares = field(default_factory=dict)
    settle: Shares = field(default_factory=dict)
    settle_opening: Shares = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLimit:
    """The longest term that a jurisdiction allows, in months from the day of the agreement; ``products`` empty: all."""

    jurisdiction: str
    longest_months: int
    products: tuple[str, ...] = ()
    source: str
    confidence: str = "M"

    def binds(self, jurisdiction: str, product: str) -> bool:
        """Whether it holds there: in any case, in its regions too, and for a product that is not known."""
        here, own = jurisdiction.casefold(), self.jurisdiction.casefold()
        named = product.casefold()
        covered = not self.products or not named or any(word.casefold() in named for word in self.products)
        return covered and (here == own or here.startswith(own + "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLimits:
    """A single payment: the furthest day, its least share of what is late, and when it counts as broken."""

    within_days: int = 21
    least_share: Fraction = Fraction(1, 10)
    grace_days: int = 1
    most_broken: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPolicy:
    """All limits. ``least_minor`` is the smallest part by currency, in minor units; ``least_share`` that of any total.

    The first part falls due ``first_after_days`` from today where the borrower names no pay day, and never later than
    ``first_within_days``. ``weekend`` are days of the week, Monday being 0. ``calendars`` name the holiday calendar of
    a jurisdiction. ``settlement_days`` is how long a settlement may wait for its money. ``promised`` and ``disputed``:
    whether late fees go on while a promise stands, and charges while a dispute is looked into.
    """

    least_minor: Mapping[str, int] = field(default_factory=dict)
    least_share: Fraction = Fraction(0)
    cadences: tuple[Cadence, ...] = (Cadence.MONTHLY, Cadence.FORTNIGHTLY, Cadence.WEEKLY)
    first_after_days: int = 7
    first_within_days: int = 31
    down_payment: Shares = field(default_factory=dict)
    closed_days: ClosedDays = ClosedDays.KEEP
    weekend: frozenset[int] = frozenset({5, 6})
    calendars: Mapping[str, str] = field(default_factory=dict)
    interest: Growth = Growth.FROZEN
    fees: Growth = Growth.FROZEN
    promised: Growth = Growth.ACCRUES
    disputed: Growth = Growth.ACCRUES
    grace_days: int = 3
    skips: int = 1
    redates: int = 1
    settlement_days: int = 30
    promise: PromiseLimits = field(default_factory=PromiseLimits)
    roles: Mapping[str, Authority] = field(default_factory=lambda: {BOT: Authority()})
    limits: tuple[TermLimit, ...] = ()

    def least_part(self, total_minor: int, currency: str) -> int:
        """The smallest part of this total, in minor units, at least one."""
        return max(1, self.least_minor.get(currency, 1), ceil(total_minor * self.least_share))

    def term_limit(self, jurisdiction: str, product: str) -> TermLimit | None:
        """The shortest term that the law of the place sets; None where it sets none."""
        binding = [limit for limit in self.limits if limit.binds(jurisdiction, product)]
        return min(binding, key=lambda limit: limit.longest_months, default=None)

    def last_day(self, as_of: date, role: str, jurisdiction: str, product: str) -> date:
        """The latest day for the last part."""
        limit = self.term_limit(jurisdiction, product)
        months = self.roles[role].longest_months
        return add_months(as_of, min(months, limit.longest_months) if limit else months)

    def calendar_of(self, jurisdiction: str) -> str | None:
        """The name of the holiday calendar that holds there: a region's own, else its country's."""
        named = {place.casefold(): calendar for place, calendar in self.calendars.items()}
        here = jurisdiction.casefold()
        return named.get(here) or named.get(here.split("-")[0])
