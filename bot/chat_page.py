"""The borrower's page. It works without script: every answer is a form that leads back to the page."""

from __future__ import annotations

import re
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.edges import Refused, TheRuntime, log, read_body
from bot.forms import fields
from bot.pages import HEADERS, chat_page, expired_page, gone_page
from bot.uploads import read_upload
from bot.visits import SOURCE, greet, said, say, show, visitor_for_program, visitor_of
from outreach.chat import line_of, thread
from outreach.links import LinkExpired, LinkForged
from outreach.metrics import REFUSED
from outreach.renewal import renew_link
from outreach.runtime import Runtime
from outreach.visitors import visitor

ONCE: Final = re.compile(r"[A-Za-z0-9_-]{8,40}")

TOO_LARGE: Final = 413

router = APIRouter(prefix="/chat/{token}", include_in_schema=False)


@router.get("")
def open_chat(token: str, runtime: TheRuntime) -> Response:
    """The conversation so far. The first opening of a day lets the bot greet."""
    try:
        found = visitor_of(runtime, token)
    except (LinkExpired, LinkForged) as error:
        return no_chat(runtime, token, error)
    greet(runtime, found.borrower_id)
    return chat_page(runtime, found, token, thread(runtime, found.borrower_id))


@router.post("")
async def write_by_form(token: str, request: Request, runtime: TheRuntime) -> Response:
    """A text or a pressed answer from the page without script, then back to the page's end."""
    try:
        found = await run_in_threadpool(visitor_of, runtime, token)
    except (LinkExpired, LinkForged) as error:
        return await run_in_threadpool(no_chat, runtime, token, error)
    values = fields(await read_body(request, SOURCE), SOURCE)
    once = values.get("once", "")
    if not ONCE.fullmatch(once):
        raise Refused(422, SOURCE, "invalid", "the form lacks its mark; please load the page again")
    if "choice" in values or values.get("text", "").strip():
        what = said(None if "choice" in values else values["text"], values.get("choice"))
        await run_in_threadpool(say, runtime, found.borrower_id, what, once)
    return RedirectResponse(f"/chat/{token}#end", status_code=303, headers=HEADERS)


@router.post("/proof")
async def send_proof(token: str, request: Request, runtime: TheRuntime) -> Response:
    """A photo or PDF from the page, with or without script; ``Accept: application/json`` is answered ``{"id": …}``."""
    by_program = "application/json" in request.headers.get("accept", "")
    try:
        found = await run_in_threadpool(visitor_for_program if by_program else visitor_of, runtime, token)
    except (LinkExpired, LinkForged) as error:
        return await run_in_threadpool(no_chat, runtime, token, error)
    try:
        upload = await read_upload(request, SOURCE)
    except Refused as refused:
        if by_program or refused.status != TOO_LARGE:
            raise
        await run_in_threadpool(show, runtime, found.borrower_id, (), "", None, refused="size")
        return RedirectResponse(f"/chat/{token}#end", status_code=303, headers=HEADERS)
    once = upload.fields.get("once")
    if once is not None and not ONCE.fullmatch(once):
        raise Refused(422, SOURCE, "invalid", "the form lacks its mark; please load the page again")
    if not upload.files and by_program:
        raise Refused(422, SOURCE, "invalid", 'the form has no file; send it in the field "file"')
    received = None
    if upload.files:
        text = upload.fields.get("text", "")
        received = await run_in_threadpool(show, runtime, found.borrower_id, upload.files, text, once)
    if by_program and received is not None:
        line = await run_in_threadpool(line_of, runtime, received.message_id)
        return JSONResponse({"id": line}, headers=HEADERS)
    return RedirectResponse(f"/chat/{token}#end", status_code=303, headers=HEADERS)


@router.post("/renew")
def renew(token: str, runtime: TheRuntime) -> Response:
    """A fresh link for an expired one, sent to where the borrower is known; never shown here."""
    try:
        visitor_of(runtime, token)
    except LinkExpired as error:
        renew_link(runtime, error.borrower_id)
        return expired_page(runtime, visitor(runtime, error.borrower_id), token, renewed=True)
    except LinkForged as error:
        return no_chat(runtime, token, error)
    return RedirectResponse(f"/chat/{token}", status_code=303, headers=HEADERS)


def no_chat(runtime: Runtime, token: str, error: LinkExpired | LinkForged) -> Response:
    """The page for a link that opens nothing: how to get a fresh one, or that it is none of ours."""
    reason = "expired" if isinstance(error, LinkExpired) else "forged"
    REFUSED.labels(SOURCE, reason).inc()
    log.warning("request_refused", source=SOURCE, reason=reason)
    if isinstance(error, LinkExpired):
        return expired_page(runtime, visitor(runtime, error.borrower_id), token)
    return gone_page(runtime)
