"""Contacts made elsewhere, and parties beside the borrower with their addresses, into the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from sqlalchemy import Connection

from outreach.importing.contact_points import Told, save_contact_points
from outreach.importing.problems import Reject
from outreach.importing.rows import ContactRow, PartyRow
from outreach.importing.run import Change, Outcome, Run
from storage import portfolio
from storage.portfolio import Record


def apply_contacts(connection: Connection, rows: Sequence[ContactRow], _run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row."""
    borrowers = portfolio.borrowers_by_ref(connection, [row.borrower_ref for row in rows])
    loans = portfolio.loans_by_ref(connection, [row.loan_ref for row in rows if row.loan_ref])
    known = portfolio.outside_contacts_by_ref(connection, [row.external_ref for row in rows])
    records = [_contact(row, borrowers, loans, known) for row in rows]
    outcomes = [_outcome(record, known.get(row.external_ref)) for row, record in zip(rows, records, strict=True)]
    portfolio.put_outside_contacts(connection, _to_write(records, outcomes))
    return outcomes


def apply_parties(connection: Connection, rows: Sequence[PartyRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row."""
    borrowers = portfolio.borrowers_by_ref(connection, [row.borrower_ref for row in rows])
    known = portfolio.parties_of(connection, [borrower["id"] for borrower in borrowers.values()])
    records = [_party(row, borrowers) for row in rows]
    outcomes = [
        _outcome(record, None if isinstance(record, Reject) else known.get((record["borrower_id"], row.party_ref)))
        for row, record in zip(rows, records, strict=True)
    ]
    portfolio.put_parties(connection, _to_write(records, outcomes))
    reached = _reach(connection, rows, records, run)
    return [
        Change.UPDATED if out is Change.UNCHANGED and row.line in reached else out
        for row, out in zip(rows, outcomes, strict=True)
    ]


def _reach(connection: Connection, rows: Sequence[PartyRow], records: Sequence[Record | Reject], run: Run) -> set[int]:
    """Keep where the parties are reached; the lines that told something new of that."""
    good = [(row, record) for row, record in zip(rows, records, strict=True) if not isinstance(record, Reject)]
    ids = portfolio.parties_of(connection, {record["borrower_id"] for _, record in good})
    told = [
        Told(row=row, borrower_id=record["borrower_id"], party_id=ids[record["borrower_id"], row.party_ref]["id"])
        for row, record in good
    ]
    return save_contact_points(connection, told, run)


def _contact(
    row: ContactRow, borrowers: Mapping[str, Record], loans: Mapping[str, Record], known: Mapping[str, Record]
) -> Record | Reject:
    borrower = borrowers.get(row.borrower_ref)
    if borrower is None:
        return _unknown_borrower(row.line, row.borrower_ref)
    loan = loans.get(row.loan_ref) if row.loan_ref else None
    if row.loan_ref and (loan is None or loan["borrower_id"] != borrower["id"]):
        reason = f"loan {row.loan_ref!r} is not one of borrower {row.borrower_ref!r}"
        return Reject(line=row.line, field="loan_ref", reason=reason)
    before = known.get(row.external_ref)
    if before and before["borrower_id"] != borrower["id"]:
        reason = f"{row.external_ref!r} is already used for another borrower"
        return Reject(line=row.line, field="external_ref", reason=reason)
    return {
        "external_ref": row.external_ref,
        "borrower_id": borrower["id"],
        "loan_id": loan["id"] if loan else None,
        "at": row.at.astimezone(UTC),
        "channel": row.channel,
        "unit": row.unit,
        "by": row.by,
        "address": row.address,
    }


def _party(row: PartyRow, borrowers: Mapping[str, Record]) -> Record | Reject:
    borrower = borrowers.get(row.borrower_ref)
    if borrower is None:
        return _unknown_borrower(row.line, row.borrower_ref)
    return {
        "borrower_id": borrower["id"],
        "party_ref": row.party_ref,
        "role": row.role,
        "name": row.name,
        "details": dict(row.details),
    }


def _unknown_borrower(line: int, ref: str) -> Reject:
    return Reject(line=line, field="borrower_ref", reason=f"borrower {ref!r} is not known; import loans first")


def _outcome(record: Record | Reject, before: Record | None) -> Outcome:
    if isinstance(record, Reject):
        return record
    if before is None:
        return Change.CREATED
    same = all(before[name] == value for name, value in record.items())
    return Change.UNCHANGED if same else Change.UPDATED


def _to_write(records: Sequence[Record | Reject], outcomes: Sequence[Outcome]) -> list[Record]:
    return [
        record
        for record, outcome in zip(records, outcomes, strict=True)
        if not isinstance(record, Reject) and outcome is not Change.UNCHANGED
    ]
