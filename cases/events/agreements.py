"""Promises and plans: made, kept, broken."""

from __future__ import annotations

from collections.abc import Mapping
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
class PlanAsked:
    """The borrower asked for a plan that a person may grant and the bot may not; it waits for that person.

    ``ask`` is what they asked for, by the names of ``cases.plans.Ask``; ``role`` the least that may grant it.
    """

    plan: Plan
    ask: Mapping[str, str | int]
    role: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRefused:
    """A person does not grant what was asked."""

    ref: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOffered:
    """Plans were shown; this is the one to be agreed. With ``plan.by`` a person offers it, or grants what was asked."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAccepted:
    """The terms were shown in full and explicitly agreed."""

    ref: str
    terms_hash: str
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPartMoved:
    """The borrower agreed to another date for one part; ``terms`` is the document of what stands now."""

    ref: str
    number: int
    due_on: date
    terms_hash: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPartSkipped:
    """The borrower agreed that one part falls due after the last, on ``due_on``; the parts are numbered anew."""

    ref: str
    number: int
    due_on: date
    terms_hash: str
    terms: str


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
