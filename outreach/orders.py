"""How the orders of a decision are carried out, one function an order, inside the transaction of its case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cases.effects import (
    CancelQueued,
    ClearFire,
    ConfirmOwner,
    Effect,
    EndTask,
    FileProofs,
    KeepChannel,
    KeepHours,
    OpenTask,
    Replan,
    SendMessage,
    SetFire,
    SetLocale,
    SetLocalFire,
    SwitchOff,
    SwitchOn,
)
from cases.events import BecameReachable, BecameUnreachable
from cases.model import Treatment
from cases.thanks import THANKS, UNSAID
from outreach import planning
from outreach.candidates import Candidate, plan_message
from outreach.heldback import kept_back
from storage import borrowers, proofs, traffic, waiting

if TYPE_CHECKING:
    from outreach.work import Work


EVES = frozenset({"promise_eve", "part_eve", "relief_eve", "review_eve"})


def _send(work: Work, effect: SendMessage) -> None:
    candidate = Candidate(say=effect.say, kind=effect.kind, dedupe=f"{work.case_id}:{effect.dedupe}")
    work.counts += plan_message(work, candidate)


def _cancel(work: Work, effect: CancelQueued) -> None:
    why = {"by": work.actor, "at": work.now.isoformat()}
    if effect.hold is not None:
        rows = traffic.waiting_of(work.connection, work.case_id)
        ids = [row.id for row in rows if kept_back(effect.hold, row)]
        work.counts.skipped += traffic.skip(work.connection, ids, rule=effect.rule, why=why)
        return
    if effect.rule == "base.custody" and traffic.waits(work.connection, work.case_id, THANKS):
        work.order(UNSAID)
    work.counts.skipped += traffic.skip_waiting(
        work.connection, work.case_id, rule=effect.rule, why=why, contact_point_id=effect.contact_point_id
    )


def _set_fire(work: Work, effect: SetFire) -> None:
    waiting.set_fire(work.connection, work.case_id, effect.kind, effect.due_at, effect.data)


def _set_local_fire(work: Work, effect: SetLocalFire) -> None:
    due_at = work.morning(effect.on + work.offset(effect.kind))
    if effect.kind in EVES and due_at <= work.now:
        # A word before the day is of no use to somebody who agreed it a moment ago.
        waiting.clear_fire(work.connection, work.case_id, effect.kind)
        return
    waiting.set_fire(work.connection, work.case_id, effect.kind, due_at, effect.data)


def _clear_fire(work: Work, effect: ClearFire) -> None:
    waiting.clear_fire(work.connection, work.case_id, effect.kind)


def _replan(work: Work, effect: Replan) -> None:
    planning.replan(work, catch_up=effect.catch_up)


def _open_task(work: Work, effect: OpenTask) -> None:
    due_by, data = effect.due_by, effect.data
    waiting.open_task(work.connection, work.case_id, effect.kind, effect.reason, now=work.now, due_by=due_by, data=data)


def _end_task(work: Work, effect: EndTask) -> None:
    by = work.actor.removeprefix("user:")
    waiting.end_tasks(work.connection, work.case_id, effect.kind, now=work.now, by=by, outcome=effect.outcome)


def _switch_off(work: Work, effect: SwitchOff) -> None:
    values: dict[str, Any] = {"opted_out_at": work.now, "opted_out_how": effect.said}
    if effect.how != "opted_out":
        values = {"bad_at": work.now, "bad_reason": effect.how}
    if effect.how == "wrong_person":
        values["confirmed_at"] = None
    borrowers.mark(work.connection, effect.contact_point_id, **values)
    work.reload()
    if effect.how == "wrong_person":
        _warn_sharers(work, effect.contact_point_id)
    if not work.file.reachable and work.case.treatment in (Treatment.OUTREACH, Treatment.ENGAGED):
        work.apply(BecameUnreachable())


def _warn_sharers(work: Work, contact_point_id: int) -> None:
    """Others who are written to at the same address: a person must look whether it is theirs."""
    _, point = borrowers.contact_point(work.connection, contact_point_id)
    for owner in borrowers.owners_of(work.connection, point.channel, point.address):
        if owner.case_id is not None and owner.case_id != work.case_id:
            reason = f"Somebody else answered at {point.address} on {point.channel}."
            waiting.open_task(work.connection, owner.case_id, "shared_address", reason, now=work.now, due_by=None)


def _switch_on(work: Work, effect: SwitchOn) -> None:
    point = work.file.known_point(effect.contact_point_id)
    # What was consented to before, and how, stays on record; the opt-in is one more fact beside it.
    fresh = {} if point.consented_at else {"consented_at": work.now, "consent_how": "opt-in word"}
    borrowers.mark(work.connection, point.id, opted_out_at=None, opted_in_at=work.now, **fresh)
    work.reload()
    if work.case.treatment is Treatment.UNREACHABLE and work.file.reachable:
        work.apply(BecameReachable())


def _keep_hours(work: Work, effect: KeepHours) -> None:
    hours, days = list(effect.hours) or None, list(effect.days) or None
    borrowers.mark(work.connection, effect.contact_point_id, hours=hours, days=days)
    work.reload()


def _keep_channel(work: Work, effect: KeepChannel) -> None:
    borrowers.prefer_channel(work.connection, work.file.borrower_id, effect.channel)
    work.reload()


def _confirm_owner(work: Work, effect: ConfirmOwner) -> None:
    borrowers.mark(work.connection, effect.contact_point_id, confirmed_at=work.now, bad_at=None)
    work.reload()


def _set_locale(work: Work, effect: SetLocale) -> None:
    borrowers.set_locale(work.connection, work.file.borrower_id, effect.locale)
    work.reload()


def _file_proofs(work: Work, effect: FileProofs) -> None:
    proofs.file(work.connection, work.case_id, effect.sha256, kind=effect.kind, about=effect.about)


ORDERS: dict[type[Effect], Callable[[Work, Any], None]] = {
    SendMessage: _send,
    CancelQueued: _cancel,
    SetFire: _set_fire,
    SetLocalFire: _set_local_fire,
    ClearFire: _clear_fire,
    Replan: _replan,
    OpenTask: _open_task,
    EndTask: _end_task,
    SwitchOff: _switch_off,
    SwitchOn: _switch_on,
    KeepHours: _keep_hours,
    KeepChannel: _keep_channel,
    ConfirmOwner: _confirm_owner,
    SetLocale: _set_locale,
    FileProofs: _file_proofs,
}


def carry_out(work: Work, effect: Effect) -> None:
    """Do what was ordered."""
    ORDERS[type(effect)](work, effect)
