"""In and out, and where somebody starts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.auth import (
    COOKIE,
    PATH,
    Door,
    door_csrf,
    door_of,
    door_token,
    forget,
    keep_door_token,
    keep_signed_in,
    same,
)
from desk.browsers import family
from desk.looks import lasting, render
from desk.roles import HOMES
from desk.throttle import Who
from desk.tongue import COOKIE as COOKIE_OF_TONGUE
from desk.tongue import TONGUES, mark, say
from desk.visit import Visited
from outreach import lockout, people
from outreach.lockout import Locked
from outreach.people import Person

router = APIRouter()
SIGN_IN: Final = f"{PATH}/sign-in"
YEAR_S: Final = 365 * 86_400
NOTICES: Final = {
    "expired": mark(
        "You were signed out after a time without activity, or at the end of the longest time. "
        "What you were writing is kept in this tab."
    ),
    "out": mark("You are signed out."),
}
OLD_PAGE: Final = mark("The page was open for too long. Please try again.")
WRONG: Final = mark("Login and password do not match.")
TOO_MANY: Final = mark("Too many wrong passwords. Try again in %(left)s minutes, or ask an admin.")


@router.get("/", name="home")
def home(visit: Visited) -> Response:
    """On to the room where this role works."""
    return RedirectResponse(HOMES[visit.person.role], status_code=303)


@router.get("/sign-in", name="sign_in_page")
def sign_in_page(request: Request, why: str = "", next: str = "") -> Response:  # noqa: A002 - the name in the address
    """The form."""
    return _form(request, notice=say(NOTICES[why]) if why in NOTICES else None, onward=_inside(next))


@router.post("/sign-in", name="sign_in")
def sign_in(
    request: Request,
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the form's field
) -> Response:
    """Check the password, at most so often, and open the door."""
    door, onward = door_of(request), _inside(next)
    if not same(csrf, door_csrf(door, door_token(request))):
        return _form(request, notice=say(OLD_PAGE), onward=onward, login=login, status=403)
    who, now = (login.strip().casefold(), request.client.host if request.client else ""), door.wall()
    try:
        person = _known(door, who, password, now)
    except Locked as locked:
        notice = say(TOO_MANY, left=lasting(locked.until - now))
        return _form(request, notice=notice, onward=onward, login=login, status=429)
    if person is None:
        return _form(request, notice=say(WRONG), onward=onward, login=login, status=401)
    browser = family(request.headers.get("User-Agent", ""))
    response = RedirectResponse(onward or HOMES[person.role], status_code=303)
    keep_signed_in(response, door, people.open_session(door.runtime, person, now=now, browser=browser))
    return response


def _known(door: Door, who: Who, password: str, now: datetime) -> Person | None:
    """Whose login and password these are. Raises Locked: too often from this address, or for this login at all."""
    wait = door.throttle.wait(who, now)
    if wait is not None:
        raise Locked(now + wait)
    person = lockout.check_password(door.runtime, who[0], password, now=now)
    if person is None:
        door.throttle.failed(who, now)
    else:
        door.throttle.succeeded(who)
    return person


@router.post("/sign-out", name="sign_out")
def sign_out(visit: Visited) -> Response:
    """End this sign-in."""
    people.end_session(visit.runtime, visit.request.cookies[COOKIE])
    response = RedirectResponse(f"{SIGN_IN}?why=out", status_code=303)
    forget(response)
    return response


@router.post("/tongue", name="choose_tongue")
def choose_tongue(request: Request, tongue: Annotated[str, Form(max_length=20)] = "") -> Response:
    """The language that this browser reads the desk in from now on; back to where the reader was."""
    came_from = urlsplit(request.headers.get("Referer", "")).path
    response = RedirectResponse(_inside(came_from) or f"{PATH}/", status_code=303)
    if tongue in TONGUES:
        secure = door_of(request).secure
        response.set_cookie(
            COOKIE_OF_TONGUE, tongue, path=PATH, max_age=YEAR_S, httponly=True, samesite="lax", secure=secure
        )
    return response


def _inside(address: str) -> str:
    """Where to go on: only a path of the desk, never another site."""
    parts = urlsplit(address)
    plain = not parts.scheme and not parts.netloc and "\\" not in address
    return address if plain and parts.path.startswith(f"{PATH}/") else ""


def _form(request: Request, *, notice: str | None, onward: str, login: str = "", status: int = 200) -> HTMLResponse:
    door, token = door_of(request), door_token(request)
    values = {"notice": notice, "bad": status != 200, "onward": onward, "login": login}
    body = render(door.runtime, "sign_in.html", {**values, "csrf": door_csrf(door, token)})
    response = HTMLResponse(body, status_code=status)
    keep_door_token(response, door, token)
    return response
