"""Borrowers, their contact points and accounts between rows and values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from cases.model import Borrower, Channel, Charge, ContactPoint, Instalment, Loan, Party, Payment


def borrower_of(row: Row[Any]) -> Borrower:
    """A borrower."""
    return Borrower(
        ref=row.ref,
        name=row.name,
        locale=row.locale,
        zones=tuple(row.zones),
        jurisdiction=row.jurisdiction,
        birth_date=row.birth_date,
        id_last4=row.id_last4,
        postal_code=row.postal_code,
        facts=row.facts,
        preferred_channel=Channel(row.preferred_channel) if row.preferred_channel else None,
    )


def loan_of(row: Row[Any]) -> Loan:
    """A loan."""
    return Loan(
        ref=row.ref,
        currency=row.currency,
        creditor=row.creditor,
        officer=row.officer,
        product=row.product,
        principal_minor=row.principal_minor,
        annual_rate=Decimal(row.annual_rate) if row.annual_rate is not None else None,
        term_months=row.term_months,
        first_due_on=row.first_due_on,
        opened_on=row.opened_on,
        known_on=row.known_on,
        schedule_derived=row.schedule_derived,
    )


def instalment_of(row: Row[Any]) -> Instalment:
    """An instalment."""
    return Instalment(
        number=row.number,
        due_on=row.due_on,
        principal_minor=row.principal_minor,
        interest_minor=row.interest_minor,
        fees_minor=row.fees_minor,
    )


def payment_of(row: Row[Any]) -> Payment:
    """A payment."""
    return Payment(
        external_ref=row.external_ref, amount_minor=row.amount_minor, paid_on=row.paid_on, reverses=row.reverses
    )


def charge_of(row: Row[Any]) -> Charge:
    """A charge."""
    return Charge(
        external_ref=row.external_ref, charged_on=row.charged_on, amount_minor=row.amount_minor, rule=row.rule
    )


def contact_point_of(row: Row[Any]) -> ContactPoint:
    """A contact point; ``party_ref`` of the party whose it is."""
    return ContactPoint(
        id=row.id,
        channel=Channel(row.channel),
        address=row.address,
        consented_at=row.consented_at,
        confirmed_at=row.confirmed_at,
        opted_out_at=row.opted_out_at,
        bad_at=row.bad_at,
        bad_reason=row.bad_reason,
        opted_out_how=row.opted_out_how,
        opted_in_at=row.opted_in_at,
        consent_how=row.consent_how,
        consent_proof=row.consent_proof,
        owner=row.owner,
        party_ref=row.party_ref,
        place=row.place,
        hours=tuple(row.hours or ()),
        days=tuple(row.days or ()),
        delivered=row.delivered_count,
        failed=row.failed_count,
        delivered_at=row.delivered_at,
    )


def party_of(row: Row[Any]) -> Party:
    """Somebody beside the borrower."""
    return Party(ref=row.party_ref, role=row.role, name=row.name)
