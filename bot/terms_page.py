"""The document of a plan behind the chat's link: to be read, printed and kept. Nothing of it before identity."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from bot.chat_page import no_chat
from bot.edges import TheRuntime
from bot.pages import HEADERS, terms_page
from bot.visits import visitor_of
from outreach.agreement import agreement
from outreach.links import LinkExpired, LinkForged

router = APIRouter(prefix="/chat/{token}/terms", include_in_schema=False)


@router.get("/{ref}")
def open_terms(token: str, ref: str, runtime: TheRuntime) -> Response:
    """The terms as they were agreed; whoever is not identified, or agreed to nothing of that ref, goes to the chat."""
    try:
        found = visitor_of(runtime, token)
    except (LinkExpired, LinkForged) as error:
        return no_chat(runtime, token, error)
    shown = agreement(runtime, found.borrower_id, ref) if found.identified else None
    if shown is None:
        return RedirectResponse(f"/chat/{token}", status_code=303, headers=HEADERS)
    return terms_page(runtime, found, token, shown)
