"""Who did what, for supervisors and admins; and whether the log of a case is whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from desk.visit import Visited
from outreach import auditing
from outreach.refusals import NotFound

router = APIRouter()
Short = Annotated[str, Query(max_length=120)]


@router.get("/audit", name="audit")
def audit(visit: Visited, day: Short = "", by: Short = "", ref: Short = "") -> Response:
    """A day, of everybody or of one; with ``ref`` also the state of a case's chain."""
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise HTTPException(422, "A day is written as 2026-11-24.") from None
    found = auditing.day_of(visit.runtime, visit.person, on, by or None)
    chain, missing = None, None
    if ref.strip():
        try:
            chain = auditing.chain_of(visit.runtime, visit.person, ref.strip())
        except NotFound as unknown:
            missing = str(unknown)
    return visit.page(
        "audit.html",
        status=404 if missing else 200,
        found=found,
        chain=chain,
        missing=missing,
        ref=ref.strip(),
        room="audit",
    )
