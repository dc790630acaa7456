"""What is masked at the desk, shown to who works on the case; each look is kept with who looked, at what and why.

A collector sees the data of a borrower whose chat they hold, a supervisor that of every case, an admin none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog

from cases.model import Borrower, Case, CustodyState
from outreach import doings
from outreach.casebook import CaseView, case_view
from outreach.people import Person, Role
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import doings as kept

log = structlog.get_logger(__name__)
FACTS: Final = ("birth_date", "id_last4", "postal_code")
"""Facts about the borrower that say who somebody is."""
POINT: Final = "point:"
"""Before the id of a contact point."""
LONGEST_WHY: Final = 200
MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody saw a value. ``what``: one of FACTS, the channel of a contact point, or a whole conversation."""

    at: datetime
    login: str
    what: str
    why: str


def known_facts(borrower: Borrower) -> tuple[str, ...]:
    """Which of FACTS are known of somebody."""
    return tuple(name for name in FACTS if getattr(borrower, name) is not None)


def may_look(who: Person, case: Case, now: datetime) -> bool:
    """Whether this person's work needs the data of this case now."""
    if who.role is not Role.COLLECTOR:
        return who.role is Role.SUPERVISOR
    held, until = case.custody, case.custody.lease_until
    mine = held.state is CustodyState.COLLECTOR and held.holder == who.login
    return mine and until is not None and until > now


def reveal(runtime: Runtime, who: Person, ref: str, what: str, why: str = "") -> str:
    """The value in clear: one of FACTS, or ``point:ID``. Raises NotFound, or Refused for who may not look."""
    view = case_view(runtime, ref)
    if not may_look(who, view.case, view.now):
        raise Refused("Claim the chat first: what is masked is shown to who works on it.")
    field, value = _value(view, what)
    reason = " ".join(why.split())[:LONGEST_WHY]
    doings.record(runtime, who.login, "revealed", ref, field=field, point=what.partition(POINT)[2] or None, why=reason)
    log.info("revealed", by=who.login, borrower=ref, field=field)
    return value


def looks_of(runtime: Runtime, who: Person, ref: str) -> tuple[Look, ...]:
    """Who saw what of a borrower, newest first, for supervisors; nothing for anybody else."""
    if who.role is not Role.SUPERVISOR:
        return ()
    with runtime.db.reading() as connection:
        return tuple(_look(row) for row in kept.about(connection, ref, "revealed", limit=MOST))


def _value(view: CaseView, what: str) -> tuple[str, str]:
    """What it is, and its text."""
    if what in FACTS and getattr(view.borrower, what) is not None:
        return what, str(getattr(view.borrower, what))
    for point in (*view.points, *view.party_points):
        if what == f"{POINT}{point.id}":
            return point.channel.value, point.address
    raise NotFound("Nothing of this kind is known of them.")


def _look(row: Any) -> Look:
    detail = row.detail
    what = detail.get("field") or detail.get("where") or ""
    return Look(at=row.at, login=row.by.removeprefix("user:"), what=what, why=detail.get("why") or "")
