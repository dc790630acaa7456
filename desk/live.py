"""What happens, as a stream: pages hear what changed and fetch that part anew."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from desk.auth import current
from desk.visit import Visit, Visited
from outreach.live import DESK, person_topic

router = APIRouter()
IDLE_S: Final = 15.0
LISTENING: Final = b"retry: 2000\nevent: listening\ndata: {}\n\n"
"""From here on nothing is missed: the page fetches its parts once, for what happened before."""
PING: Final = b": still here\n\n"


@router.get("/events", name="events")
async def events(visit: Visited) -> Response:
    """``event: desk`` with ``{"type": "queue"|"custody"|"message"|"case"|…, "ref"}`` for each thing that happened."""
    return StreamingResponse(_stream(visit), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _stream(visit: Visit) -> AsyncIterator[bytes]:
    """Until the page is left or the sign-in ends."""
    async with visit.runtime.live.subscribe(DESK, person_topic(visit.person.login), idle_s=IDLE_S) as happenings:
        yield LISTENING
        async for happening in happenings:
            if happening:
                yield as_event(happening)
            elif await run_in_threadpool(current, visit.request) is None:
                return
            else:
                yield PING


def as_event(happening: Mapping[str, Any]) -> bytes:
    """One event of the stream. It names the case and nothing of what was said."""
    told = {name: happening[name] for name in ("type", "ref", "borrower_id") if name in happening}
    return f"event: desk\ndata: {json.dumps(told)}\n\n".encode()
