"""Who has which chat: on duty or away, giving one to a colleague, putting one back into the queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from cases.model import CustodyState
from desk.pages.opened import OpenCase, Opened, nothing
from desk.visit import Visited
from outreach import assigning, duty
from outreach.refusals import Refused

router = APIRouter()
CHANGED = ("closed", "custody", "thread", "queue", "given")


@router.post("/duty", name="duty")
def say_duty(visit: Visited, away: Annotated[bool, Form()] = False) -> Response:
    """On duty, or away: nothing is given to somebody who is away, and who comes back may be given something at once."""
    duty.say(visit.runtime, visit.person, away=away)
    if not away:
        assigning.give_out(visit.runtime)
    return visit.page("parts/duty.html", away=away)


@router.get("/given", name="given")
def given(visit: Visited) -> Response:
    """Chats that were given to this person and wait for a sign of life; whether they count as on duty."""
    return visit.page("parts/given_fresh.html")


@router.get("/c/{ref}/give", name="give_form")
def give_form(opened: OpenCase) -> Response:
    """The dialog: colleagues with their load, and the queue."""
    return _dialog(opened, None)


@router.post("/c/{ref}/give", name="reassign")
def reassign(opened: OpenCase, login: Annotated[str, Form(max_length=200)] = "") -> Response:
    """To that colleague, or the dialog again with what is to be mended."""
    try:
        assigning.reassign(opened.visit.runtime, opened.ref, opened.visit.person, login)
    except Refused as refused:
        return _dialog(opened, str(refused))
    return nothing(happened=CHANGED)


@router.post("/c/{ref}/put-back", name="put_back")
def put_back(opened: OpenCase, why: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Into the queue, for somebody else."""
    try:
        assigning.put_back(opened.visit.runtime, opened.ref, opened.visit.person, why)
    except Refused as refused:
        return _dialog(opened, str(refused))
    return nothing(happened=CHANGED)


def _dialog(opened: Opened, error: str | None) -> Response:
    custody = opened.view.case.custody
    held = custody.state is CustodyState.COLLECTOR
    others = [each for each in duty.colleagues(opened.visit.runtime) if not held or each.login != custody.holder]
    return opened.part(
        "parts/give.html", status=409 if error else 200, error=error, colleagues=others, is_held=held, custody=custody
    )
