"""What every route shares: the runtime, a body that cannot grow without end, refusals that are counted."""

from __future__ import annotations

from typing import Annotated, Final

import structlog
from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from outreach.metrics import REFUSED
from outreach.runtime import Runtime

log = structlog.get_logger(__name__)

MAX_BODY: Final = 64 * 1024
MAX_DROPPED: Final = 4 * 1024 * 1024
"""So much of a body that is too long is still read and dropped: a sender hears our answer once it is done sending."""
MAX_TEXT: Final = 4000


def runtime_of(request: Request) -> Runtime:
    """The runtime this application was made with."""
    runtime: Runtime = request.app.state.runtime
    return runtime


TheRuntime = Annotated[Runtime, Depends(runtime_of)]


class Refused(Exception):
    """A request that is turned away. ``reason`` is a word for the counter, ``what`` a sentence for the caller."""

    def __init__(self, status: int, source: str, reason: str, what: str) -> None:
        super().__init__(what)
        self.status = status
        self.source = source
        self.reason = reason
        self.what = what


async def refused(_request: Request, error: Refused) -> JSONResponse:
    """Count, log and answer a refusal."""
    REFUSED.labels(error.source, error.reason).inc()
    log.warning("request_refused", source=error.source, reason=error.reason, why=error.what, status=error.status)
    return JSONResponse({"detail": error.what}, status_code=error.status)


async def read_body(request: Request, source: str, *, most: int = MAX_BODY) -> bytes:
    """The body, at most ``most`` bytes (64 kB). Raises Refused (413) for a longer one."""
    body = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= most:
            body += chunk
        elif seen > most + MAX_DROPPED:
            break
    if seen <= most:
        return bytes(body)
    raise Refused(413, source, "too_large", f"the body is larger than {most} bytes")
