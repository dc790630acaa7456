"""Notes that call a colleague by ``@login``: told at once, and kept in the colleague's list until they have seen it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from outreach.live import person_topic
from outreach.people import Person, Role
from outreach.runtime import Runtime
from storage import mentions

CALL: Final = re.compile(r"(?<![\w@])@([A-Za-z0-9][A-Za-z0-9._-]*)")
READERS: Final = frozenset({Role.COLLECTOR, Role.SUPERVISOR})
"""Who may open a case, and so may be called to one."""
MOST: Final = 100
OFFERED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A note that called this person. ``by`` is a login; ``name`` and ``ref`` are the borrower's."""

    by: str
    at: datetime
    seen_at: datetime | None
    ref: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who can be called."""

    login: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a note; ``login`` where it calls somebody."""

    text: str
    login: str | None = None


def record(connection: Connection, case_id: int, note_id: int, text: str, *, by: str, now: datetime) -> tuple[str, ...]:
    """Keep whom a note calls; their logins, for ``tell``. A name that nobody has, or one's own, calls nobody."""
    called = {found.casefold() for found in _called(text)}
    known = [row for row in mentions.callable_people(connection) if row.role in READERS and row.login in called]
    others = [row for row in known if row.login != by]
    mentions.add(connection, case_id, note_id, [row.id for row in others], by=by, now=now)
    return tuple(row.login for row in others)


def tell(runtime: Runtime, ref: str, logins: tuple[str, ...]) -> None:
    """Open pages of these people hear of it; call it after the commit."""
    for login in logins:
        runtime.live.publish(person_topic(login), {"type": "mention", "ref": ref})


def mentions_of(runtime: Runtime, person: Person) -> tuple[Mention, ...]:
    """What called this person, the unseen first, then the newest."""
    with runtime.db.reading() as connection:
        rows = mentions.of_user(connection, person.id, MOST)
    return tuple(
        Mention(by=row.by, at=row.at, seen_at=row.seen_at, ref=row.ref, name=row.name, text=row.text) for row in rows
    )


def unseen(runtime: Runtime, person: Person) -> int:
    """How many of them this person has not seen."""
    with runtime.db.reading() as connection:
        return mentions.unseen(connection, person.id)


def see(runtime: Runtime, person: Person, ref: str | None = None) -> None:
    """This person has seen all that called them, or all in one case."""
    if not unseen(runtime, person):
        return
    with runtime.db.writing() as connection:
        mentions.see(connection, person.id, runtime.clock.now(), ref=ref)


def offered(runtime: Runtime, person: Person, begun: str) -> tuple[Colleague, ...]:
    """Colleagues whose login or name begins like that, for completing it."""
    with runtime.db.reading() as connection:
        rows = [row for row in mentions.callable_people(connection) if row.role in READERS]
    sought = begun.casefold()
    fitting = [
        Colleague(login=row.login, name=row.name)
        for row in rows
        if row.login != person.login
        and any(word.casefold().startswith(sought) for word in (row.login, *row.name.split()))
    ]
    return tuple(fitting[:OFFERED])


def pieces_of(text: str) -> tuple[Piece, ...]:
    """A note cut at whom it calls, nothing left out."""
    cut, at = [], 0
    for found in CALL.finditer(text):
        login = found[1].rstrip(".-_")
        end = found.start() + 1 + len(login)
        cut += [Piece(text=text[at : found.start()]), Piece(text=text[found.start() : end], login=login.casefold())]
        at = end
    return tuple(piece for piece in [*cut, Piece(text=text[at:])] if piece.text)


def _called(text: str) -> Iterator[str]:
    return (piece.login for piece in pieces_of(text) if piece.login is not None)
