"""The kinds of rows: their columns and, once read, their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from cases.model import Channel
from outreach.importing.problems import Reject


class ImportKind(StrEnum):
    """What a file holds."""

    LOANS = "loans"
    INSTALMENTS = "instalments"
    PAYMENTS = "payments"
    CHARGES = "charges"
    CONTACTS = "contacts"
    PARTIES = "parties"
    CREDITORS = "creditors"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row as text; an empty or absent cell says nothing."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that was read and left out on purpose: by a map, or because a later one says it anew."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow:
    """A loan and its borrower. Amounts in major units of ``currency``; None says nothing."""

    line: int
    borrower_ref: str
    name: str
    loan_ref: str
    currency: str
    locale: str | None = None
    timezone: tuple[str, ...] | None = None
    jurisdiction: str | None = None
    phone: str | None = None
    email: str | None = None
    telegram_id: str | None = None
    consents: frozenset[Channel] | None = None
    verified: frozenset[Channel] | None = None
    birth_date: date | None = None
    id_last4: str | None = None
    postal_code: str | None = None
    consented_at: datetime | None = None
    consent_how: str | None = None
    consent_proof: str | None = None
    owner: str | None = None
    place: str | None = None
    hours: tuple[str, ...] | None = None
    facts: Mapping[str, object] | None = None
    creditor: str | None = None
    officer: str | None = None
    product: str | None = None
    principal: Decimal | None = None
    annual_rate: Decimal | None = None
    term_months: int | None = None
    first_due_on: date | None = None
    opened_on: date | None = None
    reported_arrears: Decimal | None = None
    reported_dpd: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentRow:
    """One due part; amounts in major units of the loan's currency."""

    line: int
    loan_ref: str
    number: int
    due_on: date
    principal: Decimal
    interest: Decimal | None = None
    fees: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """Money that came, or with ``reverses`` went back; in major units of the loan's currency."""

    line: int
    external_ref: str
    loan_ref: str
    amount: Decimal
    paid_at: datetime
    reverses: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """A late fee or penalty interest; in major units of the loan's currency."""

    line: int
    external_ref: str
    loan_ref: str
    charged_on: date
    amount: Decimal
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact made elsewhere, which counts in caps."""

    line: int
    external_ref: str
    borrower_ref: str
    loan_ref: str | None = None
    at: datetime
    channel: str
    unit: str
    by: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Someone beside the borrower, and how to reach them; ``details`` holds every further column."""

    line: int
    borrower_ref: str
    party_ref: str
    role: str
    name: str
    phone: str | None = None
    email: str | None = None
    telegram_id: str | None = None
    consents: frozenset[Channel] | None = None
    verified: frozenset[Channel] | None = None
    consented_at: datetime | None = None
    consent_how: str | None = None
    consent_proof: str | None = None
    place: str | None = None
    hours: tuple[str, ...] | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditorRow:
    """Whose debt it is. What is None was not told; the lender of the settings stands in for it."""

    line: int
    ref: str
    name: str
    actor: str
    kind: str
    full_name: str | None = None
    phone: str | None = None
    officer: str | None = None
    pay_url: str | None = None
    packs: tuple[str, ...] | None = None


Row = LoanRow | InstalmentRow | PaymentRow | ChargeRow | ContactRow | PartyRow | CreditorRow
Source = Iterator[RawRow | Reject | Skipped]
"""What every reader gives: rows as text, those that cannot be read, and those left out."""
