"""Where borrowers read all that is kept about them: a page, and the same as JSON. The link is the credential."""

from __future__ import annotations

import json
from typing import Final, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from bot.edges import TheRuntime, log
from bot.pages import HEADERS, data_page, gone_page
from outreach.links import LinkError, read_token
from outreach.metrics import REFUSED
from outreach.own_data import own_data
from outreach.refusals import NotFound
from outreach.visitors import visitor

SOURCE: Final = "data"
router = APIRouter(prefix="/data/{token}", include_in_schema=False)


@router.get("")
def open_data(token: str, runtime: TheRuntime, form: Literal["html", "json"] = "html") -> Response:
    """All of it. An old link and a forged one open nothing, and look alike."""
    try:
        borrower_id = read_token(runtime.secret, token, "data", runtime.clock.now())
        found = own_data(runtime, borrower_id)
    except (LinkError, NotFound) as error:
        REFUSED.labels(SOURCE, type(error).__name__).inc()
        log.warning("request_refused", source=SOURCE, reason=type(error).__name__)
        return gone_page(runtime)
    log.info("data_read", borrower=found["you"]["ref"], form=form)
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    reader = visitor(runtime, borrower_id)
    if form == "html" and reader is not None:
        return data_page(runtime, reader, token, found)
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="my-data.json"'}
    return Response(text, media_type="application/json", headers=headers)
