"""Readings: what was heard in one message, a colleague's correction, and the supervisors' review of many."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, HTTPException, Query
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from cases.reading import Intent
from desk import heard
from desk.pages.opened import OpenCase, Opened, RowId, nothing
from desk.visit import LARGEST_ID, Visit, Visited
from outreach import casebook, reviewing
from outreach.heard import heard_in
from outreach.people import names_of
from outreach.refusals import NotFound, Refused
from outreach.reviewed import examples
from outreach.reviewing import Asked, State, Verdict
from understanding.words import LANGUAGES

router = APIRouter()
PATH: Final = "/desk/readings"
KEPT: Final = ("state", "locale", "intent", "before")
"""What the page's address says."""
CHANGED: Final = ("thread", "closed")

Word = Annotated[str, Query(max_length=40)]
Before = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]
Chosen = Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] | None, Form()]


@router.get("/readings", name="readings")
def page(
    visit: Visited,
    state: State = "open",
    locale: Word = "",
    intent: Word = "",
    before: Before = None,
    done: Annotated[int, Query(ge=0, le=LARGEST_ID)] = 0,
) -> Response:
    """The list, narrowed as the address says."""
    return _page(visit, Asked(state=state, locale=locale or None, intent=_intent(intent), before=before), done=done)


@router.post("/readings", name="decide_readings")
def decide(
    visit: Visited,
    verdict: Annotated[Verdict, Form()],
    ids: Chosen = None,
    intent: Annotated[str, Form(max_length=40)] = "",
    back: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """Settle what was chosen, and back to the list; or the list with what is to be mended."""
    asked = {name: value for name, value in parse_qsl(back) if name in KEPT}
    try:
        done = reviewing.decide(visit.runtime, visit.person, ids or [], verdict, _intent(intent))
    except Refused as refused:
        return _page(visit, _asked(asked), status=422, refusal=str(refused))
    return RedirectResponse(f"{PATH}?{urlencode({**asked, 'done': str(done)})}", status_code=303)


@router.get("/readings/examples/{language}", name="export_readings")
def export(visit: Visited, language: str) -> Response:
    """What was settled in one language as examples, to be saved as a file."""
    if language not in LANGUAGES:
        raise HTTPException(404, "There are no examples in that language.")
    headers = {"Content-Disposition": f'attachment; filename="reviewed.{language}.toml"', "Cache-Control": "no-store"}
    text = examples(visit.runtime, visit.person, language)
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


@router.get("/c/{ref}/heard/{message_id}", name="heard")
def heard_form(opened: OpenCase, message_id: RowId) -> Response:
    """The dialog: what was heard in this message, where, how surely, and what it means instead."""
    return _dialog(opened, message_id, "")


@router.post("/c/{ref}/heard/{message_id}", name="correct_heard")
def correct(opened: OpenCase, message_id: RowId, intent: Annotated[str, Form(max_length=40)] = "") -> Response:
    """A colleague says what it means; it goes to review."""
    try:
        wanted = _intent(intent)
        if wanted is None:
            raise Refused("Choose what they mean.")
        reviewing.propose(opened.visit.runtime, opened.visit.person, opened.ref, message_id, wanted)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    except Refused as refused:
        return _dialog(opened, message_id, str(refused))
    return nothing(happened=CHANGED)


def _dialog(opened: Opened, message_id: int, error: str) -> Response:
    lines = casebook.thread(opened.visit.runtime, opened.ref, after=message_id - 1)[:1]
    found = heard_in(opened.visit.runtime, opened.view, lines).get(message_id)
    if found is None:
        raise HTTPException(404, "There is no such message of theirs.")
    shown = heard.heard(found)
    return opened.part(
        "parts/heard.html", status=422 if error else 200, heard=shown, error=error, words=heard, choices=heard.choices()
    )


def _page(visit: Visit, asked: Asked, *, status: int = 200, refusal: str = "", done: int = 0) -> Response:
    found = reviewing.review_page(visit.runtime, visit.person, asked)
    kept = {"state": asked.state, "locale": asked.locale or "", "intent": asked.intent or ""}
    return visit.page(
        "readings.html",
        status=status,
        found=found,
        rows=[heard.heard(row) for row in found.rows],
        asked=kept,
        back=urlencode({name: value for name, value in {**kept, "before": asked.before or ""}.items() if value}),
        words=heard,
        choices=heard.choices(),
        languages=LANGUAGES,
        names=names_of(visit.runtime),
        refusal=refusal,
        done=done,
        room="readings",
    )


def _asked(kept: dict[str, str]) -> Asked:
    state = kept.get("state", "open")
    states: tuple[State, ...] = ("open", "confirmed", "corrected", "aside", "all")
    before = kept.get("before", "")
    return Asked(
        state=next((known for known in states if known == state), "open"),
        locale=kept.get("locale") or None,
        intent=_intent(kept.get("intent", "")),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < len(str(LARGEST_ID)) else None,
    )


def _intent(value: str) -> Intent | None:
    return Intent(value) if value in set(Intent) else None
