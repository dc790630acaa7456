"""The borrower's choices as a page of forms. Before identity: the language, and to stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.chat_page import no_chat
from bot.edges import Refused, TheRuntime, read_body
from bot.forms import fields
from bot.pages import HEADERS, choices_page
from bot.visits import SOURCE, visitor_of
from cases.model import Channel
from outreach import refusals, wishing
from outreach.links import LinkExpired, LinkForged
from outreach.runtime import Runtime
from outreach.visitors import Visitor

router = APIRouter(prefix="/chat/{token}/choices", include_in_schema=False)

Form = Mapping[str, str]
Wish = Callable[[Runtime, int, Form], None]


@router.get("")
def open_choices(token: str, runtime: TheRuntime, saved: str = "") -> Response:
    """What stands, each with the form that changes it. ``saved`` names the form that was just sent."""
    try:
        found = visitor_of(runtime, token)
    except (LinkExpired, LinkForged) as error:
        return no_chat(runtime, token, error)
    shown = wishing.choices(runtime, found.borrower_id)
    if shown is None:
        return RedirectResponse(f"/chat/{token}", status_code=303, headers=HEADERS)
    return choices_page(runtime, found, token, shown, saved if saved in WISHES else "")


@router.post("")
async def choose(token: str, request: Request, runtime: TheRuntime) -> Response:
    """One form of the page; its ``wish`` says which. It leads back to the page, which says that it is done."""
    try:
        found = await run_in_threadpool(visitor_of, runtime, token)
    except (LinkExpired, LinkForged) as error:
        return await run_in_threadpool(no_chat, runtime, token, error)
    form = fields(await read_body(request, SOURCE), SOURCE)
    wish = form.get("wish", "")
    await run_in_threadpool(_grant, runtime, found, wish, form)
    return RedirectResponse(f"/chat/{token}/choices?saved={wish}#{wish}", status_code=303, headers=HEADERS)


def _grant(runtime: Runtime, visitor: Visitor, wish: str, form: Form) -> None:
    """Raises Refused: 422 for a form that no page of ours shows, 403 for one that is not shown before identity."""
    if wish not in WISHES:
        raise Refused(422, SOURCE, "invalid", "the form does not say what it wishes")
    if not visitor.identified and wish not in BEFORE_IDENTITY:
        raise Refused(403, SOURCE, "unidentified", "this is not open before identity is confirmed in the chat")
    try:
        WISHES[wish](runtime, visitor.borrower_id, form)
    except refusals.Refused as error:
        raise Refused(422, SOURCE, "invalid", str(error)) from error


def _language(runtime: Runtime, borrower_id: int, form: Form) -> None:
    wishing.choose_language(runtime, borrower_id, form.get("locale", ""))


def _hours(runtime: Runtime, borrower_id: int, form: Form) -> None:
    between = form.get("when") == "between"
    span = (form.get("from", ""), form.get("until", "")) if between else None
    days = {number for number in wishing.EVERY_DAY if f"day{number}" in form}
    wishing.choose_hours(runtime, borrower_id, span, days)


def _channel(runtime: Runtime, borrower_id: int, form: Form) -> None:
    named = form.get("channel", "")
    if named and named not in set(Channel):
        raise refusals.Refused("There is no such channel.")
    wishing.choose_channel(runtime, borrower_id, Channel(named) if named else None)


def _pause(runtime: Runtime, borrower_id: int, form: Form) -> None:
    try:
        day = date.fromisoformat(form.get("other") or form.get("day", ""))
    except ValueError as error:
        raise refusals.Refused("Choose a day.") from error
    wishing.pause_until(runtime, borrower_id, day)


def _stop(runtime: Runtime, borrower_id: int, form: Form) -> None:
    wishing.stop_at(runtime, borrower_id, _place(form))


def _start(runtime: Runtime, borrower_id: int, form: Form) -> None:
    wishing.start_at(runtime, borrower_id, _place(form))


def _stop_all(runtime: Runtime, borrower_id: int, _form: Form) -> None:
    wishing.stop_all(runtime, borrower_id)


def _place(form: Form) -> int:
    given = form.get("place", "")
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise refusals.Refused("The form does not say which address.")
    return int(given)


WISHES: Final[Mapping[str, Wish]] = {
    "language": _language,
    "hours": _hours,
    "pause": _pause,
    "channel": _channel,
    "stop": _stop,
    "start": _start,
    "stop_all": _stop_all,
}
"""What each form of the page does, by its name."""
BEFORE_IDENTITY: Final = frozenset({"language", "stop_all"})
