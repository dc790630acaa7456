"""What money and the calendar do to a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.consequences.agreements import PART_FIRES, PROMISE_FIRES, part_fires, with_promise
from cases.effects import CancelQueued, ClearFire, Decision, Effect, Replan, SetFire
from cases.events import (
    ArrearsCleared,
    ArrearsReduced,
    CaseClosed,
    CaseOpened,
    FellLate,
    PaymentReceived,
    PaymentReversed,
    Reopened,
    StepReached,
    WatchEnded,
)
from cases.model import Case, ClosedReason, PlanState, PromiseState
from cases.promises import credited, plan_credited, swapped, swapped_plan
from cases.thanks import thanks_for_all, thanks_for_part, word_of_reversal

CALM = timedelta(hours=48)
WATCH = timedelta(days=30)


def opened(case: Case, _event: CaseOpened, _now: datetime) -> Decision:
    return Decision(case=case, effects=(Replan(catch_up=True),))


def fell_late(case: Case, _event: FellLate, _now: datetime) -> Decision:
    return Decision(case=replace(case, cycle=case.cycle + 1, step=None))


def step(case: Case, event: StepReached, _now: datetime) -> Decision:
    return Decision(case=replace(case, step=event.step))


def paid(case: Case, event: PaymentReceived, _now: datetime) -> Decision:
    return Decision(case=_credit(case, event.amount_minor, event.currency), effects=())


def _credit(case: Case, amount_minor: int, currency: str) -> Case:
    promise, plan = case.promise, case.plan
    if promise:
        case = replace(case, promises=swapped(case.promises, credited(promise, amount_minor, currency)))
    if plan and plan.state is PlanState.ACTIVE:
        case = replace(case, plans=swapped_plan(case.plans, plan_credited(plan, amount_minor, currency)))
    return case


def taken_back(case: Case, event: PaymentReversed, now: datetime) -> Decision:
    changed = _credit(case, -event.amount_minor, event.currency)
    last = changed.promises[-1] if changed.promises else None
    if last and last.state is PromiseState.KEPT:
        changed = with_promise(changed, last.ref, state=PromiseState.REVERSED)
    if not event.arrears:
        return Decision(case=changed, effects=(Replan(),))
    effects = (CancelQueued(rule="case.payment_reversed"), Replan(), word_of_reversal(event))
    return Decision(case=replace(changed, closed_reason=None, calm_until=now + CALM), effects=effects)


def reduced(case: Case, event: ArrearsReduced, now: datetime) -> Decision:
    changed = replace(case, calm_until=now + CALM, cycle=case.cycle + 1 if event.reanchored else case.cycle)
    standing = bool(case.promise or case.plan)
    again: tuple[Effect, ...] = part_fires(changed) if case.plan else () if standing else (Replan(),)
    return Decision(case=changed, effects=(CancelQueued(rule="case.payment"), *again, *thanks_for_part(changed, event)))


def cleared(case: Case, event: ArrearsCleared, now: datetime) -> Decision:
    offered = case.plan if case.plan and case.plan.state is PlanState.OFFERED else None
    changed = replace(case, step=None, calm_until=None)
    if offered:
        changed = replace(changed, plans=swapped_plan(changed.plans, replace(offered, state=PlanState.DECLINED)))
    effects = (
        CancelQueued(rule="case.paid"),
        *PROMISE_FIRES,
        *PART_FIRES,
        SetFire(kind="watch_end", due_at=now + WATCH),
        Replan(),
        *thanks_for_all(case, event),
    )
    return Decision(case=changed, effects=effects)


def closed(case: Case, event: CaseClosed, _now: datetime) -> Decision:
    effects = (
        *(() if event.reason is ClosedReason.PAID else (CancelQueued(rule="case.closed"),)),
        ClearFire(kind="ladder"),
        ClearFire(kind="watch_end"),
        *PROMISE_FIRES,
        *PART_FIRES,
    )
    return Decision(case=replace(case, closed_reason=event.reason), effects=effects)


def reopened(case: Case, _event: Reopened, _now: datetime) -> Decision:
    return Decision(case=replace(case, closed_reason=None), effects=(Replan(),))


def watch_ended(case: Case, _event: WatchEnded, _now: datetime) -> Decision:
    return Decision(case=case, effects=(Replan(),))
