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
)
from cases.model import Case, CustodyState


def person(case: Case, event: PersonRequested, now: datetime) -> Decision:
    changed = custody.queue(case.custody, event)
    if changed.state is CustodyState.QUEUED and changed.queued_at is None:
        changed = replace(changed, queued_at=now)
    return Decision(case=replace(case, custody=changed))


def claimed(case: Case, event: Claimed, _now: datetime) -> Decision:
    effects = (CancelQueued(rule="base.custody"), SetFire(kind="lease", due_at=event.lease_until))
    return Decision(case=replace(case, custody=custody.claim(case.custody, event)), effects=effects)


def renewed(case: Case, event: LeaseRenewed, _now: datetime) -> Decision:
    lease = SetFire(kind="lease", due_at=event.lease_until)
    return Decision(case=replace(case, custody=custody.renew(case.custody, event)), effects=(lease,))


def expired(case: Case, event: LeaseExpired, now: datetime) -> Decision:
    changed = replace(custody.expire(case.custody, event), queued_at=now)
    return Decision(case=replace(case, custody=changed), effects=(ClearFire(kind="lease"),))


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
