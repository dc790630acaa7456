"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from desk.looks import lasting
from desk.pages.opened import RowId
from desk.pages.sign_in import TOO_MANY
from desk.tongue import mark, say
from desk.visit import Visit, Visited
from outreach import sign_ins
from outreach.lockout import Locked
from outreach.people import LONGEST_PASSWORD
from outreach.refusals import NotFound, Refused

router = APIRouter()
ACCOUNT: Final = "/desk/account"
Secret = Annotated[str, Form(max_length=LONGEST_PASSWORD)]
SAID: Final = {
    "password": mark("Your password is changed. You are signed out everywhere else."),
    "others": mark("You are signed out everywhere else."),
    "ended": mark("That sign-in has ended."),
}

REFUSALS: Final = (
    mark("The password of now is not right."),
    mark("The new password is the one of now."),
    mark("A password has 8 to 512 characters."),
    mark("That sign-in has ended already."),
)
"""What the verbs refuse with, for the catalogues."""


@router.get("/account", name="account")
def account(visit: Visited, said: str = "") -> Response:
    """Password and sign-ins."""
    return _page(visit, said=say(SAID[said]) if said in SAID else None)


@router.get("/awaited", name="awaited")
def awaited(visit: Visited) -> Response:
    """How much waits for whoever asks, for the title of the tab."""
    return visit.page("parts/awaited.html")


@router.post("/account/password", name="change_password")
def change_password(visit: Visited, old: Secret = "", new: Secret = "", again: Secret = "") -> Response:
    """A new one, for who knows the old one."""
    if new != again:
        return _page(visit, status=422, refusal=say("The two new passwords differ."))
    try:
        sign_ins.change_password(visit.runtime, visit.person, old, new, visit.token, now=visit.wall)
    except Locked as locked:
        return _page(visit, status=429, refusal=say(TOO_MANY, left=lasting(locked.until - visit.wall)))
    except Refused as refused:
        return _page(visit, status=422, refusal=say(str(refused)))
    return RedirectResponse(f"{ACCOUNT}?said=password", status_code=303)


@router.post("/account/sign-ins/others", name="end_other_sign_ins")
def end_others(visit: Visited) -> Response:
    """Signed in here alone."""
    sign_ins.end_others(visit.runtime, visit.person, visit.token)
    return RedirectResponse(f"{ACCOUNT}?said=others", status_code=303)


@router.post("/account/sign-ins/{sign_in_id}/end", name="end_sign_in")
def end_sign_in(visit: Visited, sign_in_id: RowId) -> Response:
    """Signed out there."""
    try:
        sign_ins.end(visit.runtime, visit.person, sign_in_id)
    except NotFound as missing:
        return _page(visit, status=422, refusal=say(str(missing)))
    return RedirectResponse(f"{ACCOUNT}?said=ended", status_code=303)


def _page(visit: Visit, *, status: int = 200, refusal: str | None = None, said: str | None = None) -> Response:
    desk = visit.runtime.settings.desk
    return visit.page(
        "account.html",
        status=status,
        room="account",
        refusal=refusal,
        said=said,
        standing=sign_ins.mine(visit.runtime, visit.person, visit.token, now=visit.wall),
        idle=desk.idle_minutes,
        hours=desk.session_hours,
    )
