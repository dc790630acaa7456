"""`/2010-04-01/Accounts/{sid}...`: the part of the REST API that Forbear's channels and `doctor` use."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from emulators.faults import Call, Fault, Point, answered
from emulators.twilio import carrier
from emulators.twilio.checks import read_new_message
from emulators.twilio.errors import TwilioError, ordered_rejection
from emulators.twilio.listing import page_of
from emulators.twilio.model import account_resource, message_resource
from emulators.twilio.server import TwilioServer

Handler = Callable[[TwilioServer, Request], Awaitable[Response]]


def endpoint(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler behind the account's door: credentials, ordered faults, errors in Twilio's shape."""

    async def answer(request: Request) -> Response:
        server: TwilioServer = request.app.state.world.twilio
        try:
            _check_account(server, request)
        except TwilioError as rejected:
            return _refusal(rejected)
        await request.body()  # read whole first, it can be read again for the record of calls
        form = await request.form()
        subject = str(form.get("To", "")) or request.url.path
        call = Call(request=request, answer=lambda: _handled(server, request, handler), refuse=_ordered)
        return await answered(call, server.stage.faults.take("twilio", Point.CALL, subject), server.stage.connections)

    return answer


async def create_message(server: TwilioServer, request: Request) -> Response:
    """Take a message: 201 with status queued, or accepted when a messaging service will pick the sender."""
    new = read_new_message(await request.form(), server)
    message = server.add(
        sender=new.sender,
        recipient=new.recipient,
        body=new.body,
        direction="outbound-api",
        by="api",
        status="accepted" if new.service_sid else "queued",
        media_urls=new.media_urls,
        messaging_service_sid=new.service_sid,
        status_callback=new.status_callback,
        content_sid=new.content_sid,
    )
    carrier.send_off(server, message)
    return JSONResponse(_resource(server, message.sid), status_code=201)


async def list_messages(server: TwilioServer, request: Request) -> Response:
    return JSONResponse(page_of(server, request))


async def fetch_message(server: TwilioServer, request: Request) -> Response:
    sid = request.path_params["sid"]
    if sid not in server.messages:
        raise TwilioError(20404, _path(request))
    return JSONResponse(_resource(server, sid))


async def fetch_media(server: TwilioServer, request: Request) -> Response:
    """A picture of an MMS, to the account alone."""
    path = _path(request).partition(f"/{server.stage.config.account_sid}/")[2]
    if path not in server.media:
        raise TwilioError(20404, _path(request))
    return Response(server.media[path], media_type="image/jpeg")


async def fetch_account(server: TwilioServer, _request: Request) -> Response:
    return JSONResponse(account_resource(server.stage.config.account_sid, server.opened_at))


async def _handled(server: TwilioServer, request: Request, handler: Handler) -> Response:
    try:
        response = await handler(server, request)
        code = None
    except TwilioError as rejected:
        response, code = _refusal(rejected), rejected.code
    server.calls.append(
        {
            "method": request.method,
            "path": _path(request),
            "error_code": code,
            "content_type": request.headers.get("content-type", "").partition(";")[0],
            "body": (await request.body()).decode(),
        }
    )
    return response


def _check_account(server: TwilioServer, request: Request) -> None:
    config = server.stage.config
    expected = f"{config.account_sid}:{config.auth_token}"
    if not compare_digest(_credentials(request).encode(), expected.encode()):
        raise TwilioError(20003)
    if request.path_params["account"] != config.account_sid:
        raise TwilioError(20404, _path(request))


def _credentials(request: Request) -> str:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    try:
        return base64.b64decode(encoded).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _resource(server: TwilioServer, sid: str) -> dict[str, Any]:
    return message_resource(server.messages[sid], server.stage.config.account_sid)


def _path(request: Request) -> str:
    return request.url.path[request.url.path.find("/2010-04-01") :]


def _ordered(fault: Fault) -> Response:
    return _refusal(ordered_rejection(fault))


def _refusal(rejected: TwilioError) -> JSONResponse:
    headers = {"Retry-After": "1"} if rejected.status == 429 else None
    return JSONResponse(rejected.body(), status_code=rejected.status, headers=headers)


_ACCOUNTS = "/2010-04-01/Accounts"
routes = [
    Route(f"{_ACCOUNTS}/{{account}}.json", endpoint(fetch_account), methods=["GET"]),
    Route(f"{_ACCOUNTS}/{{account}}/Messages.json", endpoint(list_messages), methods=["GET"]),
    Route(f"{_ACCOUNTS}/{{account}}/Messages.json", endpoint(create_message), methods=["POST"]),
    Route(f"{_ACCOUNTS}/{{account}}/Messages/{{sid}}/Media/{{media}}", endpoint(fetch_media), methods=["GET"]),
    Route(f"{_ACCOUNTS}/{{account}}/Messages/{{sid}}.json", endpoint(fetch_message), methods=["GET"]),
]
