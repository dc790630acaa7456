"""Who speaks, and who is known to be heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases import custody
from cases.consequences.agreements import PART_FIRES, PROMISE_FIRES
from cases.effects import (
    CancelQueued,
    ClearFire,
    ConfirmOwner,
    Decision,
    Effect,
    Replan,
    SetFire,
    SetLocale,
)
from cases.events import (
    Claimed,
    HandedBack,
    IdentityConfirmed,
    LeaseExpired,
    LeaseRenewed,
    LocaleChosen,
    PersonRequested,
    ReferredOut,
    Requeued,
    WaitEscalated,
)
from cases.model import Case, Custody, CustodyState

UNANSWERED = "unanswered"
"""The alarm at the moment by which somebody shall have answered."""


def person(case: Case, event: PersonRequested, now: datetime) -> Decision:
    before = case.custody
    changed = custody.queue(before, event)
    if changed.state is CustodyState.QUEUED and changed.queued_at is None:
        changed = replace(changed, queued_at=now)
    return Decision(case=replace(case, custody=changed), effects=_answer_by(before, changed, now))


def _answer_by(before: Custody, after: Custody, now: datetime) -> tuple[Effect, ...]:
    """The alarm of a wait that begins, or that shall end earlier; one whose time is over rang already."""
    if after.state is not CustodyState.QUEUED or after.due_by is None:
        return ()
    if before.state is CustodyState.QUEUED and (after.due_by == before.due_by or after.due_by <= now):
        return ()
    return (SetFire(kind=UNANSWERED, due_at=max(after.due_by, now)),)


def claimed(case: Case, event: Claimed, _now: datetime) -> Decision:
    lease = SetFire(kind="lease", due_at=event.lease_until)
    effects = (CancelQueued(rule="base.custody"), lease, ClearFire(kind=UNANSWERED))
    return Decision(case=replace(case, custody=custody.claim(case.custody, event)), effects=effects)


def renewed(case: Case, event: LeaseRenewed, _now: datetime) -> Decision:
    lease = SetFire(kind="lease", due_at=event.lease_until)
    return Decision(case=replace(case, custody=custody.renew(case.custody, event)), effects=(lease,))


def expired(case: Case, event: LeaseExpired | Requeued, now: datetime) -> Decision:
    """Back to the queue. Who was given to somebody that never acted has waited all the time."""
    waited = case.custody.queued_at if case.custody.given_by else None
    changed = replace(custody.expire(case.custody, event), queued_at=waited or now)
    effects = (ClearFire(kind="lease"), *_answer_by(case.custody, changed, now))
    return Decision(case=replace(case, custody=changed), effects=effects)


def escalated(case: Case, event: WaitEscalated, _now: datetime) -> Decision:
    return Decision(case=replace(case, custody=custody.escalate(case.custody, event)))


def handed_back(case: Case, event: HandedBack, _now: datetime) -> Decision:
    changed = replace(case, custody=custody.hand_back(case.custody, event))
    return Decision(case=changed, effects=(ClearFire(kind="lease"), Replan()))


def identity_confirmed(case: Case, event: IdentityConfirmed, _now: datetime) -> Decision:
    return Decision(case=case, effects=(ConfirmOwner(contact_point_id=event.contact_point_id),))


def locale(case: Case, event: LocaleChosen, _now: datetime) -> Decision:
    return Decision(case=case, effects=(SetLocale(locale=event.locale),))


def referred(case: Case, _event: ReferredOut, _now: datetime) -> Decision:
    effects = (CancelQueued(rule="case.referred"), ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES)
    return Decision(case=case, effects=effects)
