"""Cases and messages as JSON: the shapes that the command line and the REST interface promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from cases.holds import ordered
from cases.model import ContactPoint, Custody, Hold, Party, Plan, Promise
from outreach.casebook import CaseView, LoanView
from outreach.holding import Astray, Placed
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import borrowers, traffic

PAGE = 500


def moment(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def case_json(view: CaseView) -> dict[str, Any]:
    """``forbear case --json`` and ``GET /api/v1/cases/{ref}``."""
    case = view.case
    return {
        "borrower": view.borrower.ref,
        "name": view.borrower.name,
        "as_of": view.as_of.isoformat(),
        "treatment": case.treatment.value,
        "closed_reason": case.closed_reason.value if case.closed_reason else None,
        "custody": _custody(case.custody),
        "holds": [hold_json(hold, view.now) for hold in ordered(case.holds) if hold.lifted_at is None],
        "dpd": view.position.dpd,
        "bucket": view.position.bucket,
        "loans": [_loan(loan) for loan in view.loans],
        "promises": [_promise(promise) for promise in case.promises],
        "plans": [_plan(plan) for plan in case.plans],
        "contact_points": [_point(point) for point in view.points],
        "parties": [_party(view, party) for party in view.parties],
        "next_fires": [{"kind": fire.kind, "due_at": moment(fire.due_at)} for fire in view.fires],
        "tasks": [{"kind": task.kind, "reason": task.reason, "due_by": moment(task.due_by)} for task in view.tasks],
    }


def _custody(custody: Custody) -> dict[str, Any]:
    return {
        "state": custody.state.value,
        "holder": custody.holder,
        "skill": custody.skill,
        "reason": custody.reason,
        "due_by": moment(custody.due_by),
        "lease_until": moment(custody.lease_until),
    }


def hold_json(hold: Hold, now: datetime) -> dict[str, Any]:
    """A hold wherever programs are told of one. ``live``: it blocks at this moment."""
    return {
        "ref": hold.ref,
        "type": hold.type.value,
        "scope": hold.scope.value,
        "target": hold.target,
        "blocks": hold.blocks.value,
        "from": moment(hold.from_at),
        "until": moment(hold.until),
        "live": hold.live_at(now),
        "source": hold.source,
        "evidence": hold.evidence,
        "placed_by": hold.placed_by,
        "placed_at": moment(hold.placed_at),
        "may_lift": hold.may_lift,
        "lifted_at": moment(hold.lifted_at),
        "lifted_by": hold.lifted_by,
        "lift_why": hold.lift_why,
    }


def placed_json(placed: Placed, now: datetime) -> dict[str, Any]:
    """``forbear hold place --json`` and ``POST /api/v1/holds``."""
    return {
        "hold": hold_json(placed.hold, now),
        "repeated": placed.repeated,
        "cancelled": placed.cancelled,
        "should_not_have_gone": [_astray(each) for each in placed.astray],
    }


def _astray(each: Astray) -> dict[str, Any]:
    return {
        "id": each.id,
        "sent_at": moment(each.at),
        "channel": each.channel,
        "address": each.address,
        "kind": each.kind,
        "template": each.template,
    }


def _loan(loan: LoanView) -> dict[str, Any]:
    position = loan.position
    return {
        "ref": position.ref,
        "currency": position.currency,
        "arrears_minor": position.arrears_minor,
        "balance_minor": position.balance_minor,
        "credit_minor": position.credit_minor,
        "dpd": position.dpd,
        "bucket": position.bucket,
        "breakdown": [
            {
                "kind": line.kind,
                "due_on": line.due_on.isoformat(),
                "amount_minor": line.amount_minor,
                "rule": line.rule,
            }
            for line in loan.lines
        ],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "ref": promise.ref,
        "amount_minor": promise.amount_minor,
        "currency": promise.currency,
        "due_on": promise.due_on.isoformat(),
        "state": promise.state.value,
        "paid_minor": promise.paid_minor,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "ref": plan.ref,
        "currency": plan.currency,
        "total_minor": plan.total_minor,
        "state": plan.state.value,
        "terms_hash": plan.terms_hash,
        "parts": [
            {
                "number": part.number,
                "due_on": part.due_on.isoformat(),
                "amount_minor": part.amount_minor,
                "paid_minor": part.paid_minor,
            }
            for part in plan.parts
        ],
    }


def _party(view: CaseView, party: Party) -> dict[str, Any]:
    points = [_point(point) for point in view.party_points if point.party_ref == party.ref]
    return {"ref": party.ref, "role": party.role, "name": party.name, "contact_points": points}


def _point(point: ContactPoint) -> dict[str, Any]:
    return {
        "channel": point.channel.value,
        "address": point.address,
        "consented": point.consented_at is not None,
        "verified": point.confirmed_at is not None,
        "consented_at": moment(point.consented_at),
        "consent_how": point.consent_how,
        "consent_proof": point.consent_proof,
        "owner": point.owner,
        "place": point.place,
        "opted_out": point.opted_out_at is not None,
        "opted_out_how": point.opted_out_how,
        "opted_in_at": moment(point.opted_in_at),
        "hours": list(point.hours),
        "delivered": point.delivered,
        "failed": point.failed,
        "bad": point.bad_reason if point.bad_at else None,
    }


def message_json(row: Row[Any]) -> dict[str, Any]:
    """One line of ``forbear messages --json`` and of ``GET /api/v1/messages``."""
    decision = None
    if row.direction == "out":
        decision = {
            "decision": row.decision,
            "until": moment(row.decision_until),
            "rule": row.decision_rule,
            "why": row.decision_why,
        }
    return {
        "id": row.id,
        "borrower": row.borrower,
        "loans": row.loans,
        "channel": row.channel,
        "address": row.address,
        "direction": row.direction,
        "kind": row.kind,
        "state": row.state,
        "template": row.template,
        "locale": row.locale,
        "body": row.body,
        "planned_at": moment(row.planned_at),
        "sent_at": moment(row.sent_at),
        "provider_id": row.provider_id or row.external_id,
        "decision": decision,
        "failure": {"code": row.failure_code, "what": row.failure} if row.failure_code else None,
    }


def messages(runtime: Runtime, ref: str | None = None, *, after: int = 0) -> Iterator[dict[str, Any]]:
    """All messages, or one borrower's, oldest first, page by page. Raises NotFound."""
    while True:
        with runtime.db.reading() as connection:
            borrower_id = borrowers.id_of(connection, ref) if ref is not None else None
            if ref is not None and borrower_id is None:
                raise NotFound(f"There is no borrower {ref!r}.")
            rows = traffic.every(connection, borrower_id, after=after, limit=PAGE)
        yield from (message_json(row) for row in rows if row.state != "opened")
        if len(rows) < PAGE:
            return
        after = rows[-1].id
