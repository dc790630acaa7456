"""What waits for a supervisor's decision, each with one click for yes and a reason for no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.custody import CustodyRefused
from desk.pages.plans import refusal_words
from desk.talk import Notice
from desk.tongue import say
from desk.visit import Visit, Visited
from outreach import approvals as waiting
from outreach.refusals import GateRefused, Refused

router = APIRouter()
Sort = Literal["plan", "relief"]
Reason = Annotated[str, Form(max_length=300)]


@router.get("/approvals", name="approvals")
def approvals(visit: Visited) -> Response:
    """The whole page."""
    return visit.page(
        "approvals.html", found=waiting.pending(visit.runtime, visit.person), notice=None, room="approvals"
    )


@router.get("/approvals/list", name="approvals_list")
def approvals_list(visit: Visited) -> Response:
    """What changes on it."""
    return _list(visit)


@router.get("/approvals/count", name="approvals_count")
def approvals_count(visit: Visited) -> Response:
    """How many wait, for the rail."""
    return visit.page("parts/approvals_count.html")


@router.post("/approvals/{ref}/{sort}/approve", name="approve")
def approve(visit: Visited, ref: str, sort: Sort) -> Response:
    """Yes, told to the borrower at once."""
    return _done(
        visit,
        lambda: waiting.approve(visit.runtime, visit.person, ref, relief=sort == "relief"),
        say("Approved. It is in their chat now."),
    )


@router.post("/approvals/{ref}/{sort}/refuse", name="refuse")
def refuse(visit: Visited, ref: str, sort: Sort, reason: Reason = "") -> Response:
    """No, with a reason that the borrower reads."""
    return _done(
        visit,
        lambda: waiting.refuse(visit.runtime, visit.person, ref, reason, relief=sort == "relief"),
        say("Declined. They read your reason."),
    )


def _done(visit: Visit, act: Callable[[], None], told: str) -> Response:
    try:
        act()
    except (Refused, CustodyRefused, GateRefused) as refused:
        return _list(visit, status=409, notice=Notice(strong=refusal_words(refused), icon="alert-circle"))
    return _list(visit, notice=Notice(strong=told, tone="ok", icon="check"))


def _list(visit: Visit, *, status: int = 200, notice: Notice | None = None) -> Response:
    found = waiting.pending(visit.runtime, visit.person)
    return visit.page("parts/approvals.html", status=status, found=found, notice=notice)
