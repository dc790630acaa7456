"""Putting a chat aside, and keeping views of the list."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Final
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from desk.looks import moment
from desk.pages.opened import OpenCase, Opened, nothing
from desk.tongue import mark, say
from desk.visit import Visited
from outreach import snoozing
from outreach.refusals import NotFound, Refused

router = APIRouter()
MORNING: Final = time(9)
CHOICES: Final = {
    "hour": mark("In an hour"),
    "afternoon": mark("In three hours"),
    "tomorrow": mark("Tomorrow at 9:00"),
    "monday": mark("Next Monday at 9:00"),
    "own": mark("At a moment of your own"),
}
CHANGED: Final = ("queue", "thread", "custody", "closed")


@router.get("/c/{ref}/snooze", name="snooze_form")
def snooze_form(opened: OpenCase) -> Response:
    """The dialog."""
    return _dialog(opened, choice="tomorrow", own="", why="", error=None)


@router.post("/c/{ref}/snooze", name="snooze")
def snooze(
    opened: OpenCase,
    choice: Annotated[str, Form(max_length=20)] = "",
    own: Annotated[str, Form(max_length=30)] = "",
    why: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Aside until then, or the dialog again with what is to be mended."""
    try:
        until = _until(opened, choice, own)
        snoozing.snooze(opened.visit.runtime, opened.ref, opened.visit.person.login, until, why)
    except Refused as refused:
        return _dialog(opened, choice=choice, own=own, why=why, error=str(refused))
    return nothing(happened=CHANGED)


@router.post("/c/{ref}/wake", name="wake")
def wake(opened: OpenCase) -> Response:
    """Back into the list now."""
    try:
        snoozing.wake(opened.visit.runtime, opened.ref, opened.visit.person.login)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    return nothing(happened=CHANGED)


@router.post("/views", name="save_view")
def save_view(
    visit: Visited, name: Annotated[str, Form(max_length=200)] = "", query: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Keep the view that the address ``query`` shows, under a name."""
    asked = dict(parse_qsl(query))
    try:
        snoozing.save_view(visit.runtime, visit.person, name, asked)
    except Refused as refused:
        raise HTTPException(409, str(refused)) from None
    return RedirectResponse(f"/desk/work?{urlencode(asked)}", status_code=303)


@router.post("/views/{view_id}/remove", name="remove_view")
def remove_view(visit: Visited, view_id: int) -> Response:
    """Forget a view of one's own."""
    try:
        snoozing.remove_view(visit.runtime, visit.person, view_id)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    return RedirectResponse("/desk/work", status_code=303)


def _until(opened: Opened, choice: str, own: str) -> datetime:
    """The moment chosen, in the desk's zone."""
    zone = ZoneInfo(opened.visit.runtime.settings.desk.zone)
    now = opened.visit.now.astimezone(zone)
    if choice == "own":
        try:
            return datetime.fromisoformat(own).replace(tzinfo=zone).astimezone(UTC)
        except ValueError:
            raise Refused(say("Choose a day and a time.")) from None
    ahead = {"tomorrow": 1, "monday": 7 - now.weekday()}.get(choice)
    if ahead is not None:
        return datetime.combine(now.date() + timedelta(days=ahead), MORNING, zone).astimezone(UTC)
    hours = {"hour": 1, "afternoon": 3}.get(choice)
    if hours is None:
        raise Refused(say("Choose until when."))
    return opened.visit.now + timedelta(hours=hours)


def _dialog(opened: Opened, *, choice: str, own: str, why: str, error: str | None) -> Response:
    zone = ZoneInfo(opened.visit.runtime.settings.desk.zone)
    form = {"choice": choice, "own": own, "why": why, "error": error, "now": moment(opened.visit.now, zone)}
    return opened.part("parts/snooze.html", form=form, choices=CHOICES)
