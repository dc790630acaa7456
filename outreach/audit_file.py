"""The file of one case for an auditor: everything that is kept of it, who did what, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row

from cases.breakdown import breakdown
from cases.ledger import positions
from cases.model import ClosedReason
from cases.policy.retention import retention
from outreach import audit
from outreach.casefile import BorrowerFile, open_file
from outreach.explaining import explain_rows, spoken_by
from outreach.proofs import proofs_of
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import borrowers, casefiles, caselog, counted, notes, people, traffic, waiting
from storage.caselog import Chain

PAGE = 500
SETTLED = frozenset({ClosedReason.PAID, ClosedReason.SETTLED})
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What the parts of the file are read with."""

    connection: Connection
    runtime: Runtime
    file: BorrowerFile
    chain: Chain
    names: Mapping[str, str]
    now: datetime


def case_file(runtime: Runtime, ref: str, *, by: str) -> dict[str, Any]:
    """The whole file of a borrower's case as JSON, all of one moment; ``by`` is who asked. Raises NotFound.

    Instants are ISO 8601 in UTC, amounts minor units of their currency.
    """
    with runtime.db.snapshot() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        now = runtime.clock.now()
        reading = _Reading(
            connection=connection,
            runtime=runtime,
            file=open_file(connection, case_id, now, lock=False),
            chain=caselog.chains(connection, case_id=case_id)[0],
            names=people.names(connection),
            now=now,
        )
        found: dict[str, Any] = plain({name: part(reading) for name, part in PARTS.items()} | {"made_by": by})
    return found


def _borrower(reading: _Reading) -> Any:
    return reading.file.borrower


def _case(reading: _Reading) -> dict[str, Any]:
    case, position = reading.file.case, reading.file.position
    return {
        "treatment": case.treatment,
        "closed_reason": case.closed_reason,
        "opened_at": reading.file.stored.opened_at,
        "custody": case.custody,
        "dpd": position.dpd,
        "bucket": position.bucket,
        "arrears": position.arrears,
    }


def _loans(reading: _Reading) -> list[dict[str, Any]]:
    accounts = reading.file.accounts
    stands = {loan.ref: loan for loan in positions(accounts, reading.file.today).loans}
    return [
        {
            **asdict(account.loan),
            "arrears_minor": stands[account.loan.ref].arrears_minor,
            "balance_minor": stands[account.loan.ref].balance_minor,
            "dpd": stands[account.loan.ref].dpd,
            "arrears_lines": breakdown(account, reading.file.today),
            "instalments": account.instalments,
            "payments": account.payments,
            "charges": account.charges,
        }
        for account in accounts
    ]


def _messages(reading: _Reading) -> list[dict[str, Any]]:
    rows: list[Row[Any]] = []
    while True:
        after = rows[-1].id if rows else 0
        page = traffic.thread(reading.connection, reading.file.borrower_id, after=after, limit=PAGE)
        rows += page
        if len(page) < PAGE:
            break
    told = [row for row in rows if row.state != "opened"]
    found = explain_rows(reading.runtime, reading.connection, reading.file.borrower, told)
    return [each.as_json() for each in found]


def _outside(reading: _Reading) -> list[Row[Any]]:
    return counted.outside_contacts_of(reading.connection, reading.file.borrower_id, EVER)


def _contacts_elsewhere(reading: _Reading) -> list[dict[str, Any]]:
    return sorted((row._asdict() for row in _outside(reading)), key=lambda each: str(each["at"]))


def _notes(reading: _Reading) -> list[dict[str, Any]]:
    return [_kept(row) for row in notes.of_case(reading.connection, reading.chain.case_id)]


def _tasks(reading: _Reading) -> list[dict[str, Any]]:
    return [_kept(row) for row in waiting.tasks_of(reading.connection, reading.chain.case_id, open_only=False)]


def _kept(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name not in ("id", "case_id")}


def _events(reading: _Reading) -> list[dict[str, Any]]:
    return [
        {
            "seq": row.seq,
            "at": _instant(row.at, "microseconds"),
            "actor": row.actor,
            "by": spoken_by(row.actor, reading.names),
            "type": row.type,
            "payload": row.payload,
            "hash": row.hash,
        }
        for row in reading.chain.rows
    ]


def _verified(reading: _Reading) -> dict[str, Any]:
    return audit.verify_chains(iter([reading.chain])).as_json()


def _retention(reading: _Reading) -> dict[str, Any]:
    """Until when it has to be kept, by the packs that bind; None where a term does not run yet."""
    runtime, case = reading.runtime, reading.file.case
    last = max((row.at for row in reading.chain.rows), default=reading.file.stored.opened_at)
    calls = [row.at.date() for row in _outside(reading) if row.channel.startswith("voice")]
    closed = [row.at.date() for row in reading.chain.rows if row.type == "CaseClosed"]
    settled = case.closed_reason in SETTLED and closed
    terms = retention(
        runtime.policies.packs(reading.file.borrower.jurisdiction)[0],
        actor=runtime.settings.lender.actor,
        last_activity=last.date(),
        last_call=max(calls, default=None),
        settled_on=closed[-1] if settled else None,
    )
    ends = [each.until for each in terms]
    until = max((end for end in ends if end), default=None) if all(ends) else None
    return {"until": until, "rules": terms}


def _parties(reading: _Reading) -> Sequence[Any]:
    borrower_id = reading.file.borrower_id
    return borrowers.parties_of(reading.connection, [borrower_id])[borrower_id]


PARTS = {
    "borrower": _borrower,
    "made_at": lambda reading: reading.now,
    "lender": lambda reading: reading.runtime.settings.lender.name,
    "case": _case,
    "contact_points": lambda reading: reading.file.points,
    "parties": _parties,
    "loans": _loans,
    "holds": lambda reading: reading.file.case.holds,
    "promises": lambda reading: reading.file.case.promises,
    "plans": lambda reading: reading.file.case.plans,
    "messages": _messages,
    "photos_and_files": lambda reading: proofs_of(reading.connection, reading.chain.case_id),
    "contacts_elsewhere": _contacts_elsewhere,
    "notes": _notes,
    "tasks": _tasks,
    "events": _events,
    "verified": _verified,
    "retention": _retention,
}
"""The parts of the file in their order."""


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses as objects, enums by value, dates and instants (UTC) as text."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return _instant(value, "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _instant(at: datetime, precision: str) -> str:
    return at.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
