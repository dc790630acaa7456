"""Schedules we derive for loans that came without one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection

from cases.annuity import derive_schedule
from cases.model import Instalment, Loan
from storage import portfolio
from storage.portfolio import Record


def save_derived(connection: Connection, loans: Sequence[Record]) -> None:
    """Derive the schedules of these loans anew, but of none that has instalments of its own; mark them so."""
    others = [loan["id"] for loan in loans if not loan["schedule_derived"]]
    own = portfolio.loans_with_schedule(connection, others)
    derived = {loan["id"]: derive_schedule(_as_loan(loan)) for loan in loans if loan["id"] not in own}
    if derived:
        rows = [_row(loan_id, part) for loan_id, parts in derived.items() for part in parts]
        portfolio.replace_schedules(connection, list(derived), rows)
        portfolio.mark_derived(connection, [loan_id for loan_id, parts in derived.items() if parts], derived=True)


def _as_loan(loan: Record) -> Loan:
    rate = loan["annual_rate"]
    return Loan(
        ref=loan["ref"],
        currency=loan["currency"],
        principal_minor=loan["principal_minor"],
        annual_rate=None if rate is None else Decimal(rate),
        term_months=loan["term_months"],
        first_due_on=loan["first_due_on"],
    )


def _row(loan_id: int, part: Instalment) -> Record:
    return {
        "loan_id": loan_id,
        "number": part.number,
        "due_on": part.due_on,
        "principal_minor": part.principal_minor,
        "interest_minor": part.interest_minor,
        "fees_minor": part.fees_minor,
    }
