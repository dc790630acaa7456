"""The worklist, and a case beside it; each part of the page can be fetched alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import unquote, urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.responses import Response

from desk.pages.opened import OpenCase, RowId
from desk.talk import Notice
from desk.tongue import say
from desk.visit import Visit, Visited
from outreach import mentioning
from outreach.explaining import explain
from outreach.refusals import NotFound
from outreach.worklist import MOST, PAGE, View, Worklist, worklist_of

router = APIRouter()
FOUND: Final = 8
"""So many people the palette offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the list is wanted, as the address says it."""

    view: View = "waiting"
    words: str = ""
    locale: str = ""
    skill: str = ""
    shown: int = PAGE

    def of(self, visit: Visit) -> Worklist:
        """That part, for this person."""
        return worklist_of(
            visit.runtime,
            visit.person,
            view=self.view,
            words=self.words,
            locale=self.locale or None,
            skill=self.skill or None,
            shown=self.shown,
        )


def _asked(
    view: View = "waiting",
    words: Annotated[str, Query(max_length=200)] = "",
    locale: Annotated[str, Query(max_length=40)] = "",
    skill: Annotated[str, Query(max_length=40)] = "",
    shown: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
) -> Asked:
    return Asked(view=view, words=words, locale=locale, skill=skill, shown=shown)


Part = Annotated[Asked, Depends(_asked)]


@router.get("/work", name="work")
def work(visit: Visited, asked: Part) -> Response:
    """The list, nobody open."""
    queue = asked.of(visit)
    return visit.page("work.html", queue=queue, view=None, open_ref=None, pane="list", room="work")


@router.get("/queue", name="queue")
def queue(visit: Visited, asked: Part) -> Response:
    """The rows alone, with the counts in the rail and above."""
    return visit.page("parts/queue_fresh.html", queue=asked.of(visit), open_ref=_open_ref(visit))


@router.get("/find", name="find")
def find(visit: Visited, words: Annotated[str, Query(max_length=200)] = "") -> Response:
    """People whose name, loan, phone or words match, for the palette: the best few."""
    found = Asked(view="all", words=words, shown=FOUND).of(visit).rows if words.strip() else ()
    return visit.page("parts/found.html", rows=found)


@router.get("/c/{ref}", name="conversation")
def conversation(opened: OpenCase, view: View = "all", pane: str = "thread") -> Response:
    """One case: a whole page, or its two panes for a page that is there already. Notes that call here are seen."""
    mentioning.see(opened.visit.runtime, opened.visit.person, opened.ref)
    panes = opened.panes()
    if opened.visit.by_htmx:
        return opened.visit.page("parts/panes.html", **panes)
    queue = Asked(view=view).of(opened.visit)
    shown = pane if pane in ("thread", "case") else "thread"
    return opened.visit.page("work.html", **panes, queue=queue, open_ref=opened.ref, pane=shown, room="work")


@router.get("/c/{ref}/thread", name="thread")
def thread(opened: OpenCase) -> Response:
    """What was said."""
    return opened.part("parts/thread.html", **opened.thread())


@router.get("/c/{ref}/custody", name="custody")
def custody(opened: OpenCase) -> Response:
    """Who holds it."""
    return opened.part("parts/custody.html")


@router.get("/c/{ref}/composer", name="composer")
def composer(opened: OpenCase, was: str = "") -> Response:
    """Where to write. Nothing (204) while the page shows the right one, so that no draft is disturbed."""
    mode = opened.held.mode
    if was == mode:
        return Response(status_code=204)
    notice = None
    if was == "mine" and mode == "other":
        notice = Notice(strong=f"{opened.held.name} took this chat.", rest=say("Your draft is kept."))
    elif was == "mine" and mode == "bot":
        rest = "The bot goes on from what was agreed."
        notice = Notice(strong="Handed back.", rest=rest, tone="calm", icon="arrow-back-up")
    elif was == "mine":
        rest = "The draft is kept here; claim again to send it."
        notice = Notice(strong="You no longer hold this chat.", rest=rest, tone="calm", icon="arrow-back-up")
    return opened.part("parts/composer.html", **opened.composer(notice))


@router.get("/c/{ref}/case", name="case")
def case(opened: OpenCase) -> Response:
    """What is known."""
    return opened.part("parts/case.html", told=opened.told(), summary=opened.summary(), **opened.past())


@router.get("/c/{ref}/why/{message_id}", name="why")
def why(opened: OpenCase, message_id: RowId) -> Response:
    """Why one message left, waits or was stopped."""
    try:
        found = explain(opened.visit.runtime, message_id, ref=opened.ref)
    except NotFound as missing:
        raise HTTPException(404, str(missing)) from None
    return opened.part("parts/why.html", found=found)


def _open_ref(visit: Visit) -> str | None:
    """The case that the page behind a request shows."""
    path = urlsplit(visit.request.headers.get("HX-Current-URL", "")).path
    _, found, rest = path.partition("/desk/c/")
    return unquote(rest) if found else None
