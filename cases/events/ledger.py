"""What the ledger and the calendar made happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.model import ClosedReason


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
class PaymentReceived:
    """Money arrived while we knew the loan."""

    external_ref: str
    loan_ref: str
    amount_minor: int
    currency: str
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReversed:
    """The bank took a payment of ``made_on`` back. ``arrears`` tells whether anything is late again."""

    external_ref: str
    loan_ref: str
    amount_minor: int
    currency: str
    arrears: bool
    paid_on: date
    oldest_due_on: date | None = None
    made_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsReduced:
    """Money came and something late is left. The ladder is anchored anew on ``oldest_due_on``.

    Minor units of ``currency``: what came, what was late before, what is late now. ``chased``: a reminder left after
    the day on which it was paid.
    """

    oldest_due_on: date
    reanchored: bool
    currency: str
    paid_minor: int
    before_minor: int
    left_minor: int
    paid_ref: str
    paid_on: date | None = None
    chased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsCleared:
    """Arrears are back to zero. ``settled``: nothing at all is owed any more. Thanks are due where money came."""

    settled: bool
    currency: str | None = None
    paid_minor: int = 0
    paid_ref: str = ""
    next_due_on: date | None = None
    next_minor: int = 0
    paid_on: date | None = None
    chased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchEnded:
    """The time after a cure passed without falling late again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """No more work on it."""

    reason: ClosedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A closed case has something owed again."""

    why: str
