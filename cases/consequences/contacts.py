"""Where the borrower can be reached: opt-outs, addresses that failed, hours that suit them."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.effects import (
    CancelQueued,
    Decision,
    Effect,
    EndTask,
    KeepChannel,
    KeepHours,
    OpenTask,
    SetFire,
    SwitchOff,
    SwitchOn,
)
from cases.events import (
    BecameUnreachable,
    CallbackAsked,
    ContactPointFailed,
    OptedIn,
    OptedOut,
    PreferredChannelTold,
    PreferredHoursTold,
    WrongPersonReported,
)
from cases.model import Case

CALL = "callback"
COOL_OFF = timedelta(hours=24)
"""After a bounce or a block the next channel is tried no sooner: who just blocked us is not chased at once."""


def opted_out(case: Case, event: OptedOut, _now: datetime) -> Decision:
    point = event.contact_point_id
    effects = (
        SwitchOff(contact_point_id=point, how="opted_out", said=event.how),
        CancelQueued(rule="base.opted_out", contact_point_id=point),
    )
    return Decision(case=case, effects=effects)


def opted_in(case: Case, event: OptedIn, _now: datetime) -> Decision:
    return Decision(case=case, effects=(SwitchOn(contact_point_id=event.contact_point_id),))


def failed(case: Case, event: ContactPointFailed, now: datetime) -> Decision:
    """It is not tried again; the step that failed there is said on the next channel, after a while."""
    point = event.contact_point_id
    effects: tuple[Effect, ...] = (
        SwitchOff(contact_point_id=point, how="bounced"),
        CancelQueued(rule="base.contact_point", contact_point_id=point),
    )
    if event.step is not None and event.step == case.step:
        data: dict[str, str | int] = {"step": event.step, "cycle": case.cycle, "after": point}
        effects += (SetFire(kind="next_channel", due_at=now + COOL_OFF, data=data),)
    return Decision(case=case, effects=effects)


def preferred(case: Case, event: PreferredHoursTold, _now: datetime) -> Decision:
    return Decision(
        case=case, effects=(KeepHours(contact_point_id=event.contact_point_id, hours=event.hours, days=event.days),)
    )


def preferred_channel(case: Case, event: PreferredChannelTold, _now: datetime) -> Decision:
    return Decision(case=case, effects=(KeepChannel(channel=event.channel),))


def callback(case: Case, event: CallbackAsked, _now: datetime) -> Decision:
    """One call waits at a time; another time takes the place of the first."""
    reason = " ".join(filter(None, (event.words or "asked to be called", event.number and f"({event.number})")))
    task = OpenTask(kind=CALL, reason=reason, due_by=event.at)
    return Decision(case=case, effects=(EndTask(kind=CALL, outcome="asked anew"), task))


def wrong_person(case: Case, event: WrongPersonReported, _now: datetime) -> Decision:
    point = event.contact_point_id
    effects = (
        SwitchOff(contact_point_id=point, how="wrong_person"),
        CancelQueued(rule="base.contact_point", contact_point_id=point),
        OpenTask(kind="wrong_person", reason=event.words),
    )
    return Decision(case=case, effects=effects)


def unreachable(case: Case, _event: BecameUnreachable, _now: datetime) -> Decision:
    task = OpenTask(kind="unreachable", reason="No contact point is left that may be written to.")
    return Decision(case=case, effects=(task,))
