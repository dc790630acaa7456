"""The verbs: a file or a request's rows into the portfolio, in one transaction, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path

from cases.buckets import Buckets
from cases.ledger import DEFAULT_BUCKETS
from outreach.importing.intake import Intake
from outreach.importing.known import Known, known_to
from outreach.importing.rejects import ALL, Rejects
from outreach.importing.report import ImportReport
from outreach.importing.review import review
from outreach.importing.rows import ImportKind, Source
from outreach.importing.run import After, Run
from outreach.importing.sources import FileFormat, along_with, from_records, open_source
from outreach.settings import Settings
from storage import portfolio
from storage.session import Database

Progress = Callable[[int, float], None]
"""Called now and then with the rows read so far and the share of the file they are, 0 to 1."""


class _TakeBack(Exception):
    """Ends the transaction without keeping anything."""


def import_rows(
    database: Database,
    kind: ImportKind,
    path: Path,
    *,
    now: datetime,
    known: Known | None = None,
    file_format: FileFormat = FileFormat.CSV,
    map_path: Path | None = None,
    as_of: date | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    progress: Progress | None = None,
    after: After | None = None,
    buckets: Buckets = DEFAULT_BUCKETS,
) -> ImportReport:
    """Bring a file in, all of it or nothing; with ``skip_bad`` all but the refused rows, which are written to
    ``<file>.rejects.csv``. The same file twice changes nothing. What a file of loans brings along (Fineract's schedules
    and payments, what a map takes ``with_loans``) comes in with it; the report counts the loans.

    ``known`` are the packs and facts that rows may name, else those shipped. ``as_of`` is the day the file speaks of
    (else that of ``now``): it dates consents and first fires. ``after`` is told what changed in the same transaction,
    but not in a dry run. Raises ImportFileError where the file or the map cannot be read at all.
    """
    rejects = Rejects(path.with_name(f"{path.name}.rejects.csv") if skip_bad and not dry_run else None)
    run = _start(now, as_of, known)
    with ExitStack() as opened:
        source = opened.enter_context(open_source(path, kind, file_format, map_path, as_of))
        along = []
        for each in along_with(kind, file_format, map_path):
            beside = opened.enter_context(open_source(path, each, file_format, map_path, as_of, with_loans=True))
            along.append((Intake(kind=each, run=run, rejects=rejects, along=True), beside.rows))
        intake = Intake(kind=kind, run=run, rejects=rejects)
        tell = None if progress is None else (lambda read: progress(read, source.done()))
        return _bring_in(
            database,
            intake,
            source.rows,
            along=along,
            dry_run=dry_run,
            skip_bad=skip_bad,
            tell=tell,
            after=after,
            buckets=buckets,
        )


def import_records(
    database: Database,
    kind: ImportKind,
    records: Iterable[object],
    *,
    now: datetime,
    known: Known | None = None,
    as_of: date | None = None,
    skip_bad: bool = False,
    after: After | None = None,
    buckets: Buckets = DEFAULT_BUCKETS,
) -> ImportReport:
    """The same for records of a request, named as the columns of the CSV; ``line`` of a reject counts from 1.

    The report names every refused row: a request is short, and its sender has no file to look them up in.
    """
    intake = Intake(kind=kind, run=_start(now, as_of, known), rejects=Rejects(None, shown=ALL))
    rows = from_records(kind, records)
    return _bring_in(database, intake, rows, dry_run=False, skip_bad=skip_bad, tell=None, after=after, buckets=buckets)


def _start(now: datetime, as_of: date | None, known: Known | None) -> Run:
    at = now if as_of is None else datetime.combine(as_of, time(), UTC)
    return Run(as_of=as_of or now.date(), at=at, now=now, known=known or known_to(Settings()))


def _bring_in(
    database: Database,
    intake: Intake,
    rows: Source,
    *,
    along: Sequence[tuple[Intake, Source]] = (),
    dry_run: bool,
    skip_bad: bool,
    tell: Callable[[int], None] | None,
    after: After | None,
    buckets: Buckets,
) -> ImportReport:
    clean, counted = False, {}
    try:
        with database.writing() as connection:
            portfolio.wait_for_other_imports(connection)
            intake.take(connection, rows, tell)
            for companion, companions in along:
                companion.take(connection, companions, None)
            clean = skip_bad or not intake.rejects.count
            if clean:
                counted = review(connection, intake.kind, intake.run, buckets, None if dry_run else after)
            if dry_run or not clean:
                raise _TakeBack
    except _TakeBack:
        return intake.report(counted, clean=clean, kept=False, rejects_path=None)
    except BaseException:
        intake.rejects.drop()
        raise
    return intake.report(counted, clean=True, kept=True, rejects_path=intake.rejects.keep())
