"""Putting a chat aside until a moment, and the views of the list that somebody keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cases.model import CustodyState
from outreach.desk_work import working
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import notes, snoozes, views

FARTHEST: Final = timedelta(days=60)
MOST_VIEWS: Final = 20
LONGEST_NAME: Final = 40
ASKED: Final = ("view", "words", "locale", "skill")
"""What a view is made of, by the names in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A view that somebody keeps under a name. ``query`` is what stands in the address."""

    id: int
    name: str
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A chat that is aside."""

    until: datetime
    by: str
    why: str


def aside_of(runtime: Runtime, ref: str) -> Snooze | None:
    """Until when, by whom and why a chat is aside; None where it is not."""
    with runtime.db.reading() as connection:
        row = snoozes.of_borrower(connection, ref, runtime.clock.now())
    return Snooze(until=row.until, by=row.by, why=row.why) if row else None


def snooze(runtime: Runtime, ref: str, login: str, until: datetime, why: str) -> None:
    """Out of the list until then, or until the borrower writes. Raises Refused with the reason.

    Only for who waits or is with this person; the note that is left says when and why.
    """
    why = " ".join(why.split())
    if not why:
        raise Refused("Say in a few words what you wait for.")
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        if until <= work.now:
            raise Refused("That moment has passed: choose a later one.")
        if until - work.now > FARTHEST:
            raise Refused(f"At most {FARTHEST.days} days ahead: make a task for what comes later.")
        custody = work.case.custody
        if custody.state is CustodyState.BOT:
            raise Refused("The bot has this chat: there is nothing to put aside.")
        if custody.state is CustodyState.COLLECTOR and custody.holder != login:
            raise Refused(f"{custody.holder} holds this chat.")
        if custody.skill == "distress":
            raise Refused("Words of despair are not put aside: answer, or ask a colleague to.")
        snoozes.put(work.connection, work.case_id, until=until, by=login, why=why, now=work.now)
        text = f"Put aside until {until:%Y-%m-%d %H:%M} UTC: {why}"
        notes.add(work.connection, work.case_id, author=login, text=text, now=work.now)


def wake(runtime: Runtime, ref: str, login: str) -> None:
    """Back into the list now. Raises NotFound where it is not aside."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        if not snoozes.end(work.connection, work.case_id):
            raise NotFound("This chat is not aside.")


def save_view(runtime: Runtime, person: Person, name: str, query: Mapping[str, str]) -> None:
    """Keep a view of the list; one of the same name is replaced. Raises Refused."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"A view needs a name of at most {LONGEST_NAME} letters.")
    kept = {key: query[key] for key in ASKED if query.get(key)}
    with runtime.db.writing() as connection:
        known = {row.name for row in views.of_user(connection, person.id)}
        if name not in known and len(known) >= MOST_VIEWS:
            raise Refused(f"You have {MOST_VIEWS} views: remove one first.")
        views.save(connection, person.id, name, kept, runtime.clock.now())


def remove_view(runtime: Runtime, person: Person, view_id: int) -> None:
    """Forget one of one's own views. Raises NotFound."""
    with runtime.db.writing() as connection:
        if not views.remove(connection, person.id, view_id):
            raise NotFound("There is no such view.")
