"""What each fact must do, beyond moving the treatment: one function an event, one table at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from cases import custody
from cases.effects import (
    CancelQueued,
    ClearFire,
    ConfirmOwner,
    CountTry,
    Decision,
    Effect,
    OpenTask,
    Replan,
    SetFire,
    SetLocale,
    SetLocalFire,
    SwitchOff,
    SwitchOn,
)
from cases.events import (
    ArrearsCleared,
    ArrearsReduced,
    BecameUnreachable,
    CaseClosed,
    CaseOpened,
    CeaseRequested,
    Claimed,
    DeathReported,
    DisputeAnswered,
    DisputeOpened,
    DistressReported,
    Event,
    FellLate,
    ForbearanceGranted,
    HandedBack,
    HardshipReported,
    HardshipReviewed,
    HoldLifted,
    HoldPlaced,
    IdentityConfirmed,
    IdentityFailed,
    LeaseExpired,
    LeaseRenewed,
    LocaleChosen,
    OptedIn,
    OptedOut,
    PaidClaimed,
    PaidClaimNotFound,
    PaymentReceived,
    PaymentReversed,
    PersonRequested,
    PlanAccepted,
    PlanBroken,
    PlanDeclined,
    PlanKept,
    PlanOffered,
    PromiseBroken,
    PromiseCancelled,
    PromiseKept,
    PromiseMade,
    ReferredOut,
    Reopened,
    RepresentativeNamed,
    StepReached,
    WatchEnded,
    WrongPersonReported,
)
from cases.model import (
    Blocks,
    Case,
    ClosedReason,
    Hold,
    HoldScope,
    HoldType,
    PlanState,
    Promise,
    PromiseState,
)
from cases.promises import credited, next_part, plan_credited, swapped, swapped_plan
from cases.thanks import thanks_for_all, thanks_for_part, word_of_reversal

CALM = timedelta(hours=48)
WATCH = timedelta(days=30)
PROMISE_FIRES = (ClearFire(kind="promise_eve"), ClearFire(kind="promise_due"))
PART_FIRES = (ClearFire(kind="part_eve"), ClearFire(kind="part_due"))
QUIET: tuple[Effect, ...] = (CancelQueued(rule="case.changed"), Replan())


def _opened(case: Case, _event: CaseOpened, _now: datetime) -> Decision:
    return Decision(case=case, effects=(Replan(catch_up=True),))


def _fell_late(case: Case, _event: FellLate, _now: datetime) -> Decision:
    return Decision(case=replace(case, cycle=case.cycle + 1, step=None))


def _step(case: Case, event: StepReached, _now: datetime) -> Decision:
    return Decision(case=replace(case, step=event.step))


def _identity_confirmed(case: Case, event: IdentityConfirmed, _now: datetime) -> Decision:
    return Decision(case=case, effects=(ConfirmOwner(contact_point_id=event.contact_point_id),))


def _identity_failed(case: Case, event: IdentityFailed, _now: datetime) -> Decision:
    return Decision(case=case, effects=(CountTry(contact_point_id=event.contact_point_id),))


def _with_promise(case: Case, ref: str, **changes: Any) -> Case:
    found = next(promise for promise in case.promises if promise.ref == ref)
    return replace(case, promises=swapped(case.promises, replace(found, **changes)))


def _promise_made(case: Case, event: PromiseMade, now: datetime) -> Decision:
    standing = case.promise
    kept = swapped(case.promises, replace(standing, state=PromiseState.CANCELLED)) if standing else case.promises
    promise = Promise(
        ref=event.ref, amount_minor=event.amount_minor, currency=event.currency, due_on=event.due_on, made_at=now
    )
    return Decision(
        case=replace(case, promises=(*kept, promise)),
        effects=(
            CancelQueued(rule="case.promised"),
            ClearFire(kind="ladder"),
            SetLocalFire(kind="promise_eve", on=event.due_on),
            SetLocalFire(kind="promise_due", on=event.due_on, data={"ref": event.ref}),
        ),
    )


def _promise_cancelled(case: Case, event: PromiseCancelled, _now: datetime) -> Decision:
    changed = _with_promise(case, event.ref, state=PromiseState.CANCELLED)
    return Decision(case=changed, effects=(*PROMISE_FIRES, *QUIET))


def _promise_kept(case: Case, event: PromiseKept, _now: datetime) -> Decision:
    return Decision(case=_with_promise(case, event.ref, state=PromiseState.KEPT), effects=PROMISE_FIRES)


def _promise_broken(case: Case, event: PromiseBroken, _now: datetime) -> Decision:
    return Decision(case=_with_promise(case, event.ref, state=PromiseState.BROKEN), effects=(*PROMISE_FIRES, Replan()))


def _plan_offered(case: Case, event: PlanOffered, _now: datetime) -> Decision:
    standing = case.plan
    kept = swapped_plan(case.plans, replace(standing, state=PlanState.DECLINED)) if standing else case.plans
    return Decision(case=replace(case, plans=(*kept, event.plan)))


def _plan_accepted(case: Case, event: PlanAccepted, now: datetime) -> Decision:
    found = next(plan for plan in case.plans if plan.ref == event.ref)
    plan = replace(found, state=PlanState.ACTIVE, accepted_at=now, terms_hash=event.terms_hash)
    promises = tuple(
        replace(each, state=PromiseState.CANCELLED) if each == case.promise else each for each in case.promises
    )
    changed = replace(case, plans=swapped_plan(case.plans, plan), promises=promises)
    effects = (CancelQueued(rule="case.plan"), ClearFire(kind="ladder"), *PROMISE_FIRES, *_part_fires(changed))
    return Decision(case=changed, effects=effects)


def _part_fires(case: Case) -> tuple[Effect, ...]:
    """The alarms of the next unpaid part: the day before it, and the day after."""
    part = next_part(case.plan) if case.plan else None
    if part is None or case.plan is None:
        return PART_FIRES
    data = {"ref": case.plan.ref, "number": part.number}
    return (
        SetLocalFire(kind="part_eve", on=part.due_on, data=data),
        SetLocalFire(kind="part_due", on=part.due_on, data=data),
    )


def _plan_ended(state: PlanState) -> Callable[[Case, PlanDeclined | PlanKept | PlanBroken, datetime], Decision]:
    def ended(case: Case, event: PlanDeclined | PlanKept | PlanBroken, _now: datetime) -> Decision:
        found = next(plan for plan in case.plans if plan.ref == event.ref)
        changed = replace(case, plans=swapped_plan(case.plans, replace(found, state=state)))
        return Decision(case=changed, effects=(*PART_FIRES, Replan()))

    return ended


def _hold(
    case: Case, ref: str, type_: HoldType, source: str, now: datetime, *, blocks: Blocks = Blocks.DEMANDS, **more: Any
) -> tuple[Case, tuple[Effect, ...]]:
    hold = Hold(ref=ref, type=type_, blocks=blocks, from_at=now, source=source, **more)
    return _placed(case, hold)


def _placed(case: Case, hold: Hold) -> tuple[Case, tuple[Effect, ...]]:
    others = tuple(each for each in case.holds if each.ref != hold.ref)
    effects: tuple[Effect, ...] = (CancelQueued(rule=f"base.hold.{hold.type}"),)
    if hold.until is not None:
        effects += (SetFire(kind=f"hold:{hold.ref}", due_at=hold.until, data={"ref": hold.ref}),)
    return replace(case, holds=(*others, hold)), effects


def _hold_placed(case: Case, event: HoldPlaced, _now: datetime) -> Decision:
    changed, effects = _placed(case, event.hold)
    return Decision(case=changed, effects=effects)


def _hold_lifted(case: Case, event: HoldLifted, now: datetime) -> Decision:
    holds = tuple(replace(each, lifted_at=now) if each.ref == event.ref else each for each in case.holds)
    changed = replace(case, holds=holds)
    return Decision(case=changed, effects=(ClearFire(kind=f"hold:{event.ref}"), Replan()))


def _paid_claimed(case: Case, event: PaidClaimed, now: datetime) -> Decision:
    changed, effects = _hold(case, event.ref, HoldType.CLAIMED_PAID, event.words, now, until=event.until)
    task = OpenTask(kind="check_payment", reason=event.words, due_by=event.until)
    return Decision(case=changed, effects=(*effects, task))


def _claim_not_found(case: Case, event: PaidClaimNotFound, now: datetime) -> Decision:
    return _hold_lifted(case, HoldLifted(ref=event.ref), now)


def _disputed(case: Case, event: DisputeOpened, now: datetime) -> Decision:
    scope = HoldScope.LOAN if event.loan_ref else HoldScope.PERSON
    changed, effects = _hold(
        case, event.ref, HoldType.DISPUTE, event.words, now, scope=scope, target=event.loan_ref, may_lift="supervisor"
    )
    task = OpenTask(kind="dispute", reason=f"{event.kind}: {event.words}", due_by=now + timedelta(days=14))
    return Decision(case=changed, effects=(*effects, ClearFire(kind="ladder"), task))


def _dispute_answered(case: Case, event: DisputeAnswered, now: datetime) -> Decision:
    return _hold_lifted(case, HoldLifted(ref=event.ref), now)


def _hardship(case: Case, event: HardshipReported, _now: datetime) -> Decision:
    task = OpenTask(kind="hardship", reason=f"{event.reason}: {event.words}")
    return Decision(
        case=case, effects=(CancelQueued(rule="case.hardship"), ClearFire(kind="ladder"), *PROMISE_FIRES, task)
    )


def _forbearance(case: Case, event: ForbearanceGranted, _now: datetime) -> Decision:
    effects = (
        CancelQueued(rule="case.forbearance"),
        ClearFire(kind="ladder"),
        SetFire(kind="review", due_at=event.until, data={"ref": event.ref}),
    )
    return Decision(case=case, effects=effects)


def _reviewed(case: Case, _event: HardshipReviewed, _now: datetime) -> Decision:
    return Decision(case=case, effects=(ClearFire(kind="review"), Replan()))


def _person(case: Case, event: PersonRequested, now: datetime) -> Decision:
    changed = custody.queue(case.custody, event)
    queued_at = case.custody.queued_at or now
    return Decision(case=replace(case, custody=replace(changed, queued_at=queued_at)))


def _claimed(case: Case, event: Claimed, _now: datetime) -> Decision:
    lease = SetFire(kind="lease", due_at=event.lease_until)
    return Decision(case=replace(case, custody=custody.claim(case.custody, event)), effects=(lease,))


def _renewed(case: Case, event: LeaseRenewed, _now: datetime) -> Decision:
    lease = SetFire(kind="lease", due_at=event.lease_until)
    return Decision(case=replace(case, custody=custody.renew(case.custody, event)), effects=(lease,))


def _expired(case: Case, event: LeaseExpired, now: datetime) -> Decision:
    changed = replace(custody.expire(case.custody, event), queued_at=now)
    return Decision(case=replace(case, custody=changed), effects=(ClearFire(kind="lease"),))


def _handed_back(case: Case, event: HandedBack, _now: datetime) -> Decision:
    changed = replace(case, custody=custody.hand_back(case.custody, event))
    standing = case.promise or case.plan
    again: tuple[Effect, ...] = () if standing else (Replan(),)
    return Decision(case=changed, effects=(ClearFire(kind="lease"), *again))


def _opted_out(case: Case, event: OptedOut, _now: datetime) -> Decision:
    point = event.contact_point_id
    effects = (
        SwitchOff(contact_point_id=point, how="opted_out"),
        CancelQueued(rule="base.opted_out", contact_point_id=point),
    )
    return Decision(case=case, effects=effects)


def _opted_in(case: Case, event: OptedIn, _now: datetime) -> Decision:
    return Decision(case=case, effects=(SwitchOn(contact_point_id=event.contact_point_id),))


def _ceased(case: Case, event: CeaseRequested, now: datetime) -> Decision:
    changed, effects = _hold(
        case, event.ref, HoldType.CEASE, event.words, now, blocks=Blocks.ALL_BUT_REQUIRED, may_lift="supervisor"
    )
    task = OpenTask(kind="cease", reason=event.words)
    return Decision(case=changed, effects=(*effects, ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES, task))


def _wrong_person(case: Case, event: WrongPersonReported, _now: datetime) -> Decision:
    point = event.contact_point_id
    effects = (
        SwitchOff(contact_point_id=point, how="wrong_person"),
        CancelQueued(rule="base.contact_point", contact_point_id=point),
        OpenTask(kind="wrong_person", reason=event.words),
    )
    return Decision(case=case, effects=effects)


def _represented(case: Case, event: RepresentativeNamed, now: datetime) -> Decision:
    type_ = HoldType.ATTORNEY if event.kind == "attorney" else HoldType.BANKRUPTCY
    return _stopped(case, event.ref, type_, event.words, now)


def _died(case: Case, event: DeathReported, now: datetime) -> Decision:
    return _stopped(case, event.ref, HoldType.DECEASED, event.words, now)


def _distressed(case: Case, event: DistressReported, now: datetime) -> Decision:
    return _stopped(case, event.ref, HoldType.VULNERABLE, event.words, now)


def _stopped(case: Case, ref: str, type_: HoldType, words: str, now: datetime) -> Decision:
    """Everything off at once, and a specialist."""
    changed, effects = _hold(
        case, ref, type_, words, now, blocks=Blocks.ALL_BUT_REQUIRED, may_lift="supervisor"
    )
    task = OpenTask(kind=type_.value, reason=words)
    return Decision(case=changed, effects=(*effects, ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES, task))


def _locale(case: Case, event: LocaleChosen, _now: datetime) -> Decision:
    return Decision(case=case, effects=(SetLocale(locale=event.locale),))


def _paid(case: Case, event: PaymentReceived, _now: datetime) -> Decision:
    return Decision(case=_credit(case, event.amount_minor, event.currency), effects=())


def _credit(case: Case, amount_minor: int, currency: str) -> Case:
    promise, plan = case.promise, case.plan
    if promise:
        case = replace(case, promises=swapped(case.promises, credited(promise, amount_minor, currency)))
    if plan and plan.state is PlanState.ACTIVE:
        case = replace(case, plans=swapped_plan(case.plans, plan_credited(plan, amount_minor, currency)))
    return case


def _reversed(case: Case, event: PaymentReversed, now: datetime) -> Decision:
    changed = _credit(case, -event.amount_minor, event.currency)
    last = changed.promises[-1] if changed.promises else None
    if last and last.state is PromiseState.KEPT:
        changed = _with_promise(changed, last.ref, state=PromiseState.REVERSED)
    if not event.arrears:
        return Decision(case=changed, effects=(Replan(),))
    effects = (CancelQueued(rule="case.payment_reversed"), Replan(), word_of_reversal(event))
    return Decision(case=replace(changed, closed_reason=None, calm_until=now + CALM), effects=effects)


def _reduced(case: Case, event: ArrearsReduced, now: datetime) -> Decision:
    changed = replace(case, calm_until=now + CALM, cycle=case.cycle + 1 if event.reanchored else case.cycle)
    standing = bool(case.promise or case.plan)
    again: tuple[Effect, ...] = _part_fires(changed) if case.plan else () if standing else (Replan(),)
    return Decision(
        case=changed, effects=(CancelQueued(rule="case.payment"), *again, *thanks_for_part(changed, event))
    )


def _cleared(case: Case, event: ArrearsCleared, now: datetime) -> Decision:
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


def _closed(case: Case, event: CaseClosed, _now: datetime) -> Decision:
    effects = (
        *(() if event.reason is ClosedReason.PAID else (CancelQueued(rule="case.closed"),)),
        ClearFire(kind="ladder"),
        ClearFire(kind="watch_end"),
        *PROMISE_FIRES,
        *PART_FIRES,
    )
    return Decision(case=replace(case, closed_reason=event.reason), effects=effects)


def _reopened(case: Case, _event: Reopened, _now: datetime) -> Decision:
    return Decision(case=replace(case, closed_reason=None), effects=(Replan(),))


def _watch_ended(case: Case, _event: WatchEnded, _now: datetime) -> Decision:
    return Decision(case=case, effects=(Replan(),))


def _unreachable(case: Case, _event: BecameUnreachable, _now: datetime) -> Decision:
    task = OpenTask(kind="unreachable", reason="No contact point is left that may be written to.")
    return Decision(case=case, effects=(task,))


def _referred(case: Case, _event: ReferredOut, _now: datetime) -> Decision:
    effects = (CancelQueued(rule="case.referred"), ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES)
    return Decision(case=case, effects=effects)


CONSEQUENCES: dict[type[Event], Callable[[Case, Any, datetime], Decision]] = {
    CaseOpened: _opened,
    FellLate: _fell_late,
    StepReached: _step,
    IdentityConfirmed: _identity_confirmed,
    IdentityFailed: _identity_failed,
    PromiseMade: _promise_made,
    PromiseCancelled: _promise_cancelled,
    PromiseKept: _promise_kept,
    PromiseBroken: _promise_broken,
    PlanOffered: _plan_offered,
    PlanAccepted: _plan_accepted,
    PlanDeclined: _plan_ended(PlanState.DECLINED),
    PlanKept: _plan_ended(PlanState.KEPT),
    PlanBroken: _plan_ended(PlanState.BROKEN),
    PaidClaimed: _paid_claimed,
    PaidClaimNotFound: _claim_not_found,
    DisputeOpened: _disputed,
    DisputeAnswered: _dispute_answered,
    HardshipReported: _hardship,
    HardshipReviewed: _reviewed,
    ForbearanceGranted: _forbearance,
    PersonRequested: _person,
    Claimed: _claimed,
    LeaseRenewed: _renewed,
    LeaseExpired: _expired,
    HandedBack: _handed_back,
    OptedOut: _opted_out,
    OptedIn: _opted_in,
    CeaseRequested: _ceased,
    WrongPersonReported: _wrong_person,
    RepresentativeNamed: _represented,
    DeathReported: _died,
    DistressReported: _distressed,
    LocaleChosen: _locale,
    PaymentReceived: _paid,
    PaymentReversed: _reversed,
    ArrearsReduced: _reduced,
    ArrearsCleared: _cleared,
    WatchEnded: _watch_ended,
    HoldPlaced: _hold_placed,
    HoldLifted: _hold_lifted,
    BecameUnreachable: _unreachable,
    ReferredOut: _referred,
    CaseClosed: _closed,
    Reopened: _reopened,
}
