"""The board, for supervisors: a page of blocks, each of which reloads alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from desk.curve import curve_of
from desk.visit import Visit, Visited
from outreach import approvals, board
from outreach.daylight import day_of
from outreach.rulebook import RuleBook

router = APIRouter()


def _stopped(visit: Visit) -> dict[str, Any]:
    book = RuleBook(visit.runtime, visit.runtime.settings.lender.jurisdiction)
    return {"stopped": board.stopped_of(visit.runtime), "book": book}


BLOCKS: Final[Mapping[str, Callable[[Visit], dict[str, Any]]]] = {
    "figures": lambda visit: {"figures": board.figures_of(visit.runtime)},
    "queues": lambda visit: {"queues": board.queues_of(visit.runtime)},
    "people": lambda visit: {"people": board.people_of(visit.runtime)},
    "day": lambda visit: {"curve": curve_of(day_of(visit.runtime), visit.runtime.settings.desk.zone)},
    "stopped": _stopped,
    "channels": lambda visit: {
        "channels": board.channels_of(visit.runtime),
        "reviews": board.past_review(visit.runtime),
    },
}
"""What each block of the page needs; its template is parts/board_NAME.html."""


@router.get("/board", name="board")
def whole(visit: Visited) -> Response:
    """The whole page, with the decisions that wait."""
    values: dict[str, Any] = {}
    for block in BLOCKS.values():
        values |= block(visit)
    found = approvals.pending(visit.runtime, visit.person)
    return visit.page("board.html", found=found, notice=None, room="board", **values)


@router.get("/board/{block}", name="board_block")
def block(visit: Visited, block: str) -> Response:
    """One block anew."""
    if block not in BLOCKS:
        raise HTTPException(404, f"There is no block {block}.")
    return visit.page(f"parts/board_{block}.html", **BLOCKS[block](visit))
