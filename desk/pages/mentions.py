"""Notes that called whoever looks: a list, a line above the page, a count in the rail."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from desk.visit import Visited
from outreach import mentioning
from outreach.people import names_of

router = APIRouter()


@router.get("/mentions", name="mentions")
def mentions(visit: Visited) -> Response:
    """The list, what was not seen first."""
    found = mentioning.mentions_of(visit.runtime, visit.person)
    return visit.page("mentions.html", found=found, names=names_of(visit.runtime), room="mentions")


@router.get("/mentions/count", name="mentions_count")
def mentions_count(visit: Visited) -> Response:
    """How many were not seen, for the rail and the line above the page."""
    return visit.page("parts/mentioned.html", unseen=mentioning.unseen(visit.runtime, visit.person))


@router.post("/mentions", name="see_mentions")
def see_mentions(visit: Visited) -> Response:
    """All of them are seen."""
    mentioning.see(visit.runtime, visit.person)
    return RedirectResponse("/desk/mentions", status_code=303)
