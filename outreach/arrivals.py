"""Rows of a program's request into the portfolio, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from outreach.counts import Counts
from outreach.importing.apply import import_records
from outreach.importing.known import known_to
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.ledgering import after_import
from outreach.outbox import deliver
from outreach.runtime import Runtime
from outreach.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of the rows, and the ids of borrowers for whom a text was planned by them, such as thanks."""

    report: ImportReport
    to_write_to: tuple[int, ...]


def bring_in(
    runtime: Runtime,
    kind: ImportKind,
    records: Iterable[object],
    *,
    as_of: date | None = None,
    skip_bad: bool = False,
    by: str = "system",
) -> Arrival:
    """All rows or none (with ``skip_bad`` the good ones), their cases worked on in the same transaction, told ``by``.

    Open pages are told after the commit. What was planned waits for ``write_to``, or for the scheduler's next turn.
    """
    done: list[Work] = []
    report = import_records(
        runtime.db,
        kind,
        records,
        now=runtime.clock.now(),
        known=known_to(runtime.settings),
        as_of=as_of,
        skip_bad=skip_bad,
        after=after_import(runtime, as_of, done, by=by),
    )
    for work in done:
        work.publish()
    return Arrival(report=report, to_write_to=tuple(work.file.borrower_id for work in done if work.counts.planned))


def write_to(runtime: Runtime, borrower_ids: Iterable[int]) -> Counts:
    """Deliver now what waits for these borrowers, each through the gate."""
    counts = Counts()
    for borrower_id in borrower_ids:
        counts += deliver(runtime, borrower_id=borrower_id)
    return counts
