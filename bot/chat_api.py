"""The web chat for programs, and the stream of an open page. The token is the credential: no cookie, no limit."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BeforeValidator
from starlette.concurrency import run_in_threadpool

from bot.edges import TheRuntime, read_body
from bot.pages import HEADERS, chat_pieces
from bot.visits import SOURCE, said_in_json, say, visitor_for_program
from outreach.chat import ChatLine, line_of, thread
from outreach.live import chat_topic
from outreach.runtime import Runtime
from outreach.visitors import Visitor

LOOK_S: Final = 3.0
"""An open page looks again after this time even if nobody told it to: another process may have written."""

router = APIRouter(prefix="/chat/{token}")


def _visitor(token: str, runtime: TheRuntime) -> Visitor:
    return visitor_for_program(runtime, token)


TheVisitor = Annotated[Visitor, Depends(_visitor)]
MOST: Final = 2**63 - 1
"""The greatest id that a database holds."""
After = Annotated[
    int, BeforeValidator(lambda given: given or 0), Query(ge=0, le=MOST, description="Only messages with a greater id")
]


@router.post("/messages")
async def post_message(request: Request, runtime: TheRuntime, visitor: TheVisitor) -> JSONResponse:
    """Write as the borrower: `{"text": "…"}` or `{"choice": "id"}`. Answers `{"id": …}` once it is taken in.

    The answers of the bot are there when this returns. A choice may be older than the newest ones on offer.
    """
    said = said_in_json(await read_body(request, SOURCE))
    received = await run_in_threadpool(say, runtime, visitor.borrower_id, said)
    line = await run_in_threadpool(line_of, runtime, received.message_id)
    return JSONResponse({"id": line}, headers=HEADERS)


@router.get("/messages")
def get_messages(runtime: TheRuntime, visitor: TheVisitor, after: After = 0) -> JSONResponse:
    """What was said after a message, oldest first: `[{"id", "from", "text", "choices": [{"id", "label"}], "at"}]`."""
    lines = thread(runtime, visitor.borrower_id, after)
    return JSONResponse([as_json(line) for line in lines], headers=HEADERS)


def as_json(line: ChatLine) -> dict[str, Any]:
    """One line for programs; `from` is bot, borrower or collector."""
    choices = [{"id": id_, "label": label} for id_, label in line.choices]
    return {"id": line.id, "from": line.from_, "text": line.text, "choices": choices, "at": line.at.isoformat()}


@router.get("/events", response_class=EventSourceResponse, include_in_schema=False)
async def events(
    token: str, request: Request, runtime: TheRuntime, visitor: TheVisitor, after: After = 0
) -> AsyncIterator[ServerSentEvent]:
    """`lines` events: HTML that the page takes up as it is. A reconnected stream goes on where it broke off."""
    seen = request.headers.get("last-event-id", "")
    last = min(int(seen), MOST) if re.fullmatch("[0-9]{1,20}", seen) else after
    async for _ in _wakes(runtime, visitor.borrower_id):
        lines = await run_in_threadpool(thread, runtime, visitor.borrower_id, last)
        if lines:
            last = lines[-1].id
            pieces = await run_in_threadpool(_pieces, runtime, token, lines)
            yield ServerSentEvent(event="lines", id=str(last), raw_data=json.dumps(pieces, ensure_ascii=False))


def _pieces(runtime: Runtime, token: str, lines: list[ChatLine]) -> dict[str, Any]:
    """Rendered for whoever it is now: identity or language may have changed since the stream began."""
    return chat_pieces(runtime, visitor_for_program(runtime, token), token, lines)


async def _wakes(runtime: Runtime, borrower_id: int) -> AsyncIterator[None]:
    """Now, whenever something happened in this chat, and every few seconds besides."""
    async with runtime.live.subscribe(chat_topic(borrower_id), idle_s=LOOK_S) as happened:
        yield
        async for _ in happened:
            yield
