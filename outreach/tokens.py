"""Bearer tokens for programs: shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets

from outreach.refusals import Refused
from outreach.runtime import Runtime
from storage import tokens


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
