"""Where somebody is signed in: the list of it, ending one or all others, and a new password of one's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import structlog

from outreach import doings, lockout, people
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import people as stored
from storage import sign_ins

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sign-in that has not ended. ``browser`` None where it was not kept; ``here``: it is the one that asks."""

    id: int
    since: datetime
    seen_at: datetime
    browser: str | None
    here: bool


def mine(runtime: Runtime, who: Person, token: str, *, now: datetime) -> list[Standing]:
    """One's own sign-ins, last active first."""
    return _all(runtime, who.id, token, now).get(who.id, [])


def of_everybody(runtime: Runtime, who: Person, token: str, *, now: datetime) -> dict[str, list[Standing]]:
    """Everybody's by login. Raises Refused for anybody but an admin."""
    people.require_admin(who)
    with runtime.db.reading() as connection:
        logins = {row.id: row.login for row in stored.every(connection)}
    return {logins[user_id]: found for user_id, found in _all(runtime, None, token, now).items() if user_id in logins}


def end(runtime: Runtime, who: Person, sign_in_id: int) -> None:
    """End one of one's own. Raises NotFound."""
    _end(runtime, who, who.login, sign_in_id)


def end_of(runtime: Runtime, who: Person, login: str, sign_in_id: int) -> None:
    """End one of somebody else's. Raises Refused for anybody but an admin, NotFound."""
    people.require_admin(who)
    _end(runtime, who, login, sign_in_id)


def end_others(runtime: Runtime, who: Person, token: str) -> int:
    """Sign oneself out everywhere else; how many sign-ins ended."""
    with runtime.db.writing() as connection:
        ended = sign_ins.end_others(connection, who.id, people.token_hash(token))
        doings.record_in(connection, runtime, who.login, "sign_ins_ended", who.login, many=ended)
    log.info("sign_ins.ended", by=who.login, many=ended)
    return ended


def change_password(runtime: Runtime, who: Person, old: str, new: str, token: str, *, now: datetime) -> None:
    """Another password of one's own; all other sign-ins end. Raises Refused, Locked after too many wrong old ones."""
    if lockout.check_password(runtime, who.login, old, now=now) is None:
        raise Refused("The password of now is not right.")
    if old == new:
        raise Refused("The new password is the one of now.")
    try:
        people.set_password(runtime, who.login, new, keep=token)
    except people.PeopleError as error:
        raise Refused(str(error)) from None
    doings.record(runtime, who.login, "password_changed", who.login)
    log.info("password.changed", by=who.login)


def _all(runtime: Runtime, user_id: int | None, token: str, now: datetime) -> dict[int, list[Standing]]:
    here, found = people.token_hash(token), defaultdict[int, list[Standing]](list)
    with runtime.db.reading() as connection:
        for row in sign_ins.standing(connection, user_id, now):
            is_here = row.token_hash == here
            each = Standing(
                id=row.id, since=row.created_at, seen_at=row.seen_at, browser=row.browser or None, here=is_here
            )
            found[row.user_id].append(each)
    return found


def _end(runtime: Runtime, who: Person, login: str, sign_in_id: int) -> None:
    with runtime.db.writing() as connection:
        row = stored.by_login(connection, login)
        if row is None or not sign_ins.end(connection, row.id, sign_in_id):
            raise NotFound("That sign-in has ended already.")
        doings.record_in(connection, runtime, who.login, "sign_ins_ended", login, many=1)
    log.info("sign_ins.ended", by=who.login, login=login, many=1)
