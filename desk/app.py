"""The desk as an application of its own, to be mounted at ``/desk``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from desk import live
from desk.auth import PATH, Door, Forbidden, SignedOut, current, guard
from desk.looks import render
from desk.pages import (
    account,
    acting,
    answers,
    approvals,
    audit,
    board,
    case_file,
    conduct,
    giving,
    ground,
    handing,
    holds,
    macros,
    mentions,
    plans,
    presence,
    readings,
    relief,
    results,
    revealing,
    sign_in,
    snoozing,
    staff,
    switches,
    wording,
    work,
    writing,
)
from desk.security import HEADERS, SecurityHeaders
from desk.throttle import Throttle
from desk.tongue import Spoken
from outreach.clock import wall_clock
from outreach.people import Person
from outreach.runtime import Runtime

STATIC: Final = Path(__file__).parent / "static"
ROOMS: Final = (
    sign_in.router,
    account.router,
    live.router,
    work.router,
    snoozing.router,
    case_file.router,
    acting.router,
    giving.router,
    presence.router,
    answers.router,
    writing.router,
    handing.router,
    mentions.router,
    macros.router,
    holds.router,
    plans.router,
    readings.router,
    relief.router,
    revealing.router,
    approvals.router,
    board.router,
    conduct.router,
    results.router,
    audit.router,
    switches.router,
    wording.router,
    staff.router,
    ground.router,
)


def mount_desk(app: FastAPI, runtime: Runtime, *, wall: Callable[[], datetime] = wall_clock) -> None:
    """Put the desk under ``/desk`` and its files under ``/static``."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount(PATH, create_desk(runtime, wall=wall), name="desk")


def create_desk_app(runtime: Runtime, *, wall: Callable[[], datetime] = wall_clock) -> FastAPI:
    """An application with nothing but the desk in it."""
    app = FastAPI(openapi_url=None)
    mount_desk(app, runtime, wall=wall)
    return app


def create_desk(runtime: Runtime, *, wall: Callable[[], datetime] = wall_clock) -> FastAPI:
    """The desk's routes, each behind the guard. ``wall`` is the time that sign-ins go by."""
    desk = FastAPI(
        openapi_url=None, dependencies=[Depends(guard)], middleware=[Middleware(SecurityHeaders), Middleware(Spoken)]
    )
    desk.state.door = Door(runtime=runtime, throttle=Throttle(), wall=wall)
    for router in ROOMS:
        desk.include_router(router)
    desk.add_exception_handler(SignedOut, _signed_out)
    desk.add_exception_handler(Forbidden, _forbidden)
    desk.add_exception_handler(HTTPException, _failed)
    desk.add_exception_handler(RequestValidationError, _not_understood)
    desk.add_exception_handler(Exception, _broken)
    return desk


def _signed_out(request: Request, problem: Exception) -> Response:
    """To the sign-in page, and back here afterwards."""
    expired = isinstance(problem, SignedOut) and problem.expired
    by_htmx = "HX-Request" in request.headers
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path if by_htmx else request.url.path
    onward = here if by_htmx or request.method == "GET" else f"{PATH}/"
    address = f"{sign_in.SIGN_IN}?next={quote(onward)}" + ("&why=expired" if expired else "")
    if by_htmx:
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


def _forbidden(request: Request, problem: Exception) -> Response:
    return _problem(request, 403, "Not for you", str(problem))


def _failed(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    what = str(problem.detail) if isinstance(problem, HTTPException) else "Something went wrong."
    return _problem(request, status, "Not here" if status == 404 else "That did not work", what)


def _not_understood(request: Request, problem: Exception) -> Response:
    first = (
        problem.errors()[0]
        if isinstance(problem, RequestValidationError)
        else {"loc": ("request",), "msg": str(problem)}
    )
    return _problem(request, 422, "That did not work", f"{first['loc'][-1]}: {first['msg']}.")


def _broken(request: Request, _problem: Exception) -> Response:
    """A fault of ours, which the server logs. It is answered outside the wrapper that adds the headers."""
    page = _page(request, 500, "That did not work", "Something went wrong here. The log says what.", None)
    page.headers.update(HEADERS)
    return page


def _problem(request: Request, status: int, title: str, what: str) -> Response:
    signed_in = current(request)
    return _page(request, status, title, what, signed_in.person if signed_in else None)


def _page(request: Request, status: int, title: str, what: str, me: Person | None) -> Response:
    template = "parts/problem.html" if "HX-Request" in request.headers else "problem.html"
    values = {"title": title, "what": what, "me": me}
    return HTMLResponse(render(request.app.state.door.runtime, template, values), status_code=status)
