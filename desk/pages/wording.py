"""The words: the book, the editor with its preview, versions and the way back. For admins."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from desk.diffs import word_diff
from desk.visit import LARGEST_ID, Visit, Visited
from outreach import templating
from outreach.people import names_of
from outreach.sandbox import Problem
from outreach.templating import OpenTemplate, TemplatingRefused
from outreach.wordbook import CHANNELS, BookRow, book
from outreach.wording import Address

router = APIRouter()
Body = Annotated[str, Form(max_length=8000)]
Reason = Annotated[str, Form(max_length=400)]
Version = Annotated[int, Form(ge=0, le=LARGEST_ID)]


@router.get("/wording", name="templates")
def templates(visit: Visited, words: str = "", channel: str = "", state: str = "", locale: str = "") -> Response:
    """All messages, filtered."""
    rows = book(visit.runtime)
    shown = [row for row in rows if _wanted(row, words, channel, state, locale)]
    asked = {"words": words, "channel": channel, "state": state, "locale": locale}
    return visit.page(
        "wording.html",
        chapters=[(chapter, list(group)) for chapter, group in groupby(shown, key=lambda row: row.chapter)],
        many=len(rows),
        edited=sum(row.edited for row in rows),
        asked=asked,
        locales=visit.runtime.words.locales,
        channels=CHANNELS,
        names=names_of(visit.runtime),
        room="wording",
    )


def _wanted(row: BookRow, words: str, channel: str, state: str, locale: str) -> bool:
    places = [place for name, found in row.places.items() if locale in ("", name) for place in found]
    places = [place for place in places if channel in ("", place.channel)]
    states = {place.state for place in places}
    found = words.casefold() in f"{row.key} {row.body}".casefold()
    return found and (not state or state in states) and (not channel or bool(states & {"shipped", "edited"}))


@router.get("/wording/{key}/{locale}/{channel}", name="template")
def template(visit: Visited, key: str, locale: str, channel: str, saved: int = 0) -> Response:
    """The editor."""
    opened = _open(visit, (key, locale, channel))
    notice = f"Version {saved} is in force: the next message uses it." if saved else None
    return _editor(visit, opened, opened.current.body, notice=notice)


@router.post("/wording/{key}/{locale}/{channel}/preview", name="template_preview")
def template_preview(visit: Visited, key: str, locale: str, channel: str, body: Body = "") -> Response:
    """What is wrong with a draft, and how it would arrive."""
    _open(visit, (key, locale, channel))
    made = templating.preview(visit.runtime, (key, locale, channel), body)
    return visit.page("parts/preview.html", preview=made, locale=locale)


@router.post("/wording/{key}/{locale}/{channel}", name="template_save")
def template_save(
    visit: Visited,
    key: str,
    locale: str,
    channel: str,
    body: Body = "",
    reason: Reason = "",
    base: Version = 0,
) -> Response:
    """Save a version, or show the draft again with what is wrong."""
    address = (key, locale, channel)
    opened = _open(visit, address)
    author, now = visit.person.login, visit.now
    try:
        version = templating.save(visit.runtime, address, body, author=author, reason=reason, base=base, now=now)
    except TemplatingRefused as refused:
        problems = refused.problems
        return _editor(
            visit, opened, body, reason=reason, refusal=str(refused), problems=problems, base=base, status=422
        )
    return RedirectResponse(f"{_path(address)}?saved={version}", status_code=303)


@router.get("/wording/{key}/{locale}/{channel}/versions", name="template_versions")
def template_versions(visit: Visited, key: str, locale: str, channel: str) -> Response:
    """Every version with what it changed, and the way back."""
    address = (key, locale, channel)
    opened = _open(visit, address)
    found = templating.versions(visit.runtime, address)
    changes = [
        (version, word_diff(before.body, version.body))
        for version, before in zip(found, [*found[1:], *found[-1:]], strict=True)
    ]
    names = names_of(visit.runtime)
    return visit.page("versions.html", opened=opened, changes=changes, names=names, path=_path(address), room="wording")


@router.post("/wording/{key}/{locale}/{channel}/restore", name="template_restore")
def template_restore(visit: Visited, key: str, locale: str, channel: str, version: Version) -> Response:
    """Make an old version the newest."""
    address = (key, locale, channel)
    _open(visit, address)
    try:
        made = templating.restore(visit.runtime, address, version, author=visit.person.login, now=visit.now)
    except TemplatingRefused as refused:
        raise HTTPException(409, str(refused)) from None
    return RedirectResponse(f"{_path(address)}?saved={made}", status_code=303)


def _open(visit: Visit, address: Address) -> OpenTemplate:
    try:
        return templating.open_template(visit.runtime, address)
    except TemplatingRefused as unknown:
        raise HTTPException(404, str(unknown)) from None


def _path(address: Address) -> str:
    return "/desk/wording/" + "/".join(address)


def _editor(
    visit: Visit,
    opened: OpenTemplate,
    body: str,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    base: int | None = None,
    **values: Any,
) -> Response:
    shown = {"notice": None, "refusal": None, "reason": ""} | values
    made = templating.preview(visit.runtime, opened.address, body)
    return visit.page(
        "template.html",
        status=status,
        opened=opened,
        body=body,
        base=opened.current.version if base is None else base,
        preview=made,
        problems=problems,
        locale=opened.address[1],
        channels=CHANNELS,
        names=names_of(visit.runtime),
        path=_path(opened.address),
        room="wording",
        **shown,
    )
