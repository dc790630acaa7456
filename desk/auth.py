"""The door of every route: signed in, of a role that may, and for a change with this session's token."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.roles import ROUTES
from desk.throttle import Throttle
from outreach import people
from outreach.people import SignIn
from outreach.runtime import Runtime

COOKIE: Final = "forbear_desk"
DOOR_COOKIE: Final = "forbear_door"
CSRF_HEADER: Final = "X-CSRF-Token"
CSRF_FIELD: Final = "csrf"
PATH: Final = "/desk"
SAFE: Final = frozenset({"GET", "HEAD"})


class SignedOut(Exception):
    """Nobody is signed in, or the time of the sign-in is over."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("signed out")
        self.expired = expired


class Forbidden(Exception):
    """Signed in, but not for this; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What the guard needs beside the request."""

    runtime: Runtime
    throttle: Throttle
    wall: Callable[[], datetime]

    @property
    def secure(self) -> bool:
        """Whether cookies are for HTTPS alone."""
        return self.runtime.settings.web.base_url.startswith("https://")


def door_of(request: Request) -> Door:
    """The door of the application that answers this request."""
    door: Door = request.app.state.door
    return door


async def guard(request: Request) -> None:
    """Runs before every route. Raises SignedOut, Forbidden, or HTTPException 400 for what is no text.

    Leaves the sign-in in ``request.state``.
    """
    await _require_text(request)
    if request.method not in SAFE and not from_here(request):
        raise Forbidden("This came from another site. Load the page again.")
    allowed = ROUTES[request.scope["route"].name]
    if allowed is None:
        return
    sign_in = await run_in_threadpool(current, request)
    if sign_in is None:
        raise SignedOut(expired=COOKIE in request.cookies)
    if sign_in.person.role not in allowed:
        raise Forbidden(f"This is not for the role {sign_in.person.role}.")
    if request.method not in SAFE and not same(await _given_token(request), sign_in.csrf):
        raise Forbidden("This form is too old, or did not come from the desk. Load the page again.")
    request.state.sign_in = sign_in


def from_here(request: Request) -> bool:
    """Whether a change was sent by one of our pages, as far as the browser says; the token is asked for besides.

    Browsers tell it outright over HTTPS and on this machine; elsewhere the origin's host must be ours.
    """
    told = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if told is not None or origin is None:
        return told in (None, "same-origin", "none")
    ours = {request.headers.get("Host"), urlsplit(door_of(request).runtime.settings.web.base_url).netloc}
    return urlsplit(origin).netloc in ours


async def _require_text(request: Request) -> None:
    """No zero byte: PostgreSQL keeps none. Forms are looked at too; anything else a route does not read."""
    given = [*request.path_params.values(), *request.query_params.values()]
    if request.method not in SAFE:
        given += (await request.form()).values()
    if any(isinstance(value, str) and "\x00" in value for value in given):
        raise HTTPException(400, "What was sent holds a zero byte.")


def current(request: Request) -> SignIn | None:
    """Who is signed in. What a page fetches by itself (htmx, GET) does not keep an idle person signed in."""
    token = request.cookies.get(COOKIE)
    door = door_of(request)
    by_itself = request.method in SAFE and "HX-Request" in request.headers
    return people.find_session(door.runtime, token, now=door.wall(), prolong=not by_itself) if token else None


def same(given: str, expected: str) -> bool:
    """Whether two secrets are equal, in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())


async def _given_token(request: Request) -> str:
    """The token of a change: in the header that htmx sends, or in the form's hidden field."""
    header = request.headers.get(CSRF_HEADER)
    if header is not None:
        return header
    value = (await request.form()).get(CSRF_FIELD)
    return value if isinstance(value, str) else ""


def keep_signed_in(response: Response, door: Door, token: str) -> None:
    """Give the browser its cookie."""
    response.set_cookie(COOKIE, token, path=PATH, httponly=True, samesite="lax", secure=door.secure)
    response.delete_cookie(DOOR_COOKIE, path=PATH)


def forget(response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path=PATH)


def door_token(request: Request) -> str:
    """The secret of a browser that is not signed in yet, made where it has none."""
    return request.cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(24)


def keep_door_token(response: Response, door: Door, token: str) -> None:
    """Give the browser the secret that its sign-in form is tied to."""
    response.set_cookie(DOOR_COOKIE, token, path=PATH, httponly=True, samesite="lax", secure=door.secure)


def door_csrf(door: Door, token: str) -> str:
    """What the sign-in form must bring, so that nobody can be signed in by somebody else's page."""
    return hmac.new(door.runtime.secret, b"sign-in:" + token.encode(), sha256).hexdigest()
