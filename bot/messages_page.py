"""What the borrower was sent and why, behind the chat's link. Nothing of it before identity."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from bot.chat_page import no_chat
from bot.edges import TheRuntime
from bot.pages import HEADERS, messages_page
from bot.visits import visitor_of
from outreach.correspondence import letters
from outreach.links import LinkExpired, LinkForged

router = APIRouter(prefix="/chat/{token}/sent", include_in_schema=False)


@router.get("")
def open_messages(token: str, runtime: TheRuntime) -> Response:
    """The last 90 days on all channels; whoever is not identified goes to the chat, which asks."""
    try:
        found = visitor_of(runtime, token)
    except (LinkExpired, LinkForged) as error:
        return no_chat(runtime, token, error)
    if not found.identified:
        return RedirectResponse(f"/chat/{token}", status_code=303, headers=HEADERS)
    return messages_page(runtime, found, token, letters(runtime, found.borrower_id))
