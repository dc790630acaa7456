"""Kill switches, for supervisors and admins; and the lines above every page while something is off or stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from desk.labels import SCOPES
from desk.pages.opened import RowId
from desk.visit import Visit, Visited
from outreach import switches
from outreach.people import names_of
from outreach.refusals import Refused

router = APIRouter()
Short = Annotated[str, Form(max_length=200)]
Why = Annotated[str, Form(max_length=2000)]
PATH: Final = "/desk/switches"


@router.get("/alerts", name="alerts")
def alerts(visit: Visited) -> Response:
    """The lines above the page, anew."""
    return visit.page("parts/alerts.html")


@router.get("/switches", name="switches")
def page(visit: Visited) -> Response:
    """What is off, what was, and the way to switch something off."""
    return _page(visit)


@router.post("/switches", name="throw_switch")
def throw(visit: Visited, what: Short = "", why: Why = "") -> Response:
    """Switch something off. ``what`` is a scope, and behind a colon its target."""
    scope, _, target = what.partition(":")
    return _done(visit, lambda actor: switches.throw(visit.runtime, actor, scope, target or None, why), what, why)


@router.post("/switches/{switch_id}/lift", name="lift_switch")
def lift(visit: Visited, switch_id: RowId, why: Why = "") -> Response:
    """Switch it on again."""
    return _done(visit, lambda actor: switches.lift(visit.runtime, actor, switch_id, why), "", "")


def _done(visit: Visit, act: Callable[[str], object], what: str, why: str) -> Response:
    try:
        act(f"user:{visit.person.login}")
    except Refused as refused:
        return _page(visit, status=422, refusal=str(refused), what=what, why=why)
    return RedirectResponse(PATH, status_code=303)


def _page(visit: Visit, *, status: int = 200, refusal: str | None = None, what: str = "", why: str = "") -> Response:
    found = switches.history(visit.runtime)
    return visit.page(
        "switches.html",
        status=status,
        thrown=[switch for switch in reversed(found) if switch.live],
        lifted=[switch for switch in found if not switch.live],
        targets=_targets(visit),
        names=names_of(visit.runtime),
        refusal=refusal,
        what=what,
        why=why,
        room="switches",
    )


def _targets(visit: Visit) -> Mapping[str, list[str]]:
    """What may be named, scope by scope in the order of the labels."""
    known = switches.targets(visit.runtime)
    return {scope: known[scope] for scope in SCOPES if scope in known}
