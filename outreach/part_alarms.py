"""Alarms of plans: the day before a part, its date, its grace, and the end of what a person offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cases.effects import SendMessage, SetFire, SetLocalFire
from cases.events import PlanBroken, PlanDeclined, PlanPartMissed
from cases.flows.menus import choices_for
from cases.model import Kind, Plan, PlanKind, PlanPart, PlanState
from cases.money import Money
from cases.promises import late_part
from cases.say import Phrase, Say, Value
from outreach import doubts
from outreach.creditors import pay_page
from outreach.work import Work

NEXT_DAY = timedelta(days=1)
NEXT_HOUR = timedelta(hours=1)
"""A feed that is late comes sooner than a person's answer; a daily look would fall into the same gap each day."""


def _eve(work: Work, data: Any) -> None:
    plan = work.case.plan
    part = next((p for p in plan.parts if p.number == data["number"]), None) if plan else None
    if plan is None or part is None or not part.left_minor or plan.state is not PlanState.ACTIVE:
        return
    values: dict[str, Value] = {
        "amount": Money(currency=plan.currency, minor=part.left_minor),
        "date": part.due_on,
        "link": pay_page(work.runtime, work.file),
    }
    key = "settlement_eve"
    if plan.kind is PlanKind.PLAN:
        key = "plan_eve"
        values["part_of"] = Phrase(key="part.of", values={"number": part.number, "total": len(plan.parts)})
    _tell(work, key, values, Kind.SERVICE, f"part:{plan.ref}:{part.number}:{part.due_on}")


def _tell(work: Work, key: str, values: dict[str, Value], kind: Kind, dedupe: str) -> None:
    work.order(SendMessage(say=Say(key=key, values=values, choices=choices_for(key)), kind=kind, dedupe=dedupe))


def _missed(work: Work, kind: str, data: Any) -> tuple[Plan, PlanPart] | None:
    """The plan and its late part; None where there is none.

    None also under a hold that keeps demands off, and while the ledger is stale: then it is asked later.
    """
    plan = work.case.plan
    part = late_part(plan, work.file.today) if plan and plan.state is PlanState.ACTIVE else None
    if plan is None or part is None or part.number != data["number"]:
        return None
    wait = NEXT_HOUR if doubts.stale(work) else NEXT_DAY if doubts.blocking(work) else None
    if wait is not None:
        work.order(SetFire(kind=kind, due_at=work.now + wait, data=data))
        return None
    return plan, part


def _due(work: Work, data: Any) -> None:
    """A part that did not come has its grace; a settlement has none, and all is as it was before."""
    missed = _missed(work, "part_due", data)
    if missed is None:
        return
    plan, part = missed
    work.apply(PlanPartMissed(ref=plan.ref, number=part.number))
    if plan.kind is PlanKind.SETTLEMENT:
        _ended(work, plan, part)
        return
    grace = work.runtime.plans.grace_days if plan.grace_days is None else plan.grace_days
    values: dict[str, Value] = {
        "amount": Money(currency=plan.currency, minor=part.left_minor),
        "date": part.due_on,
        "grace_date": part.due_on + timedelta(days=grace),
    }
    _tell(work, "plan_part_missed", values, Kind.DEMAND, f"part-missed:{plan.ref}:{part.number}:{part.due_on}")
    work.order(SetLocalFire(kind="part_grace", on=part.due_on + timedelta(days=grace), data=data))


def _grace(work: Work, data: Any) -> None:
    missed = _missed(work, "part_grace", data)
    if missed is not None:
        _ended(work, *missed)


def _ended(work: Work, plan: Plan, part: PlanPart) -> None:
    """The plan is over, and what is late is said as it stands."""
    work.apply(PlanBroken(ref=plan.ref, number=part.number))
    arrears = next(iter(work.file.position.arrears), Money(currency=plan.currency, minor=part.left_minor))
    values: dict[str, Value] = {"date": work.file.today, "amount": arrears}
    if plan.kind is PlanKind.SETTLEMENT:
        values |= {"date": part.due_on, "total": Money(currency=plan.currency, minor=plan.total_minor)}
    key = "settlement_ended" if plan.kind is PlanKind.SETTLEMENT else "plan_ended"
    _tell(work, key, values, Kind.DEMAND, f"plan-ended:{plan.ref}")


def _offer_ends(work: Work, data: Any) -> None:
    """What a person offered and nobody took ends without a word; all is as it was before."""
    plan = work.case.plan
    if plan is not None and plan.ref == data["ref"] and plan.state is PlanState.OFFERED:
        work.apply(PlanDeclined(ref=plan.ref))


HANDLERS: dict[str, Callable[[Work, Any], None]] = {
    "part_eve": _eve,
    "part_due": _due,
    "part_grace": _grace,
    "offer_ends": _offer_ends,
}
"""Every kind of alarm of a plan."""
