"""Texts that people began and have not sent: kept for each case and person, so that any of their devices has them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from outreach.people import Person
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import borrowers, casefiles, drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A text that was begun. ``channel`` is what the composer stood at, None where nobody chose."""

    text: str
    channel: str | None


def begun(runtime: Runtime, ref: str, login: str) -> Begun | None:
    """What this person began to write to this borrower, on whatever device."""
    with runtime.db.reading() as connection:
        row = drafts.of(connection, _case(connection, ref), login)
    return Begun(text=row.text, channel=row.channel) if row is not None else None


def keep(runtime: Runtime, ref: str, person: Person, text: str, channel: str | None = None) -> None:
    """Keep it as it stands; an empty one is forgotten. Nobody has to hold the chat for it."""
    with runtime.db.writing() as connection:
        case_id = _case(connection, ref)
        if text.strip():
            drafts.keep(connection, case_id, person.id, channel=channel, text=text, now=runtime.clock.now())
        else:
            drafts.remove(connection, case_id, person.login)


def _case(connection: Connection, ref: str) -> int:
    borrower_id = borrowers.id_of(connection, ref)
    case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
    if case_id is None:
        raise NotFound(f"There is no borrower {ref!r}.")
    return case_id
