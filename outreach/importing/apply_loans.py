"""Loans with their borrowers into the database, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from outreach.importing.contact_points import Told, save_contact_points
from outreach.importing.problems import Reject, nearest
from outreach.importing.rows import LoanRow
from outreach.importing.run import Change, Outcome, Run, minor
from outreach.importing.schedules import save_derived
from storage import portfolio
from storage.portfolio import Record

FIGURES = ("currency", "principal_minor", "annual_rate", "term_months", "first_due_on")
REPORT = ("reported_arrears_minor", "reported_dpd", "reported_on")
"""These go together: a row that gives one of the two figures withdraws the other, where it does not give it."""


@dataclass(slots=True, kw_only=True)
class _Book:
    """What the database holds of the batch's borrowers and loans, and what of it the batch changes."""

    borrowers: dict[str, Record]
    loans: dict[str, Record]
    fixed_currency: set[int]
    chose_language: set[int]
    changed_borrowers: set[str]
    changed_loans: set[str]
    new_figures: set[str]


def apply_loans(connection: Connection, rows: Sequence[LoanRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row, in their order."""
    book = _open(connection, rows)
    outcomes: list[Outcome] = [_take(row, book, run) for row in rows]
    good = [(n, row) for n, row in enumerate(rows) if not isinstance(outcomes[n], Reject)]
    _save(connection, book)
    for _, row in good:
        run.named.add(row.loan_ref)
        run.borrowers.add(book.borrowers[row.borrower_ref]["id"])
    ids = {ref: borrower["id"] for ref, borrower in book.borrowers.items()}
    told = [Told(row=row, borrower_id=ids[row.borrower_ref]) for _, row in good]
    reached = save_contact_points(connection, told, run)
    for n, row in good:
        if row.line in reached and outcomes[n] is Change.UNCHANGED:
            outcomes[n] = Change.UPDATED
        if outcomes[n] is not Change.UNCHANGED or row.loan_ref in book.changed_loans:
            run.touched.add(ids[row.borrower_ref])
    save_derived(connection, [book.loans[ref] for ref in sorted(book.new_figures)])
    return outcomes


def _open(connection: Connection, rows: Sequence[LoanRow]) -> _Book:
    loans = portfolio.loans_by_ref(connection, [row.loan_ref for row in rows])
    known = [(row, loans[row.loan_ref]) for row in rows if row.loan_ref in loans]
    moved = [loan["id"] for row, loan in known if row.currency != loan["currency"]]
    borrowers = portfolio.borrowers_by_ref(connection, [row.borrower_ref for row in rows])
    people = [(row, borrowers[row.borrower_ref]) for row in rows if row.borrower_ref in borrowers]
    spoken = [person["id"] for row, person in people if row.locale not in (None, person["locale"])]
    return _Book(
        borrowers=borrowers,
        loans=loans,
        fixed_currency=portfolio.loans_with_money(connection, moved) if moved else set(),
        chose_language=portfolio.borrowers_who_chose_language(connection, spoken) if spoken else set(),
        changed_borrowers=set(),
        changed_loans=set(),
        new_figures=set(),
    )


def _take(row: LoanRow, book: _Book, run: Run) -> Outcome:
    loan = _loan_values(row, run)
    if isinstance(loan, Reject):
        return loan
    person = {name: value for name, value in _borrower_values(row).items() if value is not None}
    if book.borrowers.get(row.borrower_ref, {}).get("id") in book.chose_language:
        person.pop("locale", None)  # the borrower's own choice stands
    refused = _conflict(row, person, book, run)
    if refused:
        return refused
    borrower = _keep_borrower(row, person, book, run)
    return _keep_loan(row, loan, book, run) or (Change.UPDATED if borrower else Change.UNCHANGED)


def _keep_borrower(row: LoanRow, person: Record, book: _Book, run: Run) -> bool:
    """Whether the row said something new of its borrower."""
    before = book.borrowers.get(row.borrower_ref)
    blank = {"locale": "en", "zones": [], "facts": {}, "created_at": run.now} | dict.fromkeys(
        ("jurisdiction", "birth_date", "id_last4", "postal_code")
    )
    after = (before or blank) | person
    line, fields = run.said.get(row.borrower_ref, (row.line, frozenset[str]()))
    run.said[row.borrower_ref] = (line, fields | person.keys())
    book.borrowers[row.borrower_ref] = after
    if after != before:
        book.changed_borrowers.add(row.borrower_ref)
    return after != before


def _keep_loan(row: LoanRow, values: Record, book: _Book, run: Run) -> Change | None:
    """What the row did to its loan; None where nothing worth telling."""
    before = book.loans.get(row.loan_ref)
    said = REPORT if values["reported_on"] else ()
    given = {name: value for name, value in values.items() if value is not None or name in said}
    blank = dict.fromkeys(values) | {"id": None, "known_on": run.as_of, "schedule_derived": False}
    after = (before or blank) | given | {"borrower_ref": row.borrower_ref}
    book.loans[row.loan_ref] = after
    if before is None or any(after[name] != before[name] for name in values):
        book.changed_loans.add(row.loan_ref)
    if before is None or any(after[name] != before[name] for name in FIGURES):
        book.new_figures.add(row.loan_ref)
    if before is None:
        return Change.CREATED
    told = any(after[name] != before[name] for name in values if name != "reported_on")
    return Change.UPDATED if told else None


def _borrower_values(row: LoanRow) -> Record:
    return {
        "ref": row.borrower_ref,
        "name": row.name,
        "locale": row.locale,
        "zones": list(row.timezone) if row.timezone else None,
        "jurisdiction": row.jurisdiction,
        "birth_date": row.birth_date,
        "id_last4": row.id_last4,
        "postal_code": row.postal_code,
        "facts": dict(row.facts) if row.facts is not None else None,
    }


def _loan_values(row: LoanRow, run: Run) -> Record | Reject:
    amounts: dict[str, int | None] = {}
    for name in ("principal", "reported_arrears"):
        amount = getattr(row, name)
        found = None if amount is None else minor(row.line, name, amount, row.currency)
        if isinstance(found, Reject):
            return found
        amounts[f"{name}_minor"] = found
    reports = row.reported_arrears is not None or row.reported_dpd is not None
    return {
        "ref": row.loan_ref,
        "currency": row.currency,
        "creditor": row.creditor,
        "officer": row.officer,
        "product": row.product,
        "annual_rate": f"{row.annual_rate.normalize():f}" if row.annual_rate is not None else None,
        "term_months": row.term_months,
        "first_due_on": row.first_due_on,
        "opened_on": row.opened_on,
        "reported_dpd": row.reported_dpd,
        "reported_on": run.as_of if reports else None,
        **amounts,
    }


def _conflict(row: LoanRow, person: Record, book: _Book, run: Run) -> Reject | None:
    loan, borrower = book.loans.get(row.loan_ref), book.borrowers.get(row.borrower_ref)
    if loan and (borrower is None or loan["borrower_id"] != borrower.get("id")):
        return Reject(line=row.line, field="loan_ref", reason=f"loan {row.loan_ref!r} belongs to another borrower")
    if loan and loan["id"] in book.fixed_currency:
        reason = f"loan {row.loan_ref!r} is kept in {loan['currency']} and has money on it; its currency cannot change"
        return Reject(line=row.line, field="currency", reason=reason)
    for fact in row.facts or ():
        if fact not in run.known.facts:
            reason = f"no policy pack asks for the fact {fact!r}{nearest(fact, run.known.facts)}"
            return Reject(line=row.line, field="facts", reason=reason)
    line, stated = run.said.get(row.borrower_ref, (0, frozenset[str]()))
    for name, value in person.items():
        if borrower and name in stated and borrower[name] != value:
            other = f"borrower {row.borrower_ref!r} is told otherwise since line {line}: {name} {borrower[name]!r}"
            return Reject(line=row.line, field=name, reason=f"{value!r}, but {other}; make them agree")
    return None


def _save(connection: Connection, book: _Book) -> None:
    changed = [book.borrowers[ref] for ref in sorted(book.changed_borrowers)]
    for ref, borrower_id in portfolio.put_borrowers(connection, [_without(row, "id") for row in changed]).items():
        book.borrowers[ref]["id"] = borrower_id
    loans = [book.loans[ref] for ref in sorted(book.changed_loans)]
    for loan in loans:
        loan["borrower_id"] = book.borrowers[loan["borrower_ref"]]["id"]
    for ref, loan_id in portfolio.put_loans(connection, [_without(row, "id", "borrower_ref") for row in loans]).items():
        book.loans[ref]["id"] = loan_id


def _without(row: Record, *names: str) -> Record:
    return {name: row[name] for name in sorted(row) if name not in names}
