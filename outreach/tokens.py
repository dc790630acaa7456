"""Bearer tokens for programs: shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach import doings
from outreach.people import Person, require_admin
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it is known here: never its text."""

    id: int
    name: str
    created_at: datetime
    revoked_at: datetime | None


def digest(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def add(runtime: Runtime, name: str) -> str:
    """A new token for a program of this name. Raises Refused where the name is taken."""
    if not name.strip():
        raise Refused("A token needs a name.")
    token = f"fb_{secrets.token_urlsafe(32)}"
    with runtime.db.writing() as connection:
        if not tokens.add(connection, name.strip(), digest(token), runtime.clock.now()):
            raise Refused(f"There is a token named {name!r} already; choose another name.")
    return token


def owner(runtime: Runtime, token: str) -> str | None:
    """The name of the program that a token belongs to; None for one that is not ours or was revoked."""
    with runtime.db.reading() as connection:
        return tokens.name_of(connection, digest(token))


def known(runtime: Runtime, who: Person) -> Sequence[Token]:
    """Every token, the newest first. Raises Refused for anybody but an admin."""
    require_admin(who)
    with runtime.db.reading() as connection:
        return [Token(**row._mapping) for row in tokens.every(connection)]  # noqa: SLF001 - SQLAlchemy's name


def revoke(runtime: Runtime, who: Person, token_id: int) -> None:
    """From now on this token opens nothing. Raises Refused, NotFound."""
    require_admin(who)
    with runtime.db.writing() as connection:
        if not tokens.revoke(connection, token_id, runtime.clock.now()):
            raise NotFound("There is no such token, or it was revoked before.")
        doings.record_in(connection, runtime, who.login, "token_revoked", str(token_id))
