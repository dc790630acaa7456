"""The borrower's schedule as a page and as a picture, behind the chat's link. Nothing of it before identity."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from bot.chat_page import no_chat
from bot.edges import TheRuntime
from bot.pages import HEADERS, schedule_page
from bot.visits import visitor_of
from outreach.links import LinkExpired, LinkForged
from outreach.statement import statement

router = APIRouter(prefix="/chat/{token}/schedule", include_in_schema=False)


@router.get("")
def open_schedule(token: str, runtime: TheRuntime) -> Response:
    """Every loan with its picture and its lines; whoever is not identified goes to the chat, which asks."""
    try:
        found = visitor_of(runtime, token)
    except (LinkExpired, LinkForged) as error:
        return no_chat(runtime, token, error)
    shown = statement(runtime, found.borrower_id) if found.identified else None
    if shown is None:
        return RedirectResponse(f"/chat/{token}", status_code=303, headers=HEADERS)
    return schedule_page(runtime, found, token, shown)
