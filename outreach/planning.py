"""What comes next for a case: the one ladder alarm, set from strategy and ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from cases.events import DueSoon, FellLate, StepReached
from cases.model import Kind, PlanState, Treatment
from cases.strategy import Ladder, Step, coming, newest, permitted
from outreach.candidates import Candidate, plan_message
from outreach.casefile import by_channel, usable
from outreach.counts import Counts
from outreach.reminders_say import courtesy_say, reminder
from outreach.turns import late_in_turn, soon_due, template_for
from storage import waiting

if TYPE_CHECKING:
    from outreach.casefile import BorrowerFile
    from outreach.runtime import Runtime
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
ASKED_ALREADY = {"overdue_2": "overdue_2_again"}
"""Reminders that ask what happened, and what stands for them once it was told: nobody is asked twice."""
BEFORE_LATE = frozenset({Treatment.IDLE, Treatment.PRE_DUE, Treatment.CURED})


def ladder_for(runtime: Runtime, file: BorrowerFile) -> Ladder:
    """The ladder of a borrower's segment, by all that may be asked for now, to whomever it is owed."""
    standing = (file.whole or file).askable
    return runtime.strategy.ladder_for(standing.bucket, file.borrower.locale.split("-")[0], standing.arrears)


def rests(work: Work) -> bool:
    """Whether no reminder is wanted: something is agreed, relief stands, or a person decides."""
    plan = work.case.plan
    agreed = work.case.promise is not None or (plan is not None and plan.state is PlanState.ACTIVE)
    return agreed or work.case.relief is not None or work.case.treatment in NO_LADDER


def replan(work: Work, *, catch_up: bool) -> None:
    """Set the ladder's alarm to what lies ahead; with ``catch_up`` to now where a step was reached already."""
    due = None if rests(work) else _next(work, catch_up=catch_up)
    if due is None:
        waiting.clear_fire(work.connection, work.case_id, LADDER)
    else:
        waiting.set_fire(work.connection, work.case_id, LADDER, due, {})


def _next(work: Work, *, catch_up: bool) -> datetime | None:
    standing, zones, now = work.file.askable, work.file.borrower.zones, work.now
    anchor = standing.oldest_due_on or (standing.next_due[0] if standing.next_due else None)
    if anchor is None:
        return None
    ladder = ladder_for(work.runtime, work.file)
    if catch_up and newest(ladder, anchor, zones, now, late=standing.late):
        return now
    ahead = coming(ladder, anchor, zones, now)
    return ahead.at if ahead else None


def ring(work: Work) -> None:
    """The ladder's alarm: take the newest rung that is reached and fitting, then set the next alarm."""
    if rests(work):
        replan(work, catch_up=False)
        return
    standing = work.file.askable
    if standing.oldest_due_on:
        _ring_late(work, standing.oldest_due_on)
    elif standing.next_due:
        _ring_before(work, standing.next_due[0])
    work.save()
    if not _wait_for_calm(work):
        replan(work, catch_up=False)


def _ring_late(work: Work, anchor: date) -> None:
    if work.case.treatment in BEFORE_LATE:
        work.apply(FellLate(oldest_due_on=anchor))
    reached = _reached(work)
    step = _permitted(work, reached) if reached else None
    if step is None:
        return
    done = _plan(work, step, f"{work.case_id}:{work.case.cycle}:{step.id}")
    if done.planned > done.denied and step.id != work.case.step:
        # A rung that was refused was not taken: the next one is no harsher for it.
        work.apply(StepReached(step=step.id))


def _reached(work: Work) -> Step | None:
    """The newest rung of what is late by now."""
    anchor, ladder = work.file.askable.oldest_due_on, ladder_for(work.runtime, work.file)
    return newest(ladder, anchor, work.file.borrower.zones, work.now, late=True) if anchor else None


def _permitted(work: Work, step: Step) -> Step | None:
    ladder = ladder_for(work.runtime, work.file)
    return permitted(ladder, work.case, work.runtime.strategy.taken(work.case.step, ladder), step, work.now)


def _wait_for_calm(work: Work) -> bool:
    """After a payment a harsher step waits until the calm is over; whether it does."""
    calm, reached = work.case.calm_until, _reached(work)
    if calm is None or calm <= work.now or reached is None or rests(work):
        return False
    if _permitted(work, reached) == reached:
        return False
    waiting.set_fire(work.connection, work.case_id, LADDER, calm, {})
    return True


def _ring_before(work: Work, due_on: date) -> None:
    step = newest(ladder_for(work.runtime, work.file), due_on, work.file.borrower.zones, work.now, late=False)
    if step is None or work.file.today > due_on:
        return
    work.apply(DueSoon(due_on=due_on))
    _plan(work, step, f"{work.case_id}:{due_on.isoformat()}:{step.id}")


def _plan(work: Work, step: Step, dedupe: str) -> Counts:
    ladder = ladder_for(work.runtime, work.file)
    file = soon_due(work.file) if step.courtesy else late_in_turn(work.connection, work.file, ladder)
    if step.courtesy:
        say, kind = courtesy_say(file, work.runtime), Kind.SERVICE
    else:
        key = template_for(file, ladder, step)
        told = work.case.reason is not None
        say, kind = reminder(work.connection, file, ASKED_ALREADY.get(key, key) if told else key), Kind.DEMAND
    candidate = Candidate(say=say, kind=kind, dedupe=dedupe, channels=step.channels, step=step.id, about=file)
    done = plan_message(work, candidate)
    work.counts += done
    return done


def say_elsewhere(work: Work, step_id: str, cycle: int, after: int) -> None:
    """Say a step once more that failed at one contact point, on the channels that are left; if it is still the one."""
    anchor, step = work.file.askable.oldest_due_on, ladder_for(work.runtime, work.file).find(step_id)
    same = (work.case.step, work.case.cycle) == (step_id, cycle)
    if rests(work) or not same or anchor is None or step is None:
        return
    left = tuple(channel for channel in step.channels if any(map(usable, by_channel(work.file, channel)[:1])))
    if left:
        _plan(work, replace(step, channels=left), f"{work.case_id}:{cycle}:{step_id}:after:{after}")
