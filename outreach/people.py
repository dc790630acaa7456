"""Users of the desk: who they are, their passwords (argon2id) and their sign-ins."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row

from outreach.refusals import Refused
from outreach.runtime import Runtime
from storage import lockouts, people, sign_ins

LEAST_PASSWORD: Final = 8
LONGEST_PASSWORD: Final = 512
PROLONG_EVERY: Final = timedelta(minutes=1)
"""A sign-in's end is moved at most this often, so that a busy page does not write with every click."""


class Role(StrEnum):
    """What somebody is at the desk."""

    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class PeopleError(Exception):
    """A user that cannot be made or changed; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works here. ``skills`` and ``locales`` empty: all of them. ``away_since``: they said so."""

    id: int
    login: str
    name: str
    role: Role
    skills: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    away_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A person who is signed in. ``csrf`` goes with every change; ``expires_at`` moves on with activity."""

    person: Person
    csrf: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleUser:
    """One of the users that sample mode has, shown on the sign-in page."""

    login: str
    name: str
    role: Role

    @property
    def password(self) -> str:
        """No secret: sample mode prints it, and holds invented people only."""
        return f"sample-{self.login}"


SAMPLE_USERS: Final = (
    SampleUser(login="mara", name="Mara Lind", role=Role.COLLECTOR),
    SampleUser(login="devin", name="Devin Ashe", role=Role.SUPERVISOR),
    SampleUser(login="imani", name="Imani Cole", role=Role.ADMIN),
)


def add_user(
    runtime: Runtime,
    login: str,
    name: str,
    role: Role,
    password: str,
    *,
    now: datetime,
    skills: Sequence[str] = (),
    locales: Sequence[str] = (),
) -> Person:
    """A new user. Raises PeopleError for a login that is taken or empty, or a password that is too short."""
    login = login.strip().casefold()
    if not login or any(char.isspace() for char in login):
        raise PeopleError("A login is one word, for instance an e-mail address.")
    shown = name.strip() or login
    values: dict[str, Any] = {"login": login, "name": shown, "role": role.value, "active": True, "created_at": now}
    values |= {"password_hash": _hashed(password), "skills": list(skills), "locales": list(locales)}
    with runtime.db.writing() as connection:
        user_id = people.add_user(connection, **values)
    if user_id is None:
        raise PeopleError(f"The login {login} is taken.")
    return Person(id=user_id, login=login, name=shown, role=role, skills=tuple(skills), locales=tuple(locales))


def require_admin(who: Person) -> None:
    """Raises Refused for anybody but an admin."""
    if who.role is not Role.ADMIN:
        raise Refused("Only an admin may do this.")


def set_password(runtime: Runtime, login: str, password: str, *, keep: str | None = None) -> None:
    """A new password; all sign-ins of the user end, but for that of the token ``keep``. A lock ends too.

    Raises PeopleError.
    """
    hashed = _hashed(password)
    with runtime.db.writing() as connection:
        row = people.by_login(connection, login.strip().casefold())
        if row is None:
            raise PeopleError(f"There is no user {login}.")
        people.change_user(connection, row.id, password_hash=hashed)
        sign_ins.end_others(connection, row.id, token_hash(keep) if keep else "")
        lockouts.forget(connection, login)


def set_active(runtime: Runtime, login: str, *, active: bool) -> None:
    """Let a user in, or keep them out and sign them out everywhere. Raises PeopleError."""
    with runtime.db.writing() as connection:
        row = people.by_login(connection, login.strip().casefold())
        if row is None:
            raise PeopleError(f"There is no user {login}.")
        people.change_user(connection, row.id, active=active)
        if not active:
            people.end_sessions_of(connection, row.id)


def all_people(runtime: Runtime) -> list[Person]:
    """Everybody who may sign in."""
    with runtime.db.reading() as connection:
        return [_person(row) for row in people.every(connection) if row.active]


def names_of(runtime: Runtime) -> dict[str, str]:
    """Name by login of everybody who ever worked here."""
    with runtime.db.reading() as connection:
        return people.names(connection)


def check_password(runtime: Runtime, login: str, password: str) -> Person | None:
    """The person, or None. It takes as long for a login that does not exist as for a wrong password."""
    with runtime.db.reading() as connection:
        row = people.by_login(connection, login.strip().casefold())
    hashed = row.password_hash if row is not None else _nobodys_hash()
    right = _verified(hashed, password[:LONGEST_PASSWORD])
    if row is None or not right or not row.active:
        return None
    if _hasher().check_needs_rehash(hashed):
        with runtime.db.writing() as connection:
            people.change_user(connection, row.id, password_hash=_hasher().hash(password))
    return _person(row)


def open_session(runtime: Runtime, person: Person, *, now: datetime, browser: str = "") -> str:
    """Sign somebody in; the token that their browser keeps. Only its hash is stored. ``browser``: its family."""
    token = secrets.token_urlsafe(32)
    with runtime.db.writing() as connection:
        people.drop_expired(connection, now)
        people.open_session(
            connection,
            person.id,
            token_hash=token_hash(token),
            csrf=secrets.token_urlsafe(32),
            now=now,
            expires_at=_end(runtime, now, now),
            browser=browser,
        )
    return token


def find_session(runtime: Runtime, token: str, *, now: datetime, prolong: bool) -> SignIn | None:
    """Who this token signs in, or None once it has ended. With ``prolong`` its end moves on."""
    hashed = token_hash(token)
    with runtime.db.reading() as connection:
        row = people.session(connection, hashed)
    if row is None or row.expires_at <= now or not row.active:
        return None
    expires_at = row.expires_at
    if prolong and now - row.seen_at >= PROLONG_EVERY:
        expires_at = _end(runtime, row.since, now)
        with runtime.db.writing() as connection:
            people.prolong(connection, hashed, now=now, expires_at=expires_at)
    return SignIn(person=_person(row), csrf=row.csrf, expires_at=expires_at)


def end_session(runtime: Runtime, token: str) -> None:
    """Sign out."""
    with runtime.db.writing() as connection:
        people.end_session(connection, token_hash(token))


def forget_old_sign_ins(runtime: Runtime, *, now: datetime | None = None) -> int:
    """Drop sign-ins whose time is over by the machine's clock, as they go by at the door; how many."""
    with runtime.db.writing() as connection:
        return people.drop_expired(connection, now or datetime.now(UTC))


def _end(runtime: Runtime, since: datetime, now: datetime) -> datetime:
    """After a time without activity, and at the latest so long after the sign-in."""
    desk = runtime.settings.desk
    return min(now + timedelta(minutes=desk.idle_minutes), since + timedelta(hours=desk.session_hours))


def token_hash(token: str) -> str:
    """What is stored of a sign-in's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        skills=tuple(row.skills),
        locales=tuple(row.locales),
        away_since=row.away_since,
    )


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def _hashed(password: str) -> str:
    if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PeopleError(f"A password has {LEAST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return _hasher().hash(password)


def _verified(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
