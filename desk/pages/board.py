"""The board, for supervisors."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from desk.visit import Visit, Visited
from outreach.board import board_of
from outreach.rulebook import RuleBook

router = APIRouter()


@router.get("/board", name="board")
def board(visit: Visited) -> Response:
    """The whole page."""
    return visit.page("board.html", board=board_of(visit.runtime), book=_book(visit), room="board")


@router.get("/board/parts", name="board_parts")
def board_parts(visit: Visited) -> Response:
    """What changes on it."""
    return visit.page("parts/board.html", board=board_of(visit.runtime), book=_book(visit))


def _book(visit: Visit) -> RuleBook:
    return RuleBook(visit.runtime, visit.runtime.settings.lender.jurisdiction)
