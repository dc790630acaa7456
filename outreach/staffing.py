"""Who works here, changed by an admin: roles, queues, languages, in and out, new passwords. Each change is logged."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from outreach import doings
from outreach import people as folk
from outreach.people import PeopleError, Person, Role, require_admin
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import people

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who works or worked here. ``seen_at``: last active in a sign-in that still stands."""

    login: str
    name: str
    role: Role
    skills: tuple[str, ...]
    locales: tuple[str, ...]
    active: bool
    created_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What somebody is and answers in. ``skills`` and ``locales`` empty: all."""

    name: str
    role: str
    skills: Sequence[str] = ()
    locales: Sequence[str] = ()


def everybody(runtime: Runtime, who: Person) -> list[Staff]:
    """All people, those who may sign in first. Raises Refused."""
    require_admin(who)
    with runtime.db.reading() as connection:
        seen = people.last_seen(connection)
        rows = people.every(connection)
    found = [
        Staff(
            login=row.login,
            name=row.name,
            role=Role(row.role),
            skills=tuple(row.skills),
            locales=tuple(row.locales),
            active=row.active,
            created_at=row.created_at,
            seen_at=seen.get(row.id),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (not each.active, each.login))


def hire(runtime: Runtime, who: Person, login: str, place: Place) -> str:
    """Let somebody in; their first password, to be told once. Raises Refused."""
    require_admin(who)
    password = secrets.token_urlsafe(12)
    try:
        folk.add_user(
            runtime,
            login,
            place.name,
            _role(place.role),
            password,
            now=runtime.clock.now(),
            skills=_list(place.skills),
            locales=_list(place.locales),
        )
    except PeopleError as error:
        raise Refused(str(error)) from None
    log.info("staff.hired", by=who.login, login=login, role=place.role)
    doings.record(runtime, who.login, "person_hired", login, role=place.role)
    return password


def change(runtime: Runtime, who: Person, login: str, place: Place) -> None:
    """Another name, role, queues or languages, from their next click on. Raises Refused, NotFound."""
    require_admin(who)
    role = _role(place.role)
    if login == who.login and role is not Role.ADMIN:
        raise Refused("You cannot take your own role away: ask another admin.")
    values = {"name": " ".join(place.name.split()) or login, "role": role.value}
    _set(runtime, login, **values, skills=_list(place.skills), locales=_list(place.locales))
    log.info("staff.changed", by=who.login, login=login, role=role.value)
    doings.record(runtime, who.login, "person_changed", login, role=role.value)


def let_in(runtime: Runtime, who: Person, login: str, *, active: bool) -> None:
    """Let somebody in again, or keep them out and end their sign-ins. Raises Refused, NotFound."""
    require_admin(who)
    if login == who.login:
        raise Refused("You cannot keep yourself out: ask another admin.")
    try:
        folk.set_active(runtime, login, active=active)
    except PeopleError as error:
        raise NotFound(str(error)) from None
    log.info("staff.let_in" if active else "staff.kept_out", by=who.login, login=login)
    doings.record(runtime, who.login, "person_let_in" if active else "person_kept_out", login)


def new_password(runtime: Runtime, who: Person, login: str) -> str:
    """A password in place of a forgotten one, to be told once; all sign-ins of theirs end. Raises Refused, NotFound."""
    require_admin(who)
    password = secrets.token_urlsafe(12)
    try:
        folk.set_password(runtime, login, password)
    except PeopleError as error:
        raise NotFound(str(error)) from None
    log.info("staff.new_password", by=who.login, login=login)
    doings.record(runtime, who.login, "new_password", login)
    return password


def _set(runtime: Runtime, login: str, **values: Any) -> None:
    with runtime.db.writing() as connection:
        row = people.by_login(connection, login)
        if row is None:
            raise NotFound(f"There is no user {login}.")
        people.change_user(connection, row.id, **values)


def _role(role: str) -> Role:
    if role not in set(Role):
        raise Refused("Choose a role.")
    return Role(role)


def _list(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))
