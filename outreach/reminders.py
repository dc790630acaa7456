"""Due alarms in batches: each is asked once more what it wants, under the lock of its case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Row

from cases.effects import SendMessage, SetLocalFire
from cases.events import (
    HardshipReviewed,
    HoldLifted,
    LeaseExpired,
    PersonRequested,
    PlanBroken,
    PlanPartMissed,
    PromiseBroken,
    WatchEnded,
)
from cases.flows.menus import choices_for
from cases.model import CustodyState, HoldType, Kind, PlanState
from cases.money import Money
from cases.promises import broken_count, late_part
from cases.say import Phrase, Say, Value
from outreach import metrics, planning
from outreach.counts import Counts
from outreach.runtime import Runtime
from outreach.work import Work
from storage import waiting

log = structlog.get_logger(__name__)

CLAIM = timedelta(minutes=5)
LOST_TRIES_AGAIN = timedelta(minutes=30)


def fire_due(runtime: Runtime, now: datetime | None = None) -> Counts:
    """Deal with every alarm that is due."""
    counts = Counts()
    limit = runtime.settings.scheduler.batch
    while True:
        moment = now or runtime.clock.now()
        with runtime.db.writing() as connection:
            rows = waiting.claim_fires(connection, moment, moment + CLAIM, limit)
        for row in rows:
            counts += fire(runtime, row, moment)
        if len(rows) < limit:
            return counts


def fire(runtime: Runtime, row: Row[Any], now: datetime) -> Counts:
    """One alarm in one transaction. One that fails is logged and rings again later; the others go on."""
    kind = row.kind.partition(":")[0]
    try:
        with runtime.db.writing() as connection:
            work = Work(connection, runtime, row.case_id, now)
            if not waiting.still_there(connection, row.id, row.due_at):
                return Counts()
            waiting.end_fire(connection, row.id, row.due_at)
            HANDLERS[kind](work, row.data)
            counts = work.finish()
    except Exception:
        log.exception("alarm_failed", kind=row.kind, case_id=row.case_id)
        with runtime.db.writing() as connection:
            waiting.set_fire(connection, row.case_id, row.kind, now + LOST_TRIES_AGAIN, row.data)
        return Counts()
    metrics.FIRES.labels(kind).inc()
    work.publish()
    counts.fired += 1
    return counts


def _ladder(work: Work, _data: Any) -> None:
    planning.ring(work)


def _pay_link(work: Work) -> str:
    return work.runtime.settings.lender.pay_url


def _promise_eve(work: Work, _data: Any) -> None:
    promise = work.case.promise
    if promise is None or not promise.left_minor or work.file.today >= promise.due_on:
        return
    amount = Money(currency=promise.currency, minor=promise.left_minor)
    values: dict[str, Value] = {"amount": amount, "date": promise.due_on, "link": _pay_link(work)}
    say = Say(key="promise_eve", values=values, choices=choices_for("promise_eve"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"eve:{promise.ref}:{promise.due_on}"))


def _promise_due(work: Work, _data: Any) -> None:
    promise = work.case.promise
    if promise is None:
        return
    if not promise.left_minor or not work.file.position.late:
        return
    work.apply(PromiseBroken(ref=promise.ref))
    missing = Money(currency=promise.currency, minor=promise.left_minor)
    say = Say(
        key="promise_missed",
        values={"amount": missing, "date": promise.due_on},
        choices=choices_for("promise_missed"),
    )
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"missed:{promise.ref}"))
    if broken_count(work.case) >= work.runtime.settings.promises.max_broken:
        work.apply(PersonRequested(skill="general", priority=2, reason="A second promise was not kept."))


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


def _part_due(work: Work, _data: Any) -> None:
    plan = work.case.plan
    part = late_part(plan, work.file.today) if plan and plan.state is PlanState.ACTIVE else None
    if plan is None or part is None:
        return
    work.apply(PlanPartMissed(ref=plan.ref, number=part.number))
    grace = work.offset("part_grace") - timedelta(days=1)
    values: dict[str, Value] = {
        "amount": Money(currency=plan.currency, minor=part.left_minor),
        "date": part.due_on,
        "grace_date": part.due_on + grace,
    }
    say = Say(key="plan_part_missed", values=values, choices=choices_for("plan_part_missed"))
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"part-missed:{plan.ref}:{part.number}"))
    work.order(SetLocalFire(kind="part_grace", on=part.due_on, data={"ref": plan.ref, "number": part.number}))


def _part_grace(work: Work, _data: Any) -> None:
    plan = work.case.plan
    part = late_part(plan, work.file.today) if plan and plan.state is PlanState.ACTIVE else None
    if plan is None or part is None:
        return
    work.apply(PlanBroken(ref=plan.ref, number=part.number))
    arrears = next(iter(work.file.position.arrears), Money(currency=plan.currency, minor=0))
    say = Say(
        key="plan_ended", values={"date": work.file.today, "amount": arrears}, choices=choices_for("plan_ended")
    )
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"plan-ended:{plan.ref}"))


def _lease(work: Work, _data: Any) -> None:
    if work.case.custody.state is CustodyState.COLLECTOR:
        answer = timedelta(minutes=work.runtime.settings.desk.answer_minutes)
        work.apply(LeaseExpired(due_by=work.now + answer))


def _watch_end(work: Work, _data: Any) -> None:
    work.apply(WatchEnded())


def _hold_end(work: Work, data: Any) -> None:
    hold = next((h for h in work.case.holds if h.ref == data["ref"] and h.lifted_at is None), None)
    if hold is None:
        return
    work.apply(HoldLifted(ref=hold.ref))
    if hold.type is HoldType.CLAIMED_PAID and work.file.position.late:
        amount = work.file.position.arrears[0]
        said_on: date = hold.from_at.date()
        values: dict[str, Value] = {"amount": amount, "date": said_on, "link": ""}
        say = Say(key="paid_not_found", values=values, choices=choices_for("paid_not_found"))
        work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"not-found:{hold.ref}"))


def _review(work: Work, data: Any) -> None:
    work.apply(HardshipReviewed(ref=data["ref"]))


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
    "review": _review,
}
"""Every kind of alarm; a fire of kind ``hold:REF`` is dealt with by ``hold``."""
