"""What people did at the desk that no case's log has, kept for the audit page: people, tokens, what was revealed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from outreach.runtime import Runtime
from storage import doings

KINDS: Final = frozenset(
    {
        "person_hired",
        "person_changed",
        "person_kept_out",
        "person_let_in",
        "new_password",
        "password_changed",
        "sign_ins_ended",
        "login_unlocked",
        "token_added",
        "token_revoked",
        "case_file_taken",
        "results_exported",
        "talk_scored",
        "revealed",
    }
)
"""What is kept. A kind that is not here is a mistake of ours."""


def record(runtime: Runtime, login: str, what: str, about: str, **detail: str | int | bool | list[str] | None) -> None:
    """Keep that this person did something, in a transaction of its own. Raises ValueError for a kind not known."""
    with runtime.db.writing() as connection:
        record_in(connection, runtime, login, what, about, **detail)


def record_in(
    connection: Connection,
    runtime: Runtime,
    login: str,
    what: str,
    about: str,
    **detail: str | int | bool | list[str] | None,
) -> None:
    """The same within a transaction. No secret and nothing that a borrower said belongs into ``detail``."""
    if what not in KINDS:
        raise ValueError(f"{what!r} is none of {', '.join(sorted(KINDS))}")
    doings.add(connection, at=runtime.clock.now(), by=f"user:{login}", what=what, about=about, detail=detail)
