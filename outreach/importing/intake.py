"""Rows through the batches: read, refused where they repeat another, applied, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from outreach.importing.apply_creditors import apply_creditors
from outreach.importing.apply_loans import apply_loans
from outreach.importing.apply_money import apply_charges, apply_instalments, apply_payments
from outreach.importing.apply_people import apply_contacts, apply_parties
from outreach.importing.problems import Reject
from outreach.importing.rejects import Rejects
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind, PaymentRow, RawRow, Row, Skipped, Source
from outreach.importing.run import Change, Outcome, Run
from outreach.importing.schemas import SCHEMAS, read_row

BATCH = 1000

APPLIERS: Mapping[ImportKind, Callable[[Connection, Sequence[Any], Run], list[Outcome]]] = {
    ImportKind.LOANS: apply_loans,
    ImportKind.INSTALMENTS: apply_instalments,
    ImportKind.PAYMENTS: apply_payments,
    ImportKind.CHARGES: apply_charges,
    ImportKind.CONTACTS: apply_contacts,
    ImportKind.PARTIES: apply_parties,
    ImportKind.CREDITORS: apply_creditors,
}


@dataclass(slots=True, kw_only=True)
class Intake:
    """One import's rows on their way. ``seen`` holds of each row only a hash of its key, and its line.

    ``along``: these rows come along with others of the same file. Reversals wait until all else is in: they may stand
    before what they reverse.
    """

    kind: ImportKind
    run: Run
    rejects: Rejects
    along: bool = False
    read: int = 0
    counts: Counter[Change] = field(default_factory=Counter)
    seen: dict[int, int] = field(default_factory=dict)
    waiting: list[Row] = field(default_factory=list)
    reversals: list[Row] = field(default_factory=list)

    def take(self, connection: Connection, rows: Source, tell: Callable[[int], None] | None) -> None:
        """All rows, a batch at a time; ``tell`` hears how many were read after each."""
        for raw in rows:
            self.read += 1
            self._take_one(raw)
            if len(self.waiting) >= BATCH:
                self._apply(connection, self.waiting)
                self.waiting = []
                if tell is not None:
                    tell(self.read)
        self._apply(connection, self.waiting)
        for start in range(0, len(self.reversals), BATCH):
            self._apply(connection, self.reversals[start : start + BATCH])
        if tell is not None:
            tell(self.read)

    def report(self, buckets: Mapping[str, int], *, clean: bool, kept: bool, rejects_path: Path | None) -> ImportReport:
        """What was done; where rows were refused and everything was taken back, only how many."""
        counts = self.counts if clean else Counter[Change]()
        return ImportReport(
            read=self.read,
            created=counts[Change.CREATED],
            updated=counts[Change.UPDATED],
            unchanged=counts[Change.UNCHANGED],
            rejected=self.rejects.count,
            buckets=buckets,
            rejects=tuple(self.rejects.first),
            rejects_path=rejects_path,
            kept=kept,
        )

    def _take_one(self, raw: RawRow | Reject | Skipped) -> None:
        match raw:
            case Reject():
                self._refuse([raw])
            case Skipped():
                self.counts[Change.UNCHANGED] += 1
            case RawRow():
                self._take_row(read_row(self.kind, raw))

    def _take_row(self, row: Row | list[Reject]) -> None:
        if isinstance(row, list):
            self._refuse(row)
        elif twice := self._repeated(row):
            self._refuse([twice])
        elif isinstance(row, PaymentRow) and row.reverses:
            self.reversals.append(row)
        else:
            self.waiting.append(row)

    def _refuse(self, rejects: list[Reject]) -> None:
        """What comes along with a row that was refused already is not refused once more."""
        if not self.along or rejects[0].line not in self.rejects.lines:
            self.rejects.add_row(rejects)

    def _repeated(self, row: Row) -> Reject | None:
        key = [str(getattr(row, name)) for name in SCHEMAS[self.kind].key]
        line = self.seen.setdefault(hash(tuple(key)), row.line)
        if line == row.line:
            return None
        what = " ".join(key)
        return Reject(line=row.line, field=SCHEMAS[self.kind].key[-1], reason=f"{what!r} is already on line {line}")

    def _apply(self, connection: Connection, rows: Sequence[Row]) -> None:
        if not rows:
            return
        for outcome in APPLIERS[self.kind](connection, rows, self.run):
            if isinstance(outcome, Reject):
                self._refuse([outcome])
            else:
                self.counts[outcome] += 1
