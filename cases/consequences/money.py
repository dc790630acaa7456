"""What money and the calendar do to a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.consequences.agreements import PART_FIRES, PROMISE_FIRES, part_fires, with_promise, without_promise
from cases.consequences.hardship import RELIEF_FIRES, ended
from cases.consequences.holds import CALM
from cases.effects import CancelQueued, ClearFire, Decision, Replan, SetFire
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
from cases.model import Case, ClosedReason, HoldType, PlanState, PromiseState
from cases.promises import credited, plan_credited, swapped, swapped_plan
from cases.thanks import thanks_for_all, thanks_for_part, thanks_for_settling, word_of_reversal

WATCH = timedelta(days=30)


def opened(case: Case, _event: CaseOpened, _now: datetime) -> Decision:
    return Decision(case=case, effects=(Replan(catch_up=True),))


def fell_late(case: Case, _event: FellLate, _now: datetime) -> Decision:
    return Decision(
        case=replace(case, cycle=case.cycle + 1, step=None, reason=None), effects=(ClearFire(kind="watch_end"),)
    )


def step(case: Case, event: StepReached, _now: datetime) -> Decision:
    return Decision(case=replace(case, step=event.step))


def paid(case: Case, event: PaymentReceived, now: datetime) -> Decision:
    """Credited to what was agreed; nothing planned before goes out; who said they had paid has paid."""
    said = [h for h in case.holds if h.type is HoldType.CLAIMED_PAID and h.lifted_at is None]
    holds = tuple(replace(hold, lifted_at=now) if hold in said else hold for hold in case.holds)
    changed = _credit(replace(case, holds=holds), event.amount_minor, event.currency)
    lifted = (ClearFire(kind=f"hold:{hold.ref}") for hold in said)
    return Decision(case=changed, effects=(CancelQueued(rule="case.payment"), *lifted, Replan()))


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
    since = event.made_on is None or last is None or event.made_on >= last.made_at.date()
    if last and last.state is PromiseState.KEPT and since:
        changed = with_promise(changed, last.ref, state=PromiseState.REVERSED)
    if not event.arrears:
        return Decision(case=changed, effects=(Replan(),))
    effects = (CancelQueued(rule="case.payment_reversed"), Replan(), word_of_reversal(case, event))
    return Decision(case=replace(changed, closed_reason=None, calm_until=now + CALM), effects=effects)


def reduced(case: Case, event: ArrearsReduced, now: datetime) -> Decision:
    changed = replace(case, calm_until=now + CALM, cycle=case.cycle + 1 if event.reanchored else case.cycle)
    parts = part_fires(changed) if case.plan else ()
    return Decision(case=changed, effects=(*parts, Replan(), *thanks_for_part(changed, event, now)))


def cleared(case: Case, event: ArrearsCleared, now: datetime) -> Decision:
    """Nothing is late: what was promised or planned for it is kept, what was on offer is not wanted any more."""
    changed = without_promise(replace(ended(case, now), step=None, calm_until=None), PromiseState.KEPT)
    plan = case.plan
    if plan:
        state = PlanState.KEPT if plan.state is PlanState.ACTIVE else PlanState.DECLINED
        changed = replace(changed, plans=swapped_plan(changed.plans, replace(plan, state=state)))
    effects = (
        CancelQueued(rule="case.paid"),
        *PROMISE_FIRES,
        *PART_FIRES,
        *RELIEF_FIRES,
        SetFire(kind="watch_end", due_at=now + WATCH),
        Replan(),
        *thanks_for_all(case, event, now),
    )
    return Decision(case=changed, effects=effects)


def closed(case: Case, event: CaseClosed, now: datetime) -> Decision:
    effects = (
        *(() if event.reason is ClosedReason.PAID else (CancelQueued(rule="case.closed"),)),
        ClearFire(kind="ladder"),
        ClearFire(kind="watch_end"),
        *PROMISE_FIRES,
        *PART_FIRES,
        *RELIEF_FIRES,
        *(thanks_for_settling(case) if event.reason is ClosedReason.SETTLED else ()),
    )
    return Decision(case=replace(ended(case, now), closed_reason=event.reason), effects=effects)


def reopened(case: Case, _event: Reopened, _now: datetime) -> Decision:
    return Decision(case=replace(case, closed_reason=None), effects=(Replan(),))


def watch_ended(case: Case, _event: WatchEnded, _now: datetime) -> Decision:
    return Decision(case=case, effects=(ClearFire(kind="watch_end"), Replan()))
