"""What each kind of alarm does when it rings: the ladder, eves and due dates of what was agreed, leases, holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import understanding
from cases.effects import OpenTask, SendMessage, SetFire, SetLocalFire
from cases.events import (
    HardshipReviewed,
    HoldLifted,
    LeaseExpired,
    PaidClaimNotFound,
    PersonRequested,
    PlanBroken,
    PlanPartMissed,
    PromiseBroken,
    PromiseCancelled,
    WatchEnded,
)
from cases.flows.menus import choices_for
from cases.model import AWAITS_OUTCOME, Blocks, CustodyState, Hold, HoldType, Kind, Plan, PlanPart, PlanState
from cases.money import Money
from cases.promises import broken_count, late_part
from cases.say import Phrase, Say, Value
from cases.strategy import before
from outreach import desk_hours, holding, planning
from outreach.creditors import pay_page
from outreach.feeds import stale_of
from outreach.runtime import local_date
from outreach.work import Work

LEDGER_IN_DOUBT = frozenset({HoldType.CLAIMED_PAID, HoldType.LEDGER_STALE})
NEXT_DAY = timedelta(days=1)
NEXT_HOUR = timedelta(hours=1)
"""A feed that is late comes sooner than a person's answer; a daily look would fall into the same gap each day."""


def _ladder(work: Work, _data: Any) -> None:
    planning.ring(work)


def _pay_link(work: Work) -> str:
    return pay_page(work.runtime, work.file)


def _promise_eve(work: Work, _data: Any) -> None:
    promise = work.case.promise
    if promise is None or not promise.left_minor or work.file.today >= promise.due_on:
        return
    amount = Money(currency=promise.currency, minor=promise.left_minor)
    values: dict[str, Value] = {"amount": amount, "date": promise.due_on, "link": _pay_link(work)}
    say = Say(key="promise_eve", values=values, choices=choices_for("promise_eve"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"eve:{promise.ref}:{promise.due_on}"))


def _blocking(work: Work) -> list[Hold]:
    """The holds that keep demands off now."""
    return [hold for hold in work.case.holds if hold.live_at(work.now) and hold.blocks is not Blocks.VOICE]


def _stale(work: Work) -> bool:
    """Whether money may have come that the ledger does not know: then nothing counts as missed."""
    return bool(stale_of(work.runtime.settings, work.file.feeds, work.now))


def _promise_due(work: Work, data: Any) -> None:
    """Broken only where nothing is in doubt; a day that passed under a hold breaks nothing, the promise just ends."""
    promise, holds = work.case.promise, _blocking(work)
    if promise is None:
        return
    if _stale(work):
        work.order(SetFire(kind="promise_due", due_at=work.now + NEXT_HOUR, data=data))
    elif any(hold.type in LEDGER_IN_DOUBT for hold in holds):
        work.order(SetFire(kind="promise_due", due_at=work.now + NEXT_DAY, data=data))
    elif holds:
        work.apply(PromiseCancelled(ref=promise.ref))
    elif broken_count(work.case) + 1 >= work.runtime.plans.promise.most_broken:
        work.apply(PromiseBroken(ref=promise.ref))
        due_by = desk_hours.state(work.runtime.settings.desk, work.now).answer_by
        why = "A second promise was not kept."
        work.apply(PersonRequested(skill="general", priority=2, reason=why, due_by=due_by))
    else:
        work.apply(PromiseBroken(ref=promise.ref))
        missing = Money(currency=promise.currency, minor=promise.left_minor)
        values: dict[str, Value] = {"amount": missing, "date": promise.due_on}
        say = Say(key="promise_missed", values=values, choices=choices_for("promise_missed"))
        work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"missed:{promise.ref}"))


def _part_eve(work: Work, data: Any) -> None:
    plan = work.case.plan
    part = next((p for p in plan.parts if p.number == data["number"]), None) if plan else None
    if plan is None or part is None or not part.left_minor or plan.state is not PlanState.ACTIVE:
        return
    values: dict[str, Value] = {
        "part_of": Phrase(key="part.of", values={"number": part.number, "total": len(plan.parts)}),
        "amount": Money(currency=plan.currency, minor=part.left_minor),
        "date": part.due_on,
        "link": _pay_link(work),
    }
    say = Say(key="plan_eve", values=values, choices=choices_for("plan_eve"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"part:{plan.ref}:{part.number}"))


def _missed(work: Work, kind: str, data: Any) -> tuple[Plan, PlanPart] | None:
    """The plan and its late part; None where there is none.

    None also under a hold that keeps demands off, and while the ledger is stale: then it is asked later.
    """
    plan = work.case.plan
    part = late_part(plan, work.file.today) if plan and plan.state is PlanState.ACTIVE else None
    if plan is None or part is None or part.number != data["number"]:
        return None
    wait = NEXT_HOUR if _stale(work) else NEXT_DAY if _blocking(work) else None
    if wait is not None:
        work.order(SetFire(kind=kind, due_at=work.now + wait, data=data))
        return None
    return plan, part


def _part_due(work: Work, data: Any) -> None:
    missed = _missed(work, "part_due", data)
    if missed is None:
        return
    plan, part = missed
    work.apply(PlanPartMissed(ref=plan.ref, number=part.number))
    values: dict[str, Value] = {
        "amount": Money(currency=plan.currency, minor=part.left_minor),
        "date": part.due_on,
        "grace_date": part.due_on + work.offset("part_grace") - NEXT_DAY,
    }
    say = Say(key="plan_part_missed", values=values, choices=choices_for("plan_part_missed"))
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"part-missed:{plan.ref}:{part.number}"))
    work.order(SetLocalFire(kind="part_grace", on=part.due_on, data=data))


def _part_grace(work: Work, data: Any) -> None:
    missed = _missed(work, "part_grace", data)
    if missed is None:
        return
    plan, part = missed
    work.apply(PlanBroken(ref=plan.ref, number=part.number))
    arrears = next(iter(work.file.position.arrears), Money(currency=plan.currency, minor=part.left_minor))
    values: dict[str, Value] = {"date": work.file.today, "amount": arrears}
    say = Say(key="plan_ended", values=values, choices=choices_for("plan_ended"))
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"plan-ended:{plan.ref}"))


def _lease(work: Work, _data: Any) -> None:
    if work.case.custody.state is CustodyState.COLLECTOR:
        answer = timedelta(minutes=work.runtime.settings.desk.answer_minutes)
        work.apply(LeaseExpired(due_by=work.now + answer))


def _watch_end(work: Work, _data: Any) -> None:
    work.apply(WatchEnded())


def _unlifted(work: Work, data: Any) -> Hold | None:
    return next((h for h in work.case.holds if h.ref == data["ref"] and h.lifted_at is None), None)


def _hold_start(work: Work, data: Any) -> None:
    hold = _unlifted(work, data)
    if hold is not None:
        holding.begin(work, hold)


def _next_channel(work: Work, data: Any) -> None:
    planning.say_elsewhere(work, data["step"], data["cycle"], data["after"])


def _hold_end(work: Work, data: Any) -> None:
    """It ends without a word; only who said they had paid is told that it was not found.

    What awaits an outcome does not end: people are told that its date has passed.
    """
    hold = _unlifted(work, data)
    if hold is None:
        return
    if hold.type in AWAITS_OUTCOME:
        why = f"The date for an answer has passed, and demands rest until an outcome is recorded: {hold.source}"
        work.order(OpenTask(kind=f"outcome:{hold.ref}", reason=why, due_by=work.now))
        return
    if hold.type is not HoldType.CLAIMED_PAID or not work.file.position.late:
        work.apply(HoldLifted(ref=hold.ref, why="its time was over"))
        return
    if _stale(work):
        work.order(SetFire(kind=f"hold:{hold.ref}", due_at=work.now + NEXT_HOUR, data=data))
        return
    ladder = planning.ladder_for(work.runtime, work.file)
    taken = work.runtime.strategy.taken(work.case.step, ladder)
    work.apply(PaidClaimNotFound(ref=hold.ref, step=before(ladder, taken).id if taken else None))
    values = _claimed(work, hold)
    say = Say(key="paid_not_found", values=values, choices=choices_for("paid_not_found"))
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"not-found:{hold.ref}"))


def _review(work: Work, data: Any) -> None:
    work.apply(HardshipReviewed(ref=data["ref"]))


def _claimed(work: Work, hold: Hold) -> dict[str, Value]:
    """The amount and the day that the borrower named; else what is late, and the day on which they said it."""
    said_on, late = local_date(work.file.borrower, hold.from_at), work.file.position.arrears[0]
    read = understanding.read(
        hold.source, locale=work.file.borrower.locale, today=said_on, currency=late.currency, offered=()
    )
    named = next((each for each in read.amounts if each.currency == late.currency), None)
    days = [each.on for each in read.dates if each.on <= said_on]
    amount = Money(currency=late.currency, minor=named.minor) if named else late
    return {"amount": amount, "date": days[-1] if days else said_on, "link": ""}


HANDLERS: dict[str, Callable[[Work, Any], None]] = {
    "ladder": _ladder,
    "promise_eve": _promise_eve,
    "promise_due": _promise_due,
    "part_eve": _part_eve,
    "part_due": _part_due,
    "part_grace": _part_grace,
    "lease": _lease,
    "watch_end": _watch_end,
    "hold": _hold_end,
    "hold_start": _hold_start,
    "next_channel": _next_channel,
    "review": _review,
}
"""Every kind of alarm; a fire of kind ``hold:REF`` is dealt with by ``hold``."""
