"""What people of the lender did: custody, holds, decisions that are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.hardship import Relief
from cases.model import Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequested:
    """A human is wanted, or needed. ``due_by`` is when somebody shall have answered."""

    skill: str
    priority: int
    reason: str
    due_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A collector took the conversation over. ``given_by``: it was given to them, by a supervisor or by the desk itself
    (``system``), and they have not acted on it yet.
    """

    login: str
    lease_until: datetime
    given_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRenewed:
    """The holder was active."""

    lease_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseExpired:
    """The holder went quiet: back to the queue, never silently to the bot."""

    due_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requeued:
    """A person put the conversation back into the queue, for somebody else to take."""

    why: str
    due_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEscalated:
    """Nobody answered in time: it moved up in the queue."""

    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """The collector gave the conversation back to the bot with a typed outcome."""

    outcome: str
    agreed: str
    avoid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced:
    """A reason that blocks was recorded."""

    hold: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted:
    """A hold ended, by a person with a reason or, with nobody in ``by``, by itself."""

    ref: str
    by: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldBegan:
    """The time from which a hold blocks has come: it was recorded before."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUnderHold:
    """A hold that began in the past was recorded, and these messages had left meanwhile that it keeps back."""

    ref: str
    messages: tuple[int, ...]
    what: str


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
    """The recorded outcome of a dispute was told to the borrower.

    ``result``: upheld, partly, not_upheld, or empty where only the words of a person say it.
    """

    ref: str
    outcome: str
    by: str | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbearanceGranted:
    """Relief was agreed, to be looked at again on ``review_on``. ``relief`` has its terms, where they are known."""

    ref: str
    until: datetime
    review_on: date
    relief: Relief | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipReviewed:
    """The review ended without relief, or the relief ended; ``why`` where a person ended it."""

    ref: str
    why: str = ""
