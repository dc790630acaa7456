"""The values everything else speaks of: borrower, loan, case, promise, plan, hold, contact point."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from cases.hardship import Affordability, Relief
from cases.people import Borrower, ContactPoint, Creditor, Party
from cases.vocabulary import (
    Blocks,
    Channel,
    ClosedReason,
    CustodyState,
    HoldScope,
    HoldType,
    Kind,
    PlanKind,
    PlanState,
    PromiseState,
    Treatment,
)

__all__ = [
    "AWAITS_OUTCOME",
    "Account",
    "Affordability",
    "Blocks",
    "Borrower",
    "Case",
    "Channel",
    "Charge",
    "ClosedReason",
    "ContactPoint",
    "Creditor",
    "Custody",
    "CustodyState",
    "Hold",
    "HoldScope",
    "HoldType",
    "Instalment",
    "Kind",
    "Loan",
    "Party",
    "Payment",
    "Plan",
    "PlanKind",
    "PlanPart",
    "PlanState",
    "Promise",
    "PromiseState",
    "Relief",
    "Treatment",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """What is owed. Amounts in minor units of ``currency``; ``annual_rate`` in percent.

    ``creditor`` is the ref of a Creditor, or any name of the lender's own.
    """

    ref: str
    currency: str
    creditor: str | None = None
    officer: str | None = None
    product: str | None = None
    principal_minor: int | None = None
    annual_rate: Decimal | None = None
    term_months: int | None = None
    first_due_on: date | None = None
    opened_on: date | None = None
    known_on: date | None = None
    schedule_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One due part of a loan."""

    number: int
    due_on: date
    principal_minor: int
    interest_minor: int = 0
    fees_minor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that came in, or, with ``reverses``, that the bank took back. ``amount_minor`` is positive in both."""

    external_ref: str
    amount_minor: int
    paid_on: date
    reverses: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A late fee or penalty interest and the rule that made it."""

    external_ref: str
    charged_on: date
    amount_minor: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A loan with all that the ledger needs to know of it, in any order."""

    loan: Loan
    instalments: tuple[Instalment, ...] = ()
    payments: tuple[Payment, ...] = ()
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Amount and date the borrower commits to (PTP)."""

    ref: str
    amount_minor: int
    currency: str
    due_on: date
    made_at: datetime
    state: PromiseState = PromiseState.OPEN
    paid_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What is still to come of it."""
        return max(0, self.amount_minor - self.paid_minor)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """One dated part of a plan."""

    number: int
    due_on: date
    amount_minor: int
    paid_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What is still to come of this part."""
        return max(0, self.amount_minor - self.paid_minor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Several dated parts agreed with the borrower, or one that settles. The parts sum to ``total_minor`` exactly.

    ``balance_minor`` is what was owed when it was made (None: just the total). ``by`` is the login of the person who
    offers it; such an offer ends after ``until``. ``answer_by`` is when a person was to decide. ``grace_days`` were
    agreed (None: those of the policy). ``terms`` is the document that was agreed, as canonical JSON, and ``terms_hash``
    its SHA-256 in hex; a part that was moved or skipped makes a new one.
    """

    ref: str
    currency: str
    total_minor: int
    parts: tuple[PlanPart, ...]
    offered_at: datetime
    state: PlanState = PlanState.OFFERED
    accepted_at: datetime | None = None
    terms_hash: str | None = None
    kind: PlanKind = PlanKind.PLAN
    balance_minor: int | None = None
    grace_days: int | None = None
    by: str | None = None
    until: date | None = None
    answer_by: datetime | None = None
    terms: str | None = None
    moved: int = 0
    skipped: int = 0

    @property
    def owed_minor(self) -> int:
        """What was owed on the day it was made."""
        return self.total_minor if self.balance_minor is None else self.balance_minor


AWAITS_OUTCOME = frozenset({HoldType.DISPUTE, HoldType.COMPLAINT})
"""Holds that no date ends: what was asked must be answered, and the answer recorded. Their ``until`` is a due date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A reason that blocks for a time. ``until`` None means until lifted.

    ``source`` says who told it and how, ``evidence`` what proves it and where that lies. ``from_at`` is since when it
    is so, ``placed_at`` when we learned it: a hold may begin before that, or after. ``may_lift`` is the least role.
    One that ended by itself has nobody in ``lifted_by``.
    """

    ref: str
    type: HoldType
    scope: HoldScope = HoldScope.PERSON
    target: str | None = None
    blocks: Blocks = Blocks.DEMANDS
    from_at: datetime
    until: datetime | None = None
    source: str
    evidence: str | None = None
    placed_by: str | None = None
    placed_at: datetime | None = None
    may_lift: str = "collector"
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lift_why: str | None = None

    @property
    def ends_at(self) -> datetime | None:
        """When it ends by itself; None where only people end it."""
        return None if self.type in AWAITS_OUTCOME else self.until

    def live_at(self, now: datetime) -> bool:
        """Whether it blocks at this instant."""
        return self.from_at <= now and self.lifted_at is None and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Who holds the conversation. ``token`` grows with every change of hands, so an old holder is told apart.

    ``given_by``: it was given to the holder, by that login or by the desk itself (``system``), who has not acted yet.
    """

    state: CustodyState = CustodyState.BOT
    token: int = 0
    skill: str | None = None
    priority: int = 0
    reason: str | None = None
    queued_at: datetime | None = None
    due_by: datetime | None = None
    holder: str | None = None
    lease_until: datetime | None = None
    given_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Our work on one borrower's arrears, all loans together.

    ``cycle`` counts the times the borrower fell late; ``step`` is the newest rung of the ladder reached in this cycle;
    no harsher rung is taken before ``calm_until``. ``reason`` is why they fell behind this time, once they said it.
    """

    borrower_ref: str
    treatment: Treatment = Treatment.IDLE
    closed_reason: ClosedReason | None = None
    custody: Custody = field(default_factory=Custody)
    cycle: int = 0
    step: str | None = None
    calm_until: datetime | None = None
    reason: str | None = None
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    holds: tuple[Hold, ...] = ()
    affordabilities: tuple[Affordability, ...] = ()
    reliefs: tuple[Relief, ...] = ()

    @property
    def affordability(self) -> Affordability | None:
        """What was told of money at home last, whether to its end or not."""
        return self.affordabilities[-1] if self.affordabilities else None

    @property
    def relief(self) -> Relief | None:
        """The relief in force."""
        return next((relief for relief in reversed(self.reliefs) if relief.ended_at is None), None)

    @property
    def promise(self) -> Promise | None:
        """The promise that still stands: open, or partly kept with its date ahead."""
        live = (PromiseState.OPEN, PromiseState.PARTLY_KEPT)
        return next((p for p in reversed(self.promises) if p.state in live), None)

    @property
    def plan(self) -> Plan | None:
        """The plan in force or on offer."""
        live = (PlanState.OFFERED, PlanState.ACTIVE)
        return next((p for p in reversed(self.plans) if p.state in live), None)

    @property
    def plan_asked(self) -> Plan | None:
        """The plan that a person is to decide about."""
        return next((p for p in reversed(self.plans) if p.state is PlanState.ASKED), None)
