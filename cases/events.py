"""Facts of a case, in the past tense. The log keeps them; replaying the log gives the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import ClosedReason, Hold, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """The first loan of the borrower was imported."""

    borrower_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSoon:
    """An instalment comes due and a courtesy step was reached."""

    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FellLate:
    """The oldest unpaid instalment passed its due date: a new cycle begins."""

    oldest_due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReached:
    """A rung of the ladder was taken."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerWrote:
    """A message came in from a contact point that is the borrower's."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmed:
    """The right party answered at this contact point (RPC)."""

    contact_point_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFailed:
    """An answer to an identity question did not match."""

    contact_point_id: int
    tries_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """Why the borrower fell behind, in the words used."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade:
    """Read back and explicitly agreed. A standing promise is replaced."""

    ref: str
    amount_minor: int
    currency: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCancelled:
    """Taken back by the borrower or a collector."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBroken:
    """The date and its grace passed, the ledger is fresh, the money did not come."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOffered:
    """Plans were shown; this is the one to be agreed."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAccepted:
    """The terms were shown in full and explicitly agreed."""

    ref: str
    terms_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDeclined:
    """The borrower does not want the plan on offer, or its time ran out."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPartMissed:
    """A part was not paid on its date; its grace runs."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBroken:
    """A part was not paid within its grace."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidClaimed:
    """The borrower says it is paid: believe, stop, check. Demands rest until ``until``."""

    ref: str
    words: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidClaimNotFound:
    """No payment matched the claim within its time."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened:
    """The borrower disputes; ``kind``: not_mine, amount, paid, fraud, other. ``loan_ref`` None means all."""

    ref: str
    kind: str
    words: str
    loan_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipReported:
    """Trouble that calls for relief rather than a reminder."""

    ref: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequested:
    """A human is wanted, or needed. ``due_by`` is when somebody shall have answered."""

    skill: str
    priority: int
    reason: str
    due_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedOut:
    """No more at this contact point."""

    contact_point_id: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedIn:
    """START: the opt-out of this contact point is taken back by the borrower."""

    contact_point_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CeaseRequested:
    """No more contact at all."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPersonReported:
    """The one who answers at this contact point does not know the borrower, or is somebody else."""

    contact_point_id: int
    third_party: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeNamed:
    """``kind``: attorney or bankruptcy."""

    ref: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathReported:
    """Somebody told us that the borrower died."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistressReported:
    """Words of self-harm or despair: a human now, everything else off."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleChosen:
    """The language the borrower wants."""

    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived:
    """Money arrived while we knew the loan."""

    external_ref: str
    loan_ref: str
    amount_minor: int
    currency: str
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReversed:
    """The bank took a payment back. ``arrears`` tells whether anything is late again."""

    external_ref: str
    loan_ref: str
    amount_minor: int
    currency: str
    arrears: bool
    paid_on: date
    oldest_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKept:
    """What was promised came in, within tolerance."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKept:
    """The last part of the plan came in."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsReduced:
    """Money came and something late is left. The ladder is anchored anew on ``oldest_due_on``.

    Minor units of ``currency``: what came, what was late before, what is late now.
    """

    oldest_due_on: date
    reanchored: bool
    currency: str
    paid_minor: int
    before_minor: int
    left_minor: int
    paid_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsCleared:
    """Arrears are back to zero. ``settled``: nothing at all is owed any more. Thanks are due where money came."""

    settled: bool
    currency: str | None = None
    paid_minor: int = 0
    paid_ref: str = ""
    next_due_on: date | None = None
    next_minor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchEnded:
    """The time after a cure passed without falling late again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced:
    """A reason that blocks was recorded."""

    hold: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted:
    """A hold ended, by a person or by its own time."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A collector took the conversation over, or it was reassigned to them."""

    login: str
    lease_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRenewed:
    """The holder was active."""

    lease_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseExpired:
    """The holder went quiet: back to the queue, never silently to the bot."""

    due_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """The collector gave the conversation back to the bot with a typed outcome."""

    outcome: str
    agreed: str
    avoid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BecameUnreachable:
    """No contact point is left that may be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BecameReachable:
    """A contact point can be written to again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredOut:
    """A person gave the case to a lawyer, an agency or a buyer."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAnswered:
    """The recorded outcome of a dispute was told to the borrower."""

    ref: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbearanceGranted:
    """A pause was agreed, to be looked at again on ``review_on``."""

    ref: str
    until: datetime
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipReviewed:
    """The review ended without relief, or the relief ended."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """No more work on it."""

    reason: ClosedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A closed case has something owed again."""

    why: str


Event = (
    CaseOpened
    | DueSoon
    | FellLate
    | StepReached
    | BorrowerWrote
    | IdentityConfirmed
    | IdentityFailed
    | ReasonGiven
    | PromiseMade
    | PromiseCancelled
    | PromiseBroken
    | PlanOffered
    | PlanAccepted
    | PlanDeclined
    | PlanPartMissed
    | PlanBroken
    | PaidClaimed
    | PaidClaimNotFound
    | DisputeOpened
    | HardshipReported
    | PersonRequested
    | OptedOut
    | OptedIn
    | CeaseRequested
    | WrongPersonReported
    | RepresentativeNamed
    | DeathReported
    | DistressReported
    | LocaleChosen
    | PaymentReceived
    | PaymentReversed
    | PromiseKept
    | PlanKept
    | ArrearsReduced
    | ArrearsCleared
    | WatchEnded
    | HoldPlaced
    | HoldLifted
    | Claimed
    | LeaseRenewed
    | LeaseExpired
    | HandedBack
    | BecameUnreachable
    | BecameReachable
    | ReferredOut
    | DisputeAnswered
    | ForbearanceGranted
    | HardshipReviewed
    | CaseClosed
    | Reopened
)

EVENTS: dict[str, type[Event]] = {cls.__name__: cls for cls in Event.__args__}
"""Every event by its name in the log."""
