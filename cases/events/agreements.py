"""Promises and plans: made, kept, broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.model import Plan


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
class PromiseKept:
    """What was promised came in, within tolerance."""

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
class PlanKept:
    """The last part of the plan came in."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBroken:
    """A part was not paid within its grace."""

    ref: str
    number: int
