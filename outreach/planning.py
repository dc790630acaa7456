"""What comes next for a case: the one ladder alarm, set from strategy and ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from cases.events import DueSoon, FellLate, StepReached
from cases.model import Kind, PlanState, Treatment
from cases.strategy import Ladder, Step, coming, newest, permitted
from outreach.candidates import Candidate, plan_message
from outreach.reminders_say import courtesy_say, reminder_say
from storage import waiting

if TYPE_CHECKING:
    from outreach.work import Work

LADDER = "ladder"
NO_LADDER = frozenset(
    {
        Treatment.HARDSHIP_REVIEW,
        Treatment.FORBEARANCE,
        Treatment.DISPUTED,
        Treatment.REFERRED,
        Treatment.CLOSED,
    }
)
BEFORE_LATE = frozenset({Treatment.IDLE, Treatment.PRE_DUE, Treatment.CURED})


def ladder_of(work: Work) -> Ladder:
    """The ladder of this borrower's segment."""
    position = work.file.position
    language = work.file.borrower.locale.split("-")[0]
    return work.runtime.strategy.ladder_for(position.bucket, language, position.arrears)


def rests(work: Work) -> bool:
    """Whether no reminder is wanted: something is agreed, or a person decides."""
    plan = work.case.plan
    agreed = work.case.promise is not None or (plan is not None and plan.state is PlanState.ACTIVE)
    return agreed or work.case.treatment in NO_LADDER


def replan(work: Work, *, catch_up: bool) -> None:
    """Set the ladder's alarm to what lies ahead; with ``catch_up`` to now where a step was reached already."""
    due = None if rests(work) else _next(work, catch_up=catch_up)
    if due is None:
        waiting.clear_fire(work.connection, work.case_id, LADDER)
    else:
        waiting.set_fire(work.connection, work.case_id, LADDER, due, {})


def _next(work: Work, *, catch_up: bool) -> datetime | None:
    position, zones, now = work.file.position, work.file.borrower.zones, work.now
    ladder = ladder_of(work)
    anchor = position.oldest_due_on if position.late else position.next_due[0] if position.next_due else None
    if anchor is None:
        return None
    if catch_up and newest(ladder, anchor, zones, now, late=position.late):
        return now
    ahead = coming(ladder, anchor, zones, now)
    times = [ahead.at] if ahead else []
    if position.late and position.next_due:
        # The next instalment may be asked for in its own time even where the ladder of the oldest has no rung left.
        later = coming(ladder, position.next_due[0], zones, now)
        times += [later.at] if later and not ahead else []
    return min(times) if times else None


def ring(work: Work) -> None:
    """The ladder's alarm: take the newest rung that is reached and fitting, then set the next alarm."""
    if rests(work):
        replan(work, catch_up=False)
        return
    position = work.file.position
    if position.oldest_due_on:
        _ring_late(work, position.oldest_due_on)
    elif position.next_due:
        _ring_before(work, position.next_due[0])
    work.save()
    if not _wait_for_calm(work):
        replan(work, catch_up=False)


def _ring_late(work: Work, anchor: date) -> None:
    if work.case.treatment in BEFORE_LATE:
        work.apply(FellLate(oldest_due_on=anchor))
    step = _fitting(work, anchor)
    if step is None:
        return
    dedupe = f"{work.case_id}:{work.case.cycle}:{step.id}"
    if step.id != work.case.step:
        work.apply(StepReached(step=step.id))
    _plan(work, step, dedupe)


def _fitting(work: Work, anchor: date) -> Step | None:
    ladder = ladder_of(work)
    reached = newest(ladder, anchor, work.file.borrower.zones, work.now, late=True)
    return permitted(ladder, work.case, reached, work.now) if reached else None


def _wait_for_calm(work: Work) -> bool:
    """After a payment a harsher step waits until the calm is over; whether it does."""
    calm, anchor = work.case.calm_until, work.file.position.oldest_due_on
    if calm is None or calm <= work.now or anchor is None or rests(work):
        return False
    ladder = ladder_of(work)
    reached = newest(ladder, anchor, work.file.borrower.zones, work.now, late=True)
    if reached is None or permitted(ladder, work.case, reached, work.now) == reached:
        return False
    waiting.set_fire(work.connection, work.case_id, LADDER, calm, {})
    return True


def _ring_before(work: Work, due_on: date) -> None:
    step = newest(ladder_of(work), due_on, work.file.borrower.zones, work.now, late=False)
    if step is None or work.file.today > due_on:
        return
    work.apply(DueSoon(due_on=due_on))
    _plan(work, step, f"{work.case_id}:{due_on.isoformat()}:{step.id}")


def _plan(work: Work, step: Step, dedupe: str) -> None:
    say = courtesy_say(work.file, work.runtime) if step.courtesy else reminder_say(work.file, step.template)
    kind = Kind.SERVICE if step.courtesy else Kind.DEMAND
    work.counts += plan_message(
        work, Candidate(say=say, kind=kind, dedupe=dedupe, channels=step.channels, step=step.id)
    )
