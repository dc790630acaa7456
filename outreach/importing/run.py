"""What one import remembers on its way, and what it hands on when the rows are in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection

from cases.money import MoneyError, to_minor
from outreach.importing.known import Known
from outreach.importing.problems import Reject
from outreach.importing.rows import ImportKind


class Change(StrEnum):
    """What a row did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


Outcome = Change | Reject


@dataclass(slots=True, kw_only=True)
class Run:
    """One import while it goes. ``at`` is the moment its consents and first fires are dated.

    ``said`` holds for each borrower named so far the line and the fields it stated, so that one file cannot say two
    things of a person; ``named`` the refs of all loans named; ``touched`` the ids of borrowers of whom the file says
    something new; ``news`` the ids of new payments that are no history, by borrower. ``known`` are the packs and facts
    that rows may name.
    """

    as_of: date
    at: datetime
    now: datetime
    known: Known
    said: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    borrowers: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    news: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A loan whose figures, as the lender reported them on a day, differ from what our ledger says of that day."""

    borrower_id: int
    loan_ref: str
    currency: str
    reported_on: date
    reported_arrears_minor: int | None
    arrears_minor: int
    reported_dpd: int | None
    dpd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChange:
    """What an import did to some borrowers, told in its own transaction.

    ``borrower_ids`` are those whose rows changed; ``new_payment_ids`` payments and reversals that are news (history is
    left out: nobody is thanked for it); ``mismatches`` and ``agreeing`` judge those of their loans that the file names
    and that carry a reported figure, the latter as (borrower id, loan ref).
    """

    kind: ImportKind
    at: datetime
    borrower_ids: tuple[int, ...]
    new_payment_ids: tuple[int, ...]
    mismatches: tuple[Mismatch, ...]
    agreeing: tuple[tuple[int, str], ...]


After = Callable[[Connection, LedgerChange], None]


def minor(line: int, name: str, amount: Decimal, currency: str) -> int | Reject:
    """Minor units of an amount, or why it has none in this currency."""
    try:
        return to_minor(amount, currency)
    except MoneyError as error:
        return Reject(line=line, field=name, reason=str(error))
