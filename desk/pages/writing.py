"""Beside sending: what was begun, what waits for its hour, what failed, what completes a word, a file looked at."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import Response

from cases.custody import CustodyRefused
from desk.pages.opened import OpenCase, Opened, RowId, nothing
from desk.talk import Notice
from desk.tongue import say
from outreach import drafting, macros, mentioning, resending, scheduling
from outreach.refusals import NotFound, Refused

router = APIRouter()


@router.post("/c/{ref}/draft", name="draft")
def draft(
    opened: OpenCase,
    text: Annotated[str, Form(max_length=4000)] = "",
    channel: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Keep what stands in the box."""
    try:
        drafting.keep(opened.visit.runtime, opened.ref, opened.visit.person, text, channel or None)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    return opened.part("parts/kept.html", kept=bool(text.strip()), happened=("kept",))


@router.post("/c/{ref}/scheduled/{message_id}", name="unschedule")
def unschedule(opened: OpenCase, message_id: RowId) -> Response:
    """Take back words that wait for their hour; who wrote them has them as a draft again."""
    try:
        scheduling.cancel(opened.visit.runtime, opened.ref, opened.visit.person, message_id)
    except Refused as refused:
        return _notice(opened, refused)
    if opened.held.mode != "mine":
        return nothing(happened=("thread", "case"))
    return opened.part("parts/composer.html", happened=("thread", "case"), **opened.composer())


@router.post("/c/{ref}/again/{message_id}", name="send_again")
def send_again(opened: OpenCase, message_id: RowId) -> Response:
    """Send once more what failed."""
    try:
        resending.send_again(opened.visit.runtime, opened.ref, opened.visit.person, message_id)
    except CustodyRefused:
        return _notice(opened, say("Claim the chat first."))
    except Refused as refused:
        return _notice(opened, refused)
    return nothing(happened=("thread", "case"))


@router.get("/c/{ref}/complete", name="complete")
def complete(opened: OpenCase, sign: Literal["#", "@"], begun: Annotated[str, Query(max_length=60)] = "") -> Response:
    """What a word that begins so could become: a ready text, or a colleague."""
    runtime, person = opened.visit.runtime, opened.visit.person
    if sign == "@":
        return opened.part("parts/complete.html", people=mentioning.offered(runtime, person, begun), ready=None)
    sought = begun.casefold()
    found = [
        each
        for each in macros.filled(runtime, opened.ref, person)
        if sought in " ".join((each.macro.key, *each.macro.names.values())).casefold()
    ]
    return opened.part("parts/complete.html", ready=found, people=None)


@router.get("/c/{ref}/proofs/{proof_id}/view", name="proof_view")
def proof_view(opened: OpenCase, proof_id: RowId) -> Response:
    """A photo or file in a dialog: drawn where a browser draws it safely, else as a download."""
    found = next((each for each in opened.view.proofs if each.id == proof_id), None)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    return opened.part("parts/proof_view.html", proof=found)


def _notice(opened: Opened, refused: object) -> Response:
    notice = Notice(strong=str(refused), icon="alert-circle")
    answer = opened.part("parts/notice.html", status=409, notice=notice)
    answer.headers["HX-Retarget"] = "#said"
    return answer
