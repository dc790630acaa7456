"""What the borrower, or whoever answered, told us or wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
class IdentityUnlocked:
    """A person lets identity be checked again after too many wrong answers, and says why."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """Why the borrower fell behind, in the words used."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidClaimed:
    """The borrower says it is paid: believe, stop, check. Demands rest until ``until``."""

    ref: str
    words: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidClaimNotFound:
    """No payment matched the claim within its time. Reminders go on from ``step``, one rung back."""

    ref: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidClaimFound:
    """A person found the payment. Demands rest without an end: the ledger, or a person, ends that. ``paid_on`` told."""

    ref: str
    amount_minor: int
    currency: str
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofReceived:
    """A photo or file came in and was stored. ``content_type`` is what its first bytes say; ``size`` in bytes."""

    sha256: str
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofsFiled:
    """What stored photos and files show. ``kind``: paid, dispute or other; ``about`` is the hold they speak to."""

    kind: str
    sha256: tuple[str, ...]
    names: tuple[str, ...]
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAsked:
    """The borrower asked to be called: ``at`` is when they were told it will be, ``number`` one they wrote, if any."""

    at: datetime
    words: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequested:
    """The borrower asked for all that is kept about them and was given a link that opens until ``until``."""

    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened:
    """The borrower disputes; ``kind``: not_mine, amount, paid, fraud, other. ``loan_ref`` None means all.

    ``charge_ref`` is the one charge that is disputed, where it is one.
    """

    ref: str
    kind: str
    words: str
    loan_ref: str | None = None
    charge_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipReported:
    """Trouble that calls for relief rather than a reminder."""

    ref: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordabilityAnswered:
    """One small question about money at home was answered, or an answer corrected, in the words used.

    ``value`` is minor units of ``currency`` each month; of ``dependants`` it is a count.
    """

    ref: str
    question: str
    value: int
    currency: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordabilityConfirmed:
    """What was told of money at home was read back and found right."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswered:
    """How things are, asked before relief is looked at again. ``answer``: same, better, harder or person."""

    ref: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedOut:
    """No more at this contact point. ``how`` it was said: ``words``, ``choice``, ``provider`` or ``person``."""

    contact_point_id: int
    channel: str
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedIn:
    """START: the opt-out of this contact point is taken back by the borrower."""

    contact_point_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointFailed:
    """A provider says that nothing can arrive there: the address is wrong or gone. ``step`` is what failed to."""

    contact_point_id: int
    channel: str
    why: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferredHoursTold:
    """When it suits the borrower to be written to there, as ``18:00-20:30`` in their own time; none: at any hour.

    ``days`` are weekdays, 0 being Monday; none: on any.
    """

    contact_point_id: int
    hours: tuple[str, ...]
    words: str
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferredChannelTold:
    """Where the borrower wants to be written to, and nowhere else; None: wherever it is lawful."""

    channel: str | None
    words: str


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
