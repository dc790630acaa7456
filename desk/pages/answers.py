"""What a person answers for good: a claim of payment, a dispute, a mistake of ours. And the photos that were sent."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import Response

from cases.custody import CustodyRefused
from cases.model import Hold
from cases.money import to_minor
from desk.pages.acting import refused_by_gate
from desk.pages.opened import OpenCase, Opened, RowId, nothing
from desk.talk import Notice
from outreach import claims, disputes, mistakes
from outreach.disputes import RESULTS, Outcome
from outreach.holding import By
from outreach.proofs import open_proof
from outreach.refusals import GateRefused, NotFound, Refused

router = APIRouter()
CHANGED: Final = ("case", "thread", "queue")
SANDBOX: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""A borrower's file is shown as what its first bytes say, never run, never framed, never kept."""


@router.get("/c/{ref}/proofs/{proof_id}", name="proof")
def proof(opened: OpenCase, proof_id: RowId) -> Response:
    """A photo or file as a download; a picture is drawn where a page of the desk asks for it."""
    try:
        found, content = open_proof(opened.visit.runtime, opened.view.borrower.ref, proof_id)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    plain = found.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name)}"
    return Response(content, media_type=found.content_type, headers={**SANDBOX, "Content-Disposition": named})


@router.post("/c/{ref}/claims/{hold_ref}", name="answer_claim")
def answer_claim(opened: OpenCase, hold_ref: str, answer: Annotated[str, Form(max_length=20)] = "") -> Response:
    """Found, not found, or one more thing: the borrower is told at once."""
    login = opened.visit.person.login
    try:
        claims.answer_claim(opened.visit.runtime, opened.ref, login, hold_ref, answer)
    except (Refused, CustodyRefused) as refused:
        return _notice(opened, refused)
    return nothing(happened=CHANGED)


@router.get("/c/{ref}/disputes/{hold_ref}", name="dispute_form")
def dispute_form(opened: OpenCase, hold_ref: str) -> Response:
    """The dialog that asks what it came to."""
    return _dialog(opened, hold_ref, {}, "")


@router.post("/c/{ref}/disputes/{hold_ref}", name="answer_dispute")
def answer_dispute(
    opened: OpenCase,
    hold_ref: str,
    result: Annotated[str, Form(max_length=20)] = "",
    why: Annotated[str, Form(max_length=600)] = "",
    charge: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Tell it and record that it was told; what is wrong is said in the dialog."""
    person, form = opened.visit.person, {"result": result, "why": why, "charge": charge}
    by = By(actor=f"user:{person.login}", role=person.role.value)
    try:
        outcome = Outcome(result=result, why=why, charge_minor=_minor(opened, hold_ref, charge))
        disputes.answer_dispute(opened.visit.runtime, opened.ref, by, hold_ref, outcome)
    except GateRefused as refused:
        notice = refused_by_gate(opened, refused)
        return _dialog(opened, hold_ref, form, f"{notice.strong} {notice.rest}")
    except (Refused, CustodyRefused, ValueError) as refused:
        return _dialog(opened, hold_ref, form, str(refused))
    return nothing(happened=("closed", *CHANGED))


@router.post("/c/{ref}/mistakes/{message_id}", name="own_up")
def own_up(opened: OpenCase, message_id: RowId) -> Response:
    """Say that a message was our mistake, where it went."""
    try:
        mistakes.own_up(opened.visit.runtime, opened.ref, opened.visit.person.login, message_id)
    except (Refused, CustodyRefused) as refused:
        return _notice(opened, refused)
    done = Notice(strong="The borrower was told that it was our mistake.", icon="check")
    return opened.part("parts/notice.html", happened=CHANGED, notice=done)


def _minor(opened: Opened, hold_ref: str, charge: str) -> int | None:
    hold = _hold(opened, hold_ref)
    loans = [loan.account.loan for loan in opened.view.loans if hold and loan.account.loan.ref == hold.target]
    return to_minor(charge.strip(), loans[0].currency) if charge.strip() and loans else None


def _hold(opened: Opened, hold_ref: str) -> Hold | None:
    return next((each for each in opened.view.case.holds if each.ref == hold_ref and not each.lifted_at), None)


def _dialog(opened: Opened, hold_ref: str, form: dict[str, str], error: str) -> Response:
    filled = {"result": "", "why": "", "charge": ""} | form
    return opened.part(
        "parts/dispute_answer.html",
        status=409 if error else 200,
        hold=_hold(opened, hold_ref),
        form=filled,
        error=error,
        results=RESULTS,
    )


def _notice(opened: Opened, refused: Exception) -> Response:
    notice = Notice(strong=str(refused), icon="alert-circle")
    if isinstance(refused, GateRefused):
        notice = refused_by_gate(opened, refused)
    return opened.part("parts/notice.html", status=409, notice=notice)
