"""Creditors into the database, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from outreach.importing.problems import Reject, nearest
from outreach.importing.rows import CreditorRow
from outreach.importing.run import Change, Outcome, Run
from storage import portfolio
from storage.portfolio import Record

BLANK: Record = {"full_name": None, "phone": None, "officer": None, "pay_url": None, "packs": []}
"""What a creditor has that no row told of; the lender of the settings stands in for it."""


def apply_creditors(connection: Connection, rows: Sequence[CreditorRow], run: Run) -> list[Outcome]:
    """Insert or update the batch; what became of each row."""
    known = portfolio.creditors_by_ref(connection, [row.ref for row in rows])
    outcomes: list[Outcome] = []
    changed: list[Record] = []
    for row in rows:
        unknown = next((name for name in row.packs or () if name not in run.known.packs), None)
        if unknown is not None:
            reason = f"there is no policy pack {unknown!r}{nearest(unknown, run.known.packs)}"
            outcomes.append(Reject(line=row.line, field="packs", reason=reason))
            continue
        before = known.get(row.ref)
        after = {**BLANK, **{name: value for name, value in (before or {}).items() if name != "id"}, **_told(row)}
        outcomes.append(_change(before, after))
        if outcomes[-1] is not Change.UNCHANGED:
            changed.append({**after, "updated_at": run.now})
    portfolio.put_creditors(connection, changed)
    return outcomes


def _told(row: CreditorRow) -> Record:
    told = {
        "ref": row.ref,
        "name": row.name,
        "full_name": row.full_name,
        "phone": row.phone,
        "officer": row.officer,
        "pay_url": row.pay_url,
        "actor": row.actor,
        "kind": row.kind,
        "packs": list(row.packs) if row.packs is not None else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _change(before: Record | None, after: Record) -> Change:
    if before is None:
        return Change.CREATED
    same = all(before[name] == value for name, value in after.items())
    return Change.UNCHANGED if same else Change.UPDATED
