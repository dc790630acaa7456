"""Instalments, payments and charges into the database, a batch at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from cases.model import Borrower
from outreach.importing.problems import Reject
from outreach.importing.rows import ChargeRow, InstalmentRow, PaymentRow
from outreach.importing.run import Change, Outcome, Run, minor
from storage import borrowers, portfolio
from storage.portfolio import Record

BOOKED_WITHIN = timedelta(days=10)
"""How long money may be on its way from the borrower into the lender's books."""

_MoneyRow = InstalmentRow | PaymentRow | ChargeRow


def apply_instalments(connection: Connection, rows: Sequence[InstalmentRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; a loan's derived schedule gives way to its own. What became of each row."""
    loans = portfolio.loans_by_ref(connection, [row.loan_ref for row in rows])
    found = [_instalment(row, loans) for row in rows]
    ids = {record["loan_id"] for record in found if not isinstance(record, Reject)}
    derived = [loan["id"] for loan in loans.values() if loan["id"] in ids and loan["schedule_derived"]]
    if derived:
        portfolio.replace_schedules(connection, derived, [])
        portfolio.mark_derived(connection, derived, derived=False)
    known = portfolio.instalments_of(connection, ids)
    outcomes: list[Outcome] = []
    changed = []
    for row, record in zip(rows, found, strict=True):
        if isinstance(record, Reject):
            outcomes.append(record)
            continue
        outcomes.append(_compared(known.get((record["loan_id"], record["number"])), record))
        if _note(row, outcomes[-1], loans, run):
            changed.append(record)
    portfolio.put_instalments(connection, changed)
    return outcomes


def apply_charges(connection: Connection, rows: Sequence[ChargeRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row."""
    loans = portfolio.loans_by_ref(connection, [row.loan_ref for row in rows])
    known = portfolio.charges_by_ref(connection, [row.external_ref for row in rows])
    outcomes: list[Outcome] = []
    changed = []
    for row in rows:
        record = _charge(row, loans)
        if not isinstance(record, Reject):
            record = _same_loan(row.line, row.external_ref, record, known) or record
        if isinstance(record, Reject):
            outcomes.append(record)
            continue
        outcomes.append(_compared(known.get(row.external_ref), record))
        if _note(row, outcomes[-1], loans, run):
            changed.append(record)
    portfolio.put_charges(connection, changed)
    return outcomes


def apply_payments(connection: Connection, rows: Sequence[PaymentRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row. Reversals must come after what they reverse."""
    loans = portfolio.loans_by_ref(connection, [row.loan_ref for row in rows])
    refs = [row.external_ref for row in rows]
    known = portfolio.payments_by_ref(connection, refs + [row.reverses for row in rows if row.reverses])
    owners = {loan["borrower_id"] for loan in loans.values()}
    written_to = portfolio.borrowers_written_to(connection, owners)
    people = borrowers.by_ids(connection, sorted(owners))
    outcomes: list[Outcome] = []
    changed, news = [], {}
    for row in rows:
        record = _payment(row, loans, known, people, run)
        if isinstance(record, Reject):
            outcomes.append(record)
            continue
        outcomes.append(_compared(known.get(row.external_ref), record, but="recorded_at"))
        if _note(row, outcomes[-1], loans, run):
            changed.append(record)
        loan = loans[row.loan_ref]
        if outcomes[-1] is Change.CREATED and _is_news(record, loan, loan["borrower_id"] in written_to):
            news[row.external_ref] = loan["borrower_id"]
    for ref, payment_id in portfolio.put_payments(connection, changed).items():
        if ref in news:
            run.news.setdefault(news[ref], []).append(payment_id)
    return outcomes


def _is_news(payment: Record, loan: Record, written_to: bool) -> bool:
    """Money from before we knew the loan is history, unless we wrote to the borrower while it was being booked."""
    known_on = loan["known_on"] - BOOKED_WITHIN if written_to else loan["known_on"]
    return bool(payment["paid_on"] > known_on)


def _instalment(row: InstalmentRow, loans: Mapping[str, Record]) -> Record | Reject:
    amounts = {"principal": row.principal, "interest": row.interest or Decimal(0), "fees": row.fees or Decimal(0)}
    record = _on_loan(row, loans, amounts)
    return record if isinstance(record, Reject) else {**record, "number": row.number, "due_on": row.due_on}


def _charge(row: ChargeRow, loans: Mapping[str, Record]) -> Record | Reject:
    record = _on_loan(row, loans, {"amount": row.amount})
    own = {"external_ref": row.external_ref, "charged_on": row.charged_on, "rule": row.rule}
    return record if isinstance(record, Reject) else {**record, **own}


def _payment(
    row: PaymentRow,
    loans: Mapping[str, Record],
    known: Mapping[str, Record],
    people: Mapping[int, Borrower],
    run: Run,
) -> Record | Reject:
    record = _on_loan(row, loans, {"amount": row.amount})
    if isinstance(record, Reject):
        return record
    record |= {
        "external_ref": row.external_ref,
        "paid_at": row.paid_at.astimezone(UTC),
        "paid_on": _day_paid(row.paid_at, people[loans[row.loan_ref]["borrower_id"]].zones),
        "reverses": row.reverses,
        "recorded_at": run.now,
    }
    wrong = _same_loan(row.line, row.external_ref, record, known)
    return wrong or (_wrong_reversal(row, record, known) if row.reverses else None) or record


def _day_paid(at: datetime, zones: Sequence[str]) -> date:
    """The day as it is written; of a moment the earliest that it may have been, there or where the borrower is.

    What is paid in the evening and told in UTC would else be money of tomorrow, which the ledger does not count yet.
    """
    if at.time() == time():
        return at.date()
    return min(at.date(), *(at.astimezone(ZoneInfo(zone)).date() for zone in zones or ("UTC",)))


def _wrong_reversal(row: PaymentRow, record: Record, known: Mapping[str, Record]) -> Reject | None:
    target = known.get(row.reverses or "")
    reason = None
    if target is None:
        reason = f"payment {row.reverses!r} is not known; import it first, or in the same file"
    elif target["loan_id"] != record["loan_id"]:
        reason = f"payment {row.reverses!r} is one of another loan"
    elif target["reverses"] is not None:
        reason = f"{row.reverses!r} is a reversal itself; enter the money that came back as a payment"
    elif record["amount_minor"] > target["amount_minor"]:
        reason = f"payment {row.reverses!r} was less than what is to be taken back"
    return Reject(line=row.line, field="reverses", reason=reason) if reason else None


def _on_loan(row: _MoneyRow, loans: Mapping[str, Record], amounts: Mapping[str, Decimal]) -> Record | Reject:
    """The loan's id and the amounts in its minor units."""
    loan = loans.get(row.loan_ref)
    if loan is None:
        return Reject(line=row.line, field="loan_ref", reason=f"loan {row.loan_ref!r} is not known; import loans first")
    record: Record = {"loan_id": loan["id"]}
    for name, amount in amounts.items():
        found = minor(row.line, name, amount, loan["currency"])
        if isinstance(found, Reject):
            return found
        record[f"{name}_minor"] = found
    return record


def _same_loan(line: int, ref: str, record: Record, known: Mapping[str, Record]) -> Reject | None:
    before = known.get(ref)
    if before is None or before["loan_id"] == record["loan_id"]:
        return None
    return Reject(line=line, field="external_ref", reason=f"{ref!r} is already used for another loan")


def _compared(before: Record | None, after: Record, *, but: str = "") -> Change:
    if before is None:
        return Change.CREATED
    same = all(before[name] == value for name, value in after.items() if name != but)
    return Change.UNCHANGED if same else Change.UPDATED


def _note(row: _MoneyRow, outcome: Outcome, loans: Mapping[str, Record], run: Run) -> bool:
    """Remember whose ledger it is; whether the row is to be written."""
    borrower_id = loans[row.loan_ref]["borrower_id"]
    run.named.add(row.loan_ref)
    run.borrowers.add(borrower_id)
    if outcome is Change.UNCHANGED:
        return False
    run.touched.add(borrower_id)
    return True
