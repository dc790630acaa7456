"""What promises and plans bring with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from cases.effects import CancelQueued, ClearFire, Decision, Effect, EndTask, OpenTask, Replan, SetLocalFire
from cases.events import (
    PlanAccepted,
    PlanAsked,
    PlanBroken,
    PlanDeclined,
    PlanKept,
    PlanOffered,
    PlanPartMoved,
    PlanPartSkipped,
    PlanRefused,
    PromiseBroken,
    PromiseCancelled,
    PromiseKept,
    PromiseMade,
)
from cases.model import Case, Plan, PlanState, Promise, PromiseState
from cases.promises import next_part, swapped, swapped_plan, with_part_moved, with_part_skipped

PROMISE_FIRES = (ClearFire(kind="promise_eve"), ClearFire(kind="promise_due"))
PART_FIRES = (
    ClearFire(kind="part_eve"),
    ClearFire(kind="part_due"),
    ClearFire(kind="part_grace"),
    ClearFire(kind="offer_ends"),
)
REVIEW = "plan_review"
"""The task of deciding about a plan that was asked for."""
QUIET: tuple[Effect, ...] = (CancelQueued(rule="case.changed"), Replan())


def with_promise(case: Case, ref: str, **changes: Any) -> Case:
    found = next(promise for promise in case.promises if promise.ref == ref)
    return replace(case, promises=swapped(case.promises, replace(found, **changes)))


def without_promise(case: Case, state: PromiseState = PromiseState.CANCELLED) -> Case:
    """No promise stands any more; the one that stood ends like this."""
    return with_promise(case, case.promise.ref, state=state) if case.promise else case


def promise_made(case: Case, event: PromiseMade, now: datetime) -> Decision:
    promise = Promise(
        ref=event.ref, amount_minor=event.amount_minor, currency=event.currency, due_on=event.due_on, made_at=now
    )
    return Decision(
        case=replace(case, promises=(*without_promise(case).promises, promise)),
        effects=(
            CancelQueued(rule="case.promised"),
            ClearFire(kind="ladder"),
            SetLocalFire(kind="promise_eve", on=event.due_on),
            SetLocalFire(kind="promise_due", on=event.due_on, data={"ref": event.ref}),
        ),
    )


def promise_cancelled(case: Case, event: PromiseCancelled, _now: datetime) -> Decision:
    changed = with_promise(case, event.ref, state=PromiseState.CANCELLED)
    return Decision(case=changed, effects=(*PROMISE_FIRES, *QUIET))


def promise_kept(case: Case, event: PromiseKept, _now: datetime) -> Decision:
    return Decision(case=with_promise(case, event.ref, state=PromiseState.KEPT), effects=PROMISE_FIRES)


def promise_broken(case: Case, event: PromiseBroken, _now: datetime) -> Decision:
    changed = replace(with_promise(case, event.ref, state=PromiseState.BROKEN), reason=None)
    return Decision(case=changed, effects=(*PROMISE_FIRES, Replan()))


def plan_asked(case: Case, event: PlanAsked, _now: datetime) -> Decision:
    """It waits beside all else; one that waited before is answered by this one."""
    asked = replace(event.plan, state=PlanState.ASKED)
    task = OpenTask(kind=REVIEW, reason=event.reason, due_by=asked.answer_by, data={**event.ask, "ref": asked.ref})
    closed = EndTask(kind=REVIEW, outcome="asked anew")
    return Decision(case=replace(case, plans=(*_unasked(case.plans), asked)), effects=(closed, task))


def _unasked(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    return tuple(replace(plan, state=PlanState.DECLINED) if plan.state is PlanState.ASKED else plan for plan in plans)


def plan_refused(case: Case, event: PlanRefused, _now: datetime) -> Decision:
    found = next(plan for plan in case.plans if plan.ref == event.ref)
    changed = replace(case, plans=swapped_plan(case.plans, replace(found, state=PlanState.DECLINED)))
    return Decision(case=changed, effects=(EndTask(kind=REVIEW, outcome=event.reason),))


def plan_offered(case: Case, event: PlanOffered, _now: datetime) -> Decision:
    """One plan at a time is on offer. What a person offers ends by itself, and answers what was asked."""
    standing, offered = case.plan, event.plan
    kept = swapped_plan(case.plans, replace(standing, state=PlanState.DECLINED)) if standing else case.plans
    effects: tuple[Effect, ...] = ()
    if offered.by is not None:
        kept = tuple(plan for plan in _unasked(kept) if plan.ref != offered.ref)
        # Whoever is offered something by a person is asked for nothing else while they think about it.
        effects = (EndTask(kind=REVIEW, outcome="offered"), CancelQueued(rule="case.plan"), ClearFire(kind="ladder"))
    if offered.until is not None:
        effects += (SetLocalFire(kind="offer_ends", on=offered.until, data={"ref": offered.ref}),)
    return Decision(case=replace(case, plans=(*kept, offered)), effects=effects)


def plan_accepted(case: Case, event: PlanAccepted, now: datetime) -> Decision:
    found = next(plan for plan in case.plans if plan.ref == event.ref)
    plan = replace(
        found, state=PlanState.ACTIVE, accepted_at=now, terms_hash=event.terms_hash, terms=event.terms or None
    )
    changed = replace(without_promise(case), plans=_unasked(swapped_plan(case.plans, plan)))
    effects = (CancelQueued(rule="case.plan"), ClearFire(kind="ladder"), *PROMISE_FIRES, *part_fires(changed))
    closed = (EndTask(kind=REVIEW, outcome="another plan was agreed"),) if case.plan_asked else ()
    return Decision(case=changed, effects=(*closed, *effects))


def part_moved(case: Case, event: PlanPartMoved, _now: datetime) -> Decision:
    return _changed(case, event, with_part_moved)


def part_skipped(case: Case, event: PlanPartSkipped, _now: datetime) -> Decision:
    return _changed(case, event, with_part_skipped)


def _changed(case: Case, event: PlanPartMoved | PlanPartSkipped, change: Callable[[Plan, int, date], Plan]) -> Decision:
    """What was said before of the part is out of date; its alarms ring by the new date."""
    found = next(plan for plan in case.plans if plan.ref == event.ref)
    plan = replace(change(found, event.number, event.due_on), terms_hash=event.terms_hash, terms=event.terms)
    changed = replace(case, plans=swapped_plan(case.plans, plan))
    return Decision(case=changed, effects=(CancelQueued(rule="case.changed"), *part_fires(changed)))


def part_fires(case: Case) -> tuple[Effect, ...]:
    """The alarms of the next unpaid part: the day before it, and the day after."""
    plan = case.plan
    part = next_part(plan) if plan and plan.state is PlanState.ACTIVE else None
    if part is None or plan is None:
        return PART_FIRES
    data: dict[str, str | int] = {"ref": plan.ref, "number": part.number}
    return (
        ClearFire(kind="offer_ends"),
        ClearFire(kind="part_grace"),
        SetLocalFire(kind="part_eve", on=part.due_on, data=data),
        SetLocalFire(kind="part_due", on=part.due_on, data=data),
    )


def plan_ended(state: PlanState) -> Callable[[Case, PlanDeclined | PlanKept | PlanBroken, datetime], Decision]:
    def ended(case: Case, event: PlanDeclined | PlanKept | PlanBroken, _now: datetime) -> Decision:
        found = next(plan for plan in case.plans if plan.ref == event.ref)
        changed = replace(case, plans=swapped_plan(case.plans, replace(found, state=state)))
        return Decision(case=changed, effects=(*PART_FIRES, Replan()))

    return ended
