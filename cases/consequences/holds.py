"""What blocks: disputes, claims, stops, hardship; and what lifts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from cases.consequences.agreements import PART_FIRES, PROMISE_FIRES, part_fires, without_promise
from cases.effects import CancelQueued, ClearFire, Decision, Effect, FileProofs, OpenTask, Replan, SetFire
from cases.events import (
    CeaseRequested,
    DeathReported,
    DisputeAnswered,
    DisputeOpened,
    DistressReported,
    HoldBegan,
    HoldLifted,
    HoldPlaced,
    PaidClaimed,
    PaidClaimFound,
    PaidClaimNotFound,
    ProofsFiled,
    RepresentativeNamed,
    SentUnderHold,
)
from cases.holds import ANSWER_WITHIN, HOLD_RULES
from cases.model import Blocks, Case, Hold, HoldScope, HoldType

CALM = timedelta(hours=48)
"""No harsher reminder so soon after a payment, or after a claim of one."""

EVERY_FIRE: tuple[Effect, ...] = (ClearFire(kind="ladder"), *PROMISE_FIRES, *PART_FIRES)
"""All alarms that would lead to a text. A promise ends with them: nobody is held to it in such a time."""


def _hold(
    case: Case, ref: str, type_: HoldType, source: str, now: datetime, *, blocks: Blocks = Blocks.DEMANDS, **more: Any
) -> tuple[Case, tuple[Effect, ...]]:
    """A hold by what the borrower said; said again it goes on from when it began, with what was shown for it."""
    hold = Hold(ref=ref, type=type_, blocks=blocks, from_at=now, source=source, placed_by="borrower", **more)
    before = next((each for each in case.holds if each.ref == ref), None)
    if before is not None:
        hold = replace(hold, from_at=before.from_at, placed_at=before.placed_at, evidence=before.evidence)
    return _placed(case, hold, now)


def _placed(case: Case, hold: Hold, now: datetime) -> tuple[Case, tuple[Effect, ...]]:
    noted = hold if hold.placed_at else replace(hold, placed_at=now)
    there = any(each.ref == hold.ref for each in case.holds)
    holds = tuple(noted if each.ref == hold.ref else each for each in case.holds)
    effects: tuple[Effect, ...] = (CancelQueued(rule=f"base.hold.{hold.type}", hold=noted),)
    if now < hold.from_at:
        effects = (SetFire(kind=f"hold_start:{hold.ref}", due_at=hold.from_at, data={"ref": hold.ref}),)
    if hold.until is not None:
        effects += (SetFire(kind=f"hold:{hold.ref}", due_at=hold.until, data={"ref": hold.ref}),)
    return replace(case, holds=holds if there else (*holds, noted)), effects


def hold_placed(case: Case, event: HoldPlaced, now: datetime) -> Decision:
    changed, effects = _placed(case, event.hold, now)
    if event.hold.from_at <= now and _stops(event.hold):
        return Decision(case=without_promise(changed), effects=(*effects, *EVERY_FIRE))
    return Decision(case=changed, effects=effects)


def hold_began(case: Case, event: HoldBegan, _now: datetime) -> Decision:
    hold = next((each for each in case.holds if each.ref == event.ref and each.lifted_at is None), None)
    if hold is None:
        return Decision(case=case)
    effects: tuple[Effect, ...] = (CancelQueued(rule=f"base.hold.{hold.type}", hold=hold),)
    return Decision(
        case=without_promise(case) if _stops(hold) else case,
        effects=(*effects, *(EVERY_FIRE if _stops(hold) else ())),
    )


def _stops(hold: Hold) -> bool:
    """Whether nothing that was agreed or planned goes on under it."""
    silent = hold.blocks in (Blocks.ALL, Blocks.ALL_BUT_REQUIRED) and hold.scope is HoldScope.PERSON
    return silent and HOLD_RULES[hold.type].stops


def hold_lifted(case: Case, event: HoldLifted, now: datetime) -> Decision:
    holds = tuple(
        replace(each, lifted_at=now, lifted_by=event.by, lift_why=event.why) if _open(each, event.ref) else each
        for each in case.holds
    )
    changed = replace(case, holds=holds)
    fires = (ClearFire(kind=f"hold:{event.ref}"), ClearFire(kind=f"hold_start:{event.ref}"))
    return Decision(case=changed, effects=(*fires, *_go_on(changed)))


def _open(hold: Hold, ref: str) -> bool:
    return hold.ref == ref and hold.lifted_at is None


def sent_under_hold(case: Case, event: SentUnderHold, _now: datetime) -> Decision:
    return Decision(case=case, effects=(OpenTask(kind=f"sent_under_hold:{event.ref}", reason=event.what),))


def _go_on(case: Case) -> tuple[Effect, ...]:
    """What lies ahead is planned again; nothing that was missed is made up for."""
    return (*(part_fires(case) if case.plan else ()), Replan())


def paid_claimed(case: Case, event: PaidClaimed, now: datetime) -> Decision:
    changed, effects = _hold(case, event.ref, HoldType.CLAIMED_PAID, event.words, now, until=event.until)
    task = OpenTask(kind="check_payment", reason=event.words, due_by=event.until)
    return Decision(case=changed, effects=(*effects, task))


def claim_found(case: Case, event: PaidClaimFound, _now: datetime) -> Decision:
    """Nothing is asked until the ledger has it too, however long that takes: people are told to see to it."""
    holds = tuple(replace(each, until=None) if _open(each, event.ref) else each for each in case.holds)
    task = OpenTask(kind="payment_to_post", reason="A payment was found that the ledger does not have yet.")
    return Decision(case=replace(case, holds=holds), effects=(ClearFire(kind=f"hold:{event.ref}"), task))


def proofs_filed(case: Case, event: ProofsFiled, _now: datetime) -> Decision:
    """What is shown stands as evidence with the hold it speaks to; what speaks to none is for people to look at."""
    shown = ", ".join(f"{name} ({digest[:12]})" for name, digest in zip(event.names, event.sha256, strict=True))
    holds = tuple(
        replace(each, evidence=f"{each.evidence}, {shown}" if each.evidence else shown)
        if each.ref == event.about and shown not in (each.evidence or "")
        else each
        for each in case.holds
    )
    filed = FileProofs(kind=event.kind, sha256=event.sha256, about=event.about)
    look = () if event.about else (OpenTask(kind="look_at_proof", reason=f"The borrower sent {shown}."),)
    return Decision(case=replace(case, holds=holds), effects=(filed, *look))


def claim_not_found(case: Case, event: PaidClaimNotFound, now: datetime) -> Decision:
    """Reminders begin a new round one step back, and no harsher one comes soon."""
    back = replace(case, cycle=case.cycle + 1, step=event.step or case.step, calm_until=now + CALM)
    return hold_lifted(back, HoldLifted(ref=event.ref), now)


def disputed(case: Case, event: DisputeOpened, now: datetime) -> Decision:
    scope = HoldScope.LOAN if event.loan_ref else HoldScope.PERSON
    changed, effects = _hold(
        case, event.ref, HoldType.DISPUTE, event.words, now, scope=scope, target=event.loan_ref, may_lift="supervisor"
    )
    task = OpenTask(kind="dispute", reason=f"{event.kind}: {event.words}", due_by=now + ANSWER_WITHIN)
    return Decision(case=changed, effects=(*effects, ClearFire(kind="ladder"), task))


def dispute_answered(case: Case, event: DisputeAnswered, now: datetime) -> Decision:
    why = event.outcome if event.by else None
    return hold_lifted(case, HoldLifted(ref=event.ref, by=event.by, why=why), now)


def ceased(case: Case, event: CeaseRequested, now: datetime) -> Decision:
    changed, effects = _hold(
        case, event.ref, HoldType.CEASE, event.words, now, blocks=Blocks.ALL_BUT_REQUIRED, may_lift="supervisor"
    )
    task = OpenTask(kind="cease", reason=event.words)
    return Decision(case=without_promise(changed), effects=(*effects, *EVERY_FIRE, task))


def represented(case: Case, event: RepresentativeNamed, now: datetime) -> Decision:
    type_ = HoldType.ATTORNEY if event.kind == "attorney" else HoldType.BANKRUPTCY
    return _stopped(case, event.ref, type_, event.words, now)


def died(case: Case, event: DeathReported, now: datetime) -> Decision:
    return _stopped(case, event.ref, HoldType.DECEASED, event.words, now)


def distressed(case: Case, event: DistressReported, now: datetime) -> Decision:
    return _stopped(case, event.ref, HoldType.VULNERABLE, event.words, now)


def _stopped(case: Case, ref: str, type_: HoldType, words: str, now: datetime) -> Decision:
    """Everything off at once, and a specialist."""
    changed, effects = _hold(case, ref, type_, words, now, blocks=Blocks.ALL_BUT_REQUIRED, may_lift="supervisor")
    task = OpenTask(kind=type_.value, reason=words)
    return Decision(case=without_promise(changed), effects=(*effects, *EVERY_FIRE, task))
