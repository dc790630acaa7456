"""How much waits for one person: chats of theirs that want an answer, and decisions where they make them."""

from __future__ import annotations

from outreach import approvals
from outreach.people import Person, Role
from outreach.runtime import Runtime
from storage import awaited


def waiting_for(runtime: Runtime, who: Person) -> int:
    """Chats they hold in which the borrower wrote last, or that were given to them; for supervisors decisions too."""
    if who.role is Role.ADMIN:
        return 0
    with runtime.db.reading() as connection:
        chats = awaited.chats(connection, who.login, runtime.clock.now())
    return chats + (approvals.count(runtime) if who.role is Role.SUPERVISOR else 0)
