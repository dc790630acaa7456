"""Cases, promises, plans and holds between rows and values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from cases.hardship import Affordability, Relief, ReliefKind, ReliefPart
from cases.model import (
    Blocks,
    Case,
    ClosedReason,
    Custody,
    CustodyState,
    Hold,
    HoldScope,
    HoldType,
    Plan,
    PlanKind,
    PlanPart,
    PlanState,
    Promise,
    PromiseState,
    Treatment,
)


def case_of(
    row: Row[Any],
    promised: Sequence[Row[Any]],
    planned: Sequence[Row[Any]],
    held: Sequence[Row[Any]],
    told: Sequence[Row[Any]],
    relieved: Sequence[Row[Any]],
) -> Case:
    """The case of a row and of the rows below it."""
    return Case(
        borrower_ref=row.borrower_ref,
        treatment=Treatment(row.treatment),
        closed_reason=ClosedReason(row.closed_reason) if row.closed_reason else None,
        cycle=row.cycle,
        step=row.step,
        calm_until=row.calm_until,
        reason=row.reason,
        custody=Custody(
            state=CustodyState(row.custody),
            token=row.custody_token,
            skill=row.custody_skill,
            priority=row.custody_priority,
            reason=row.custody_reason,
            queued_at=row.queued_at,
            due_by=row.due_by,
            holder=row.holder,
            lease_until=row.lease_until,
            given_by=row.given_by,
        ),
        promises=tuple(promise_of(each) for each in promised),
        plans=tuple(plan_of(each) for each in planned),
        holds=tuple(hold_of(each) for each in held),
        affordabilities=tuple(affordability_of(each) for each in told),
        reliefs=tuple(relief_of(each) for each in relieved),
    )


def promise_of(row: Row[Any]) -> Promise:
    """A promise."""
    return Promise(
        ref=row.ref,
        amount_minor=row.amount_minor,
        currency=row.currency,
        due_on=row.due_on,
        made_at=row.made_at,
        state=PromiseState(row.state),
        paid_minor=row.paid_minor,
    )


def plan_of(row: Row[Any]) -> Plan:
    """A plan with its parts."""
    parts = tuple(
        PlanPart(number=n, due_on=date.fromisoformat(due), amount_minor=amount, paid_minor=paid)
        for n, due, amount, paid in row.parts
    )
    return Plan(
        ref=row.ref,
        currency=row.currency,
        total_minor=row.total_minor,
        parts=parts,
        offered_at=row.offered_at,
        accepted_at=row.accepted_at,
        state=PlanState(row.state),
        terms_hash=row.terms_hash,
        kind=PlanKind(row.kind),
        balance_minor=row.balance_minor,
        grace_days=row.grace_days,
        by=row.offered_by,
        until=row.until,
        answer_by=row.answer_by,
        terms=row.terms,
        moved=row.moved,
        skipped=row.skipped,
    )


def hold_of(row: Row[Any]) -> Hold:
    """A hold."""
    return Hold(
        ref=row.ref,
        type=HoldType(row.type),
        scope=HoldScope(row.scope),
        target=row.target,
        blocks=Blocks(row.blocks),
        from_at=row.from_at,
        until=row.until,
        source=row.source,
        evidence=row.evidence,
        placed_by=row.placed_by,
        placed_at=row.placed_at,
        may_lift=row.may_lift,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
        lift_why=row.lift_why,
    )


def affordability_of(row: Row[Any]) -> Affordability:
    """What was told of money at home."""
    return Affordability(
        ref=row.ref,
        currency=row.currency,
        answers=row.answers,
        words=row.words,
        told_at=row.told_at,
        confirmed_at=row.confirmed_at,
    )


def relief_of(row: Row[Any]) -> Relief:
    """Relief with its smaller payments."""
    return Relief(
        ref=row.ref,
        kind=ReliefKind(row.kind),
        currency=row.currency,
        owed_minor=row.owed_minor,
        parts=tuple(
            ReliefPart(number=n, due_on=date.fromisoformat(due), amount_minor=amount) for n, due, amount in row.parts
        ),
        until=row.until,
        review_on=row.review_on,
        frozen=row.frozen,
        terms_hash=row.terms_hash,
        granted_at=row.granted_at,
        ended_at=row.ended_at,
    )


def case_columns(case: Case) -> dict[str, Any]:
    """What a case keeps in its own row."""
    custody = case.custody
    return {
        "treatment": case.treatment.value,
        "closed_reason": case.closed_reason.value if case.closed_reason else None,
        "cycle": case.cycle,
        "step": case.step,
        "calm_until": case.calm_until,
        "reason": case.reason,
        "custody": custody.state.value,
        "custody_token": custody.token,
        "custody_skill": custody.skill,
        "custody_priority": custody.priority,
        "custody_reason": custody.reason,
        "queued_at": custody.queued_at,
        "due_by": custody.due_by,
        "holder": custody.holder,
        "lease_until": custody.lease_until,
        "given_by": custody.given_by,
    }


def promise_columns(promise: Promise) -> dict[str, Any]:
    """A promise as a row."""
    return {
        "ref": promise.ref,
        "amount_minor": promise.amount_minor,
        "currency": promise.currency,
        "due_on": promise.due_on,
        "made_at": promise.made_at,
        "state": promise.state.value,
        "paid_minor": promise.paid_minor,
    }


def plan_columns(plan: Plan) -> dict[str, Any]:
    """A plan as a row."""
    return {
        "ref": plan.ref,
        "currency": plan.currency,
        "total_minor": plan.total_minor,
        "parts": [[p.number, p.due_on.isoformat(), p.amount_minor, p.paid_minor] for p in plan.parts],
        "offered_at": plan.offered_at,
        "accepted_at": plan.accepted_at,
        "state": plan.state.value,
        "terms_hash": plan.terms_hash,
        "kind": plan.kind.value,
        "balance_minor": plan.balance_minor,
        "grace_days": plan.grace_days,
        "offered_by": plan.by,
        "until": plan.until,
        "answer_by": plan.answer_by,
        "terms": plan.terms,
        "moved": plan.moved,
        "skipped": plan.skipped,
    }


def hold_columns(hold: Hold) -> dict[str, Any]:
    """A hold as a row."""
    return {
        "ref": hold.ref,
        "type": hold.type.value,
        "scope": hold.scope.value,
        "target": hold.target,
        "blocks": hold.blocks.value,
        "from_at": hold.from_at,
        "until": hold.until,
        "source": hold.source,
        "evidence": hold.evidence,
        "placed_by": hold.placed_by,
        "placed_at": hold.placed_at,
        "may_lift": hold.may_lift,
        "lifted_at": hold.lifted_at,
        "lifted_by": hold.lifted_by,
        "lift_why": hold.lift_why,
    }


def affordability_columns(told: Affordability) -> dict[str, Any]:
    """What was told of money at home, as a row."""
    return {
        "ref": told.ref,
        "currency": told.currency,
        "answers": dict(told.answers),
        "words": dict(told.words),
        "told_at": told.told_at,
        "confirmed_at": told.confirmed_at,
    }


def relief_columns(relief: Relief) -> dict[str, Any]:
    """Relief as a row."""
    return {
        "ref": relief.ref,
        "kind": relief.kind.value,
        "currency": relief.currency,
        "owed_minor": relief.owed_minor,
        "parts": [[part.number, part.due_on.isoformat(), part.amount_minor] for part in relief.parts],
        "until": relief.until,
        "review_on": relief.review_on,
        "frozen": relief.frozen,
        "terms_hash": relief.terms_hash,
        "granted_at": relief.granted_at,
        "ended_at": relief.ended_at,
    }
