"""Who else is here: signs of life of open pages, and what a case's page shows of them."""

from __future__ import annotations

from math import ceil

from fastapi import APIRouter
from starlette.responses import Response

from desk.visit import Visited
from outreach.live import DESK
from outreach.people import names_of

router = APIRouter()


@router.get("/c/{ref}/presence", name="presence")
def presence(visit: Visited, ref: str, typing: bool = False, left: bool = False) -> Response:
    """This page has the case open, its person types, or closes it. Answers who else is there.

    A GET, since what a page does by itself keeps nobody signed in; nothing is stored.
    """
    here, login = visit.runtime.presence, visit.person.login
    news = here.leave(ref, login) if left else here.note(ref, login, typing=typing)
    if news:
        visit.runtime.live.publish(DESK, {"type": "presence", "ref": ref})
    others = here.others(ref, login)
    return visit.page(
        "parts/presence.html",
        others=others,
        names=names_of(visit.runtime) if others else {},
        left=ceil(min((each.left for each in others), default=0)),
    )


@router.post("/here", name="here")
def here(visit: Visited) -> Response:
    """A sign of life: the guard moves the sign-in's end, and the person counts as being there."""
    del visit
    return Response(status_code=204)
