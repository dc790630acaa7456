"""What each kind of alarm does when it rings: the ladder, eves and due dates of what was agreed, leases, holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cases.custody import BY_ITSELF
from cases.effects import OpenTask, SendMessage, SetFire
from cases.events import (
    HoldLifted,
    LeaseExpired,
    PersonRequested,
    PromiseBroken,
    PromiseCancelled,
    WatchEnded,
)
from cases.flows.menus import choices_for
from cases.model import AWAITS_OUTCOME, CustodyState, Hold, HoldType, Kind
from cases.money import Money
from cases.promises import broken_count
from cases.say import Say, Value
from outreach import claims, desk_hours, doubts, escalating, holding, part_alarms, pause_alarm, planning, relief_alarms
from outreach.creditors import pay_page
from outreach.work import Work
from storage import duty

LEDGER_IN_DOUBT = frozenset({HoldType.CLAIMED_PAID, HoldType.LEDGER_STALE})
NEXT_DAY = timedelta(days=1)
NEXT_HOUR = timedelta(hours=1)
"""A feed that is late comes sooner than a person's answer; a daily look would fall into the same gap each day."""


def _ladder(work: Work, _data: Any) -> None:
    planning.ring(work)


def _promise_eve(work: Work, _data: Any) -> None:
    promise = work.case.promise
    if promise is None or not promise.left_minor or work.file.today >= promise.due_on:
        return
    amount = Money(currency=promise.currency, minor=promise.left_minor)
    values: dict[str, Value] = {"amount": amount, "date": promise.due_on, "link": pay_page(work.runtime, work.file)}
    say = Say(key="promise_eve", values=values, choices=choices_for("promise_eve"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"eve:{promise.ref}:{promise.due_on}"))


def _promise_due(work: Work, data: Any) -> None:
    """Broken only where nothing is in doubt; a day that passed under a hold breaks nothing, the promise just ends."""
    promise, holds = work.case.promise, doubts.blocking(work)
    if promise is None:
        return
    if doubts.stale(work):
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


def _lease(work: Work, _data: Any) -> None:
    """Back to the queue. Who was given a chat by the desk and did not act is away, so that they get no more."""
    custody = work.case.custody
    if custody.state is not CustodyState.COLLECTOR:
        return
    answer_by = desk_hours.state(work.runtime.settings.desk, work.now).answer_by
    if custody.given_by == BY_ITSELF and custody.holder is not None:
        duty.say_away(work.connection, custody.holder, work.now)
    waited = custody.due_by if custody.given_by else None
    work.apply(LeaseExpired(due_by=waited or answer_by))


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
    if doubts.stale(work):
        work.order(SetFire(kind=f"hold:{hold.ref}", due_at=work.now + NEXT_HOUR, data=data))
        return
    claims.not_found_by_date(work, hold)


HANDLERS: dict[str, Callable[[Work, Any], None]] = {
    "ladder": _ladder,
    "promise_eve": _promise_eve,
    "promise_due": _promise_due,
    **part_alarms.HANDLERS,
    "lease": _lease,
    "unanswered": escalating.ring,
    "pause": pause_alarm.ring,
    "watch_end": _watch_end,
    "hold": _hold_end,
    "hold_start": _hold_start,
    "next_channel": _next_channel,
    "review_eve": relief_alarms.review_eve,
    "review": relief_alarms.review,
    "review_end": relief_alarms.review_end,
    "relief_eve": relief_alarms.relief_eve,
    "relief_due": relief_alarms.relief_due,
}
"""Every kind of alarm; a fire of kind ``hold:REF`` is dealt with by ``hold``."""
