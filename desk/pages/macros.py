"""Ready texts: everybody's, kept by supervisors and admins, and one's own."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from desk.visit import LARGEST_ID, Visit, Visited
from outreach import macros as texts
from outreach.people import names_of
from outreach.refusals import NotFound, Refused

router = APIRouter()
Short = Annotated[str, Form(max_length=100)]
Body = Annotated[str, Field(max_length=4000)]


@router.get("/macros", name="macros")
def macros(visit: Visited, edit: str = "") -> Response:
    """All of them, and a form: empty, or with the one to change, by owner and key."""
    owner, _, key = edit.partition(":")
    found = texts.macros_of(visit.runtime, visit.person)
    chosen = next((each for each in found if (each.owner, each.key) == (owner, key)), None)
    form = {"key": "", "name": "", "bodies": {}, "shared": False, "hidden": False, "error": None}
    if chosen is not None:
        form |= {"key": chosen.key, "name": chosen.names["en"], "bodies": chosen.bodies}
        form |= {"shared": chosen.owner != "own", "hidden": chosen.hidden}
    return _page(visit, found, form)


@router.post("/macros", name="save_macro")
def save_macro(
    visit: Visited,
    key: Short = "",
    name: Short = "",
    locale: Annotated[tuple[str, ...], Form()] = (),
    body: Annotated[tuple[Body, ...], Form()] = (),
    shared: Annotated[bool, Form()] = False,
    hidden: Annotated[bool, Form()] = False,
) -> Response:
    """Keep one, or show it again with what is to be mended. Fields ``locale`` and ``body`` come in pairs."""
    bodies = dict(zip(locale, body, strict=False))
    try:
        texts.save(visit.runtime, visit.person, key, name, bodies, shared=shared, hidden=hidden)
    except Refused as refused:
        form = {"key": key, "name": name, "bodies": bodies, "shared": shared, "hidden": hidden, "error": str(refused)}
        return _page(visit, texts.macros_of(visit.runtime, visit.person), form, status=422)
    return RedirectResponse("/desk/macros", status_code=303)


@router.post("/macros/{macro_id}/remove", name="remove_macro")
def remove_macro(visit: Visited, macro_id: int) -> Response:
    """Forget one; a shipped one that it stood for comes back."""
    try:
        if not 0 < macro_id <= LARGEST_ID:
            raise NotFound("There is no such text of yours.")
        texts.remove(visit.runtime, visit.person, macro_id)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    return RedirectResponse("/desk/macros", status_code=303)


def _page(visit: Visit, found: tuple[texts.Macro, ...], form: dict[str, Any], *, status: int = 200) -> Response:
    return visit.page(
        "macros.html",
        status=status,
        found=found,
        form=form,
        leads=visit.person.role in texts.LEADERS,
        locales=visit.runtime.words.locales,
        variables=texts.VARIABLES,
        names=names_of(visit.runtime),
        room="macros",
    )
