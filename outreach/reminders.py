"""Due alarms in batches: each is asked once more what it wants, under the lock of its case.

1. Claim due fires; nobody else takes them meanwhile.
2. In small transactions, cases in the order of their ids: load their files by set, deal with each alarm in a savepoint.
3. One that fails is taken back alone, logged, and rings again later; the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from outreach import metrics
from outreach.alarms import HANDLERS
from outreach.casefile import BorrowerFile, open_files
from outreach.counts import Counts
from outreach.runtime import Runtime
from outreach.work import Work
from storage import waiting

log = structlog.get_logger(__name__)

TOLD_AS = {"lease": "custody", "unanswered": "alert"}
"""What open pages are told of an alarm that rang, where it is not ``case``."""
CLAIM = timedelta(minutes=5)
TOGETHER = 25
"""Alarms in one transaction: few enough that nobody waits long for the database."""
RINGS_AGAIN = timedelta(minutes=30)


def fire_due(runtime: Runtime, now: datetime | None = None) -> Counts:
    """Deal with every alarm that is due."""
    counts = Counts()
    limit = runtime.settings.scheduler.batch
    while True:
        moment = now or runtime.clock.now()
        with runtime.db.writing() as connection:
            claimed = waiting.claim_fires(connection, moment, moment + CLAIM, limit)
        rows = sorted(claimed, key=lambda row: row.case_id)
        for start in range(0, len(rows), TOGETHER):
            counts += _fire_together(runtime, rows[start : start + TOGETHER], moment)
        if len(rows) < limit:
            return counts


def _fire_together(runtime: Runtime, rows: Sequence[Row[Any]], now: datetime) -> Counts:
    done: list[tuple[str, Work]] = []
    with runtime.db.writing() as connection:
        files = {file.stored.id: file for file in open_files(connection, [r.case_id for r in rows], now, lock=True)}
        for row in rows:
            # A second alarm of the same case reads the file anew: the first one changed it.
            work = _fire(connection, runtime, row, now, files.pop(row.case_id, None))
            if work is not None:
                done.append((row.kind.partition(":")[0], work))
    counts = Counts(fired=len(done))
    for kind, work in done:
        counts += work.counts
        metrics.FIRES.labels(kind).inc()
        work.publish(TOLD_AS.get(kind, "case"))
    return counts


def _fire(
    connection: Connection, runtime: Runtime, row: Row[Any], now: datetime, file: BorrowerFile | None
) -> Work | None:
    """One alarm; None where it is no longer wanted, or failed."""
    try:
        with connection.begin_nested():
            if not waiting.end_fire(connection, row.id, row.due_at):
                return None
            work = Work(connection, runtime, row.case_id, now, file=file)
            HANDLERS[row.kind.partition(":")[0]](work, row.data)
            work.finish()
    except Exception:
        log.exception("alarm_failed", kind=row.kind, case_id=row.case_id)
        waiting.put_off(connection, row.id, row.due_at, now + RINGS_AGAIN)
        return None
    return work
