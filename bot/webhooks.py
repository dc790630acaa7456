"""Webhooks of Twilio and Telegram: size, signature and shape are checked, then one call takes it in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from hmac import compare_digest
from typing import Final, TypeVar
from urllib.parse import parse_qsl

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.edges import Refused, TheRuntime, read_body
from bot.updates import take_update, webhook_secret
from channels.base import InvalidWebhook
from channels.sms import parse_inbound, parse_status, signed_by_twilio
from outreach.inbound import receive, unknown_sender
from outreach.proofs import fetched
from outreach.receipts import record_receipt
from outreach.runtime import Runtime

log = structlog.get_logger(__name__)

NO_TWIML: Final = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
TELEGRAM_SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"  # noqa: S105  # the name of a header
MAX_FIELDS: Final = 200
RECEIPT_WAITS_S: Final = (0.25, 0.75, 2.0)
"""A receipt can overtake the answer to its own send; then the id is not known for a moment."""

router = APIRouter(prefix="/webhooks", include_in_schema=False)
T = TypeVar("T")


@router.post("/twilio/sms")
async def twilio_sms(request: Request, runtime: TheRuntime) -> Response:
    """A person's text. The answer travels by the outbox, so the TwiML says nothing."""
    form = await _twilio_form(request, runtime, "twilio_sms")
    inbound = _parsed("twilio_sms", lambda: parse_inbound(form, runtime.clock.now()))
    inbound = await run_in_threadpool(fetched, runtime, inbound)
    received = await run_in_threadpool(receive, runtime, inbound)
    if received.borrower_id is None:
        await run_in_threadpool(unknown_sender, runtime, inbound)
    return Response(NO_TWIML, media_type="text/xml")


@router.post("/twilio/status")
async def twilio_status(request: Request, runtime: TheRuntime) -> Response:
    """What became of a text. An id that is none of ours is answered 200 all the same."""
    form = await _twilio_form(request, runtime, "twilio_status")
    receipt = _parsed("twilio_status", lambda: parse_status(form, runtime.clock.now()))
    for wait_s in (*RECEIPT_WAITS_S, None):
        if await run_in_threadpool(record_receipt, runtime, receipt):
            break
        if wait_s is None:
            log.info("receipt_of_unknown_message", provider_id=receipt.provider_id)
        else:
            await asyncio.sleep(wait_s)
    return Response(status_code=200)


@router.post("/telegram")
async def telegram(request: Request, runtime: TheRuntime) -> Response:
    """An update. A pressed button is acknowledged in the answer itself."""
    secret = request.headers.get(TELEGRAM_SECRET_HEADER, "")
    if not runtime.settings.telegram.token or not compare_digest(secret.encode(), webhook_secret(runtime).encode()):
        raise Refused(403, "telegram", "forged", "the secret token is missing or wrong")
    body = await read_body(request, "telegram")
    raw = _parsed("telegram", lambda: _json_object(body))
    try:
        update = await run_in_threadpool(take_update, runtime, raw)
    except InvalidWebhook as error:
        raise Refused(400, "telegram", "invalid", str(error)) from error
    if update is None or update.callback_id is None:
        return Response(status_code=200)
    return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": update.callback_id})


async def _twilio_form(request: Request, runtime: Runtime, source: str) -> dict[str, str]:
    """The form, once Twilio's signature over the public URL is right. Raises Refused (413, 400, 403)."""
    body = await read_body(request, source)
    form = _parsed(source, lambda: _form(body))
    url = runtime.settings.web.base_url + request.url.path
    if request.url.query:
        url += f"?{request.url.query}"
    if not signed_by_twilio(runtime.settings.twilio.auth_token, url, form, request.headers):
        raise Refused(403, source, "forged", "the signature is missing or wrong")
    return form


def _parsed(source: str, parse: Callable[[], T]) -> T:
    try:
        return parse()
    except ValueError as error:
        raise Refused(400, source, "invalid", str(error)) from error


def _form(body: bytes) -> dict[str, str]:
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise InvalidWebhook("the body is no form in UTF-8") from None
    return dict(fields)


def _json_object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidWebhook("the body is no JSON") from None
    if not isinstance(value, dict):
        raise InvalidWebhook("the body is no JSON object")
    return value
