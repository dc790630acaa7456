"""Who is on duty, with what load: people say so at the desk, and are taken to be there while they are active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from outreach.clock import wall_clock
from outreach.live import DESK
from outreach.people import PeopleError, Person
from outreach.runtime import Runtime
from outreach.waiting_time import SEEN_WITHIN
from storage import duty, people


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who answers borrowers. ``skills`` and ``locales`` empty: all; ``chats`` of ``capacity`` are theirs now.

    ``there``: on duty, signed in and active lately.
    """

    login: str
    name: str
    role: str
    skills: tuple[str, ...]
    locales: tuple[str, ...]
    capacity: int
    chats: int
    there: bool
    away_since: datetime | None

    @property
    def room(self) -> bool:
        """Whether they can take one more."""
        return self.chats < self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A chat that was given to somebody who has not acted on it. ``by``: a name, none for the desk itself."""

    ref: str
    name: str
    by: str | None
    until: datetime


def colleagues(runtime: Runtime, *, wall: datetime | None = None) -> tuple[Colleague, ...]:
    """Everybody who answers borrowers: who is there first, then by load. ``wall`` is the time sign-ins go by."""
    with runtime.db.reading() as connection:
        return colleagues_in(connection, runtime, wall=wall)


def colleagues_in(connection: Connection, runtime: Runtime, *, wall: datetime | None = None) -> tuple[Colleague, ...]:
    """The same inside a transaction."""
    now = wall or wall_clock()
    usual = runtime.settings.desk.capacity
    found = [
        Colleague(
            login=row.login,
            name=row.name,
            role=row.role,
            skills=tuple(row.skills),
            locales=tuple(row.locales),
            capacity=row.capacity if row.capacity is not None else usual,
            chats=row.chats,
            there=bool(row.there),
            away_since=row.away_since,
        )
        for row in duty.colleagues(connection, now, now - SEEN_WITHIN)
    ]
    return tuple(sorted(found, key=lambda each: (not each.there, each.chats, each.name)))


def say(runtime: Runtime, person: Person, *, away: bool) -> None:
    """On duty, or away: nothing is given to somebody who is away, and borrowers are not told that they are there."""
    with runtime.db.writing() as connection:
        duty.say_away(connection, person.login, runtime.clock.now() if away else None)
    runtime.live.publish(DESK, {"type": "duty"})


def given_to(runtime: Runtime, person: Person) -> tuple[Given, ...]:
    """Chats that were given to this person and wait for a sign of life, the most urgent first."""
    with runtime.db.reading() as connection:
        names, rows = people.names(connection), duty.given_to(connection, person.login)
    now = runtime.clock.now()
    return tuple(
        Given(ref=row.ref, name=row.name, by=names.get(row.given_by), until=row.lease_until)
        for row in rows
        if row.lease_until is not None and row.lease_until > now
    )


MOST = 100
"""Chats at once that anybody may be given."""


def change_work(
    runtime: Runtime,
    login: str,
    *,
    skills: Sequence[str] | None = None,
    locales: Sequence[str] | None = None,
    capacity: int | None = None,
) -> None:
    """What somebody works on; None leaves it as it is, capacity 0 goes back to what the configuration says.

    Raises PeopleError.
    """
    if capacity is not None and not 0 <= capacity <= MOST:
        raise PeopleError(f"Chats at once are 1 to {MOST}; 0 for what the configuration says.")
    wanted = {"skills": list(skills) if skills is not None else None}
    wanted |= {"locales": list(locales) if locales is not None else None}
    values: dict[str, object] = {name: value for name, value in wanted.items() if value is not None}
    if capacity is not None:
        values["capacity"] = capacity or None
    unknown = set(locales or ()) - set(runtime.words.locales)
    if unknown:
        known = ", ".join(runtime.words.locales)
        raise PeopleError(f"Nothing is written in {', '.join(sorted(unknown))}; known are {known}.")
    with runtime.db.writing() as connection:
        row = people.by_login(connection, login.strip().casefold())
        if row is None:
            raise PeopleError(f"There is no user {login}.")
        if values:
            people.change_user(connection, row.id, **values)
