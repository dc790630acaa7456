"""Wrong passwords lock a login for a time, in the database and so for every process and address.

A login that nobody has is locked the same way and told the same, so that nobody learns from it which logins there are.
A try is counted before the password is looked at: many at once get no more guesses than one after the other.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog

from outreach import doings, people
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import lockouts
from storage import people as stored

log = structlog.get_logger(__name__)


class Locked(Refused):
    """Too many wrong passwords for this login; ``until`` no password is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Locked until {until:%Y-%m-%d %H:%M} UTC after too many wrong passwords.")
        self.until = until


def check_password(runtime: Runtime, login: str, password: str, *, now: datetime) -> Person | None:
    """The person, or None for a wrong password. Raises Locked while the login is locked."""
    lasting = timedelta(minutes=runtime.settings.desk.lock_minutes)
    with runtime.db.writing() as connection:
        until = lockouts.locked_until(connection, login, now)
        if until is not None:
            raise Locked(until)
        most = runtime.settings.desk.lock_after
        lockouts.count(connection, login, now=now, since=now - lasting, most=most, until=now + lasting)
    person = people.check_password(runtime, login, password)
    with runtime.db.writing() as connection:
        if person is not None:
            lockouts.forget(connection, login)
        elif (locked := lockouts.locked_until(connection, login, now)) is not None:
            log.warning("login.locked", until=locked.isoformat())
    return person


def unlock(runtime: Runtime, who: Person, login: str) -> None:
    """Let somebody try again at once. Raises Refused for anybody but an admin, NotFound."""
    people.require_admin(who)
    with runtime.db.writing() as connection:
        if stored.by_login(connection, login) is None:
            raise NotFound(f"There is no user {login}.")
        lockouts.forget(connection, login)
        doings.record_in(connection, runtime, who.login, "login_unlocked", login)
    log.info("staff.unlocked", by=who.login, login=login)


def locked(runtime: Runtime, who: Person, logins: list[str], *, now: datetime) -> dict[str, datetime]:
    """Of these logins, those that are locked, and until when. Raises Refused for anybody but an admin."""
    people.require_admin(who)
    with runtime.db.reading() as connection:
        return lockouts.locked(connection, logins, now)


def forget_old(runtime: Runtime, *, now: datetime | None = None) -> int:
    """Drop counts that no longer matter; how many."""
    at = now or datetime.now(UTC)
    with runtime.db.writing() as connection:
        return lockouts.forget_before(connection, at - timedelta(minutes=2 * runtime.settings.desk.lock_minutes))
