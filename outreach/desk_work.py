"""A case under the hands of a person: its lock, its log, and how long a claim lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from cases.model import CustodyState
from outreach.people import Person, Role
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from outreach.work import Work
from storage import borrowers, casefiles


@contextmanager
def working(runtime: Runtime, ref: str, actor: str, *, kind: str = "case") -> Iterator[Work]:
    """The case of a borrower under its lock; saved at the end, told to open pages after the commit."""
    with runtime.db.writing() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        work = Work(connection, runtime, case_id, runtime.clock.now(), actor=actor)
        yield work
        work.finish()
    work.publish(kind)


def lease_of(runtime: Runtime) -> timedelta:
    """How long a claim lasts without activity."""
    return timedelta(minutes=runtime.settings.desk.lease_minutes)


def voice(work: Work, person: Person) -> str:
    """In whose name a decision of this person is told: their own; a supervisor's in a chat that a colleague holds
    comes back into that chat, in the colleague's name, who asked for it.
    """
    custody = work.case.custody
    if person.role is Role.SUPERVISOR and custody.state is CustodyState.COLLECTOR and custody.holder is not None:
        return custody.holder
    return person.login
