"""Wrong answers to identity questions: how many are left, until when the questions rest, and a person who unlocks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from cases.events import IdentityUnlocked
from cases.identity import locked_until, wrong_answers
from outreach.desk_work import working
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import borrowers, casefiles, caselog


def tries_left(connection: Connection, runtime: Runtime, case_id: int, now: datetime) -> int:
    """How many wrong answers a borrower still has, whatever the channel."""
    return max(0, runtime.settings.identity.tries - len(_wrong(connection, runtime, case_id, now)))


def locked(connection: Connection, runtime: Runtime, case_id: int, now: datetime) -> datetime | None:
    """Until when no answer is taken; None while tries are left."""
    wrong = _wrong(connection, runtime, case_id, now)
    return locked_until(wrong, runtime.settings.identity.tries, _count_for(runtime))


def locked_at(runtime: Runtime, ref: str) -> datetime | None:
    """The same of a borrower by their ref, now. Raises NotFound."""
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        return locked(connection, runtime, case_id, runtime.clock.now())


def unlock(runtime: Runtime, ref: str, actor: str, why: str) -> None:
    """Let identity be checked again, with all tries. Raises NotFound, or Refused without a reason or a lock."""
    reason = why.strip()
    if not reason:
        raise Refused("Say in a few words why identity may be checked again.")
    with working(runtime, ref, actor) as work:
        if locked(work.connection, runtime, work.case_id, work.now) is None:
            raise Refused("Identity is not locked: tries are left.")
        work.apply(IdentityUnlocked(why=reason))


def _wrong(connection: Connection, runtime: Runtime, case_id: int, now: datetime) -> tuple[datetime, ...]:
    since = now - _count_for(runtime)
    log = caselog.about_identity(connection, case_id, since)
    return wrong_answers([(each.event, each.at) for each in log], since)


def _count_for(runtime: Runtime) -> timedelta:
    return timedelta(days=runtime.settings.identity.count_days)
