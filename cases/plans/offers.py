"""What the solver answers: offers, and what was refused with the nearest that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model import PlanPart
from cases.plans.asks import Ask


class OfferKind(StrEnum):
    """Several parts; less than the balance in one payment; the whole in one payment."""

    PLAN = "plan"
    SETTLEMENT = "settlement"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing that may be agreed. The parts sum exactly to ``total_minor``.

    ``down_minor`` is the first part where it is one of its own (asked for, or set by the policy), else None.
    ``interest_minor`` is in the total on top of the balance; ``waived_minor`` was taken off it.
    """

    kind: OfferKind
    currency: str
    total_minor: int
    parts: tuple[PlanPart, ...]
    down_minor: int | None = None
    interest_minor: int = 0
    waived_minor: int = 0

    @property
    def amounts(self) -> tuple[int, ...]:
        """The parts in minor units."""
        return tuple(part.amount_minor for part in self.parts)

    @property
    def regular_minor(self) -> int:
        """The largest part beside the down payment."""
        return max(self.amounts[1:] if self.down_minor else self.amounts)

    @property
    def first_on(self) -> date:
        """When the first part falls due."""
        return self.parts[0].due_on

    @property
    def last_on(self) -> date:
        """When the last part falls due."""
        return self.parts[-1].due_on


class Barrier(StrEnum):
    """Why something that was asked for cannot be."""

    PARTS = "parts"
    TERM = "term"
    LAW = "law"
    LEAST_PART = "least_part"
    DOWN_PAYMENT = "down_payment"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    PLANS_USED = "plans_used"
    CADENCE = "cadence"
    SETTLEMENT = "settlement"
    WAIVER = "waiver"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What of the ask cannot be, and the offer nearest to it.

    ``ask`` names only what stands against ``barrier``. ``needed`` is how many parts it would take. ``limit`` is the
    barrier's own number: parts, months, minor units or plans; ``limit_on`` its date. ``source`` names the law.
    """

    ask: Ask
    barrier: Barrier
    nearest: Offer
    needed: int | None = None
    limit: int | None = None
    limit_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Up to three offers, nearest to the ask first; refused is empty where the ask can be met as it is."""

    offers: tuple[Offer, ...]
    refused: tuple[Refusal, ...] = ()
