"""Why somebody fell behind, what they can manage, relief and its review."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.consequences.agreements import PART_FIRES, PROMISE_FIRES, part_fires, without_promise
from cases.effects import CancelQueued, ClearFire, Decision, Effect, OpenTask, Replan, SetLocalFire
from cases.events import (
    AffordabilityAnswered,
    AffordabilityConfirmed,
    ForbearanceGranted,
    HardshipReported,
    HardshipReviewed,
    ReasonGiven,
    ReviewAnswered,
)
from cases.hardship import Relief, answered
from cases.model import Case

RELIEF_FIRES: tuple[Effect, ...] = tuple(
    ClearFire(kind=kind) for kind in ("review", "review_eve", "review_end", "relief_eve", "relief_due")
)


def reason_given(case: Case, event: ReasonGiven, _now: datetime) -> Decision:
    return Decision(case=replace(case, reason=event.reason))


def reported(case: Case, event: HardshipReported, _now: datetime) -> Decision:
    task = OpenTask(kind="hardship", reason=f"{event.reason}: {event.words}")
    fires = (ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES)
    return Decision(case=without_promise(case), effects=(CancelQueued(rule="case.hardship"), *fires, task))


def told(case: Case, event: AffordabilityAnswered, now: datetime) -> Decision:
    kept = answered(
        case.affordabilities,
        ref=event.ref,
        currency=event.currency,
        question=event.question,
        value=event.value,
        words=event.words,
        at=now,
    )
    return Decision(case=replace(case, affordabilities=kept))


def confirmed(case: Case, event: AffordabilityConfirmed, now: datetime) -> Decision:
    kept = tuple(replace(each, confirmed_at=now) if each.ref == event.ref else each for each in case.affordabilities)
    return Decision(case=replace(case, affordabilities=kept))


def granted(case: Case, event: ForbearanceGranted, now: datetime) -> Decision:
    """Nothing is asked until the review; relief that stood before gives way to the new one."""
    changed = ended(case, now)
    if event.relief is not None:
        changed = replace(changed, reliefs=(*changed.reliefs, replace(event.relief, granted_at=now)))
    data: dict[str, str | int] = {"ref": event.ref, "on": event.review_on.isoformat()}
    effects = (
        CancelQueued(rule="case.forbearance"),
        ClearFire(kind="ladder"),
        *RELIEF_FIRES,
        SetLocalFire(kind="review_eve", on=event.review_on, data=data),
        SetLocalFire(kind="review", on=event.review_on, data=data),
        *part_alarms(event.relief, 1),
    )
    return Decision(case=changed, effects=effects)


def part_alarms(relief: Relief | None, number: int) -> tuple[Effect, ...]:
    """The alarms of one smaller payment: the day before it, and the day on which it should have come."""
    part = next((each for each in relief.parts if each.number == number), None) if relief else None
    if part is None or relief is None:
        return ()
    data: dict[str, str | int] = {"ref": relief.ref, "number": number}
    return (
        SetLocalFire(kind="relief_eve", on=part.due_on, data=data),
        SetLocalFire(kind="relief_due", on=part.due_on, data=data),
    )


def review_answered(case: Case, event: ReviewAnswered, _now: datetime) -> Decision:
    said = f": {event.words}" if event.words else ""
    return Decision(case=case, effects=(OpenTask(kind="relief_review", reason=f"They say: {event.answer}{said}"),))


def reviewed(case: Case, _event: HardshipReviewed, now: datetime) -> Decision:
    """Relief ends without a word: only what lies ahead is planned."""
    parts = part_fires(case) if case.plan else ()
    return Decision(case=ended(case, now), effects=(*RELIEF_FIRES, *parts, Replan()))


def ended(case: Case, now: datetime) -> Case:
    """The case without relief in force."""
    standing = case.relief
    if standing is None:
        return case
    over = replace(standing, ended_at=now)
    return replace(case, reliefs=tuple(over if each == standing else each for each in case.reliefs))
