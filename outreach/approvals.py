"""What waits for a supervisor: plans outside authority, settlements, near misses, relief; a yes or no in one step.

The decision is told to the borrower at once, also in a chat that a colleague holds: they asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from outreach import planwork, reliefwork
from outreach.people import Person, Role
from outreach.planwork import Asked
from outreach.refusals import Refused
from outreach.reliefwork import ReliefTerms
from outreach.runtime import Runtime
from storage import approvals, people

Sort = Literal["plan", "settlement", "near_miss", "relief"]
KINDS: Final = (planwork.REVIEW, "hardship", "relief_review")
"""The tasks that ask for a decision."""
MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One decision that waits. ``by``: the name of the colleague who asked, None where the borrower did.

    ``asked`` has ask and limits of a plan; ``pause_days`` is what a yes to relief grants. ``may`` is whether the
    visitor's own authority reaches it.
    """

    ref: str
    name: str
    sort: Sort
    since: datetime
    due_by: datetime | None
    reason: str
    by: str | None
    may: bool
    asked: Asked | None = None
    pause_days: int = 0


def require_supervisor(who: Person) -> None:
    """Raises Refused for anybody but a supervisor."""
    if who.role is not Role.SUPERVISOR:
        raise Refused("Only a supervisor may do this.")


def count(runtime: Runtime) -> int:
    """How many decisions wait."""
    with runtime.db.reading() as connection:
        return approvals.count(connection, KINDS)


def pending(runtime: Runtime, who: Person, *, limit: int = MOST) -> tuple[Approval, ...]:
    """What waits, the first due first. Raises Refused."""
    require_supervisor(who)
    with runtime.db.reading() as connection:
        rows = approvals.waiting(connection, KINDS, limit)
        askers = approvals.askers(connection, [row.case_id for row in rows])
        names = people.names(connection)
    found: list[Approval] = []
    for row in rows:
        plan = row.kind == planwork.REVIEW
        asked = planwork.asked_of(runtime, row.ref) if plan else None
        if plan and asked is None:
            continue
        asker = askers.get(row.case_id, "") if plan else ""
        found.append(
            Approval(
                ref=row.ref,
                name=row.name,
                sort=_sort(asked),
                since=row.opened_at,
                due_by=row.due_by,
                reason=row.reason,
                by=names.get(asker.removeprefix("user:")) if asker.startswith("user:") else None,
                may=_may(runtime, who, asked),
                asked=asked,
                pause_days=0 if plan else runtime.relief.pause_days,
            )
        )
    return tuple(found)


def _sort(asked: Asked | None) -> Sort:
    """What it is; a near miss is a plan that a single limit of the bot stands against."""
    if asked is None:
        return "relief"
    if asked.ask.settle_minor is not None:
        return "settlement"
    return "near_miss" if len(asked.limits) == 1 else "plan"


def _may(runtime: Runtime, who: Person, asked: Asked | None) -> bool:
    if asked is not None:
        return who.role.value in asked.roles
    return bool(runtime.relief.rights(who.role).kinds)


def approve(runtime: Runtime, who: Person, ref: str, *, relief: bool) -> None:
    """Grant the plan that was asked for, or with ``relief`` the usual pause; the borrower reads it at once.

    Raises Refused, CustodyRefused, GateRefused.
    """
    require_supervisor(who)
    if not relief:
        planwork.grant(runtime, ref, who)
        return
    _require_open(runtime, ref)
    reliefwork.grant(runtime, ref, who, ReliefTerms())


def refuse(runtime: Runtime, who: Person, ref: str, reason: str, *, relief: bool) -> None:
    """Say no, with a reason that the borrower reads; a plan with the nearest that can be.

    Raises Refused, CustodyRefused, GateRefused.
    """
    require_supervisor(who)
    if not relief:
        planwork.refuse(runtime, ref, who, reason)
        return
    _require_open(runtime, ref)
    reliefwork.refuse(runtime, ref, who, reason)


def _require_open(runtime: Runtime, ref: str) -> None:
    kinds = [kind for kind in KINDS if kind != planwork.REVIEW]
    with runtime.db.reading() as connection:
        if not approvals.waits(connection, ref, kinds):
            raise Refused("Nothing waits for a decision any more.")
