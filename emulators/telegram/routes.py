"""`/bot{token}/{method}` and `/file/bot{token}/{path}`."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from emulators.faults import Call, Fault, Point, answered
from emulators.telegram.errors import BotApiError, not_found, ordered_refusal, unauthorized
from emulators.telegram.methods import METHODS, Method
from emulators.telegram.params import read_params
from emulators.telegram.server import TelegramServer


async def call_method(request: Request) -> Response:
    """Answer one Bot API call: who is it, is it a method, is a fault ordered, then the method itself."""
    server: TelegramServer = request.app.state.world.telegram
    try:
        _check_token(server, request.path_params["token"])
        if (known := METHODS.get(request.path_params["method"].lower())) is None:
            raise not_found()
    except BotApiError as refused:
        return _refusal(refused)
    name, method = known
    call = Call(request=request, answer=lambda: _answer(server, name, method, request), refuse=_ordered)
    return await answered(call, server.stage.faults.take("telegram", Point.CALL, name), server.stage.connections)


async def download(request: Request) -> Response:
    """The bytes of a file whose path getFile told."""
    server: TelegramServer = request.app.state.world.telegram
    file = server.files.get(request.path_params["path"].rpartition("/")[2])
    try:
        _check_token(server, request.path_params["token"])
    except BotApiError as refused:
        return _refusal(refused)
    if file is None:
        return _refusal(not_found())
    return Response(file.content, media_type=file.content_type)


async def _answer(server: TelegramServer, name: str, method: Method, request: Request) -> Response:
    try:
        result: Any = await method(server, await read_params(request))
    except BotApiError as refused:
        server.calls.append({"method": name, "error_code": refused.code, "description": refused.description})
        return _refusal(refused)
    if name != "getUpdates":
        server.calls.append({"method": name, "error_code": None, "description": None})
    return JSONResponse({"ok": True, "result": result})


def _check_token(server: TelegramServer, token: str) -> None:
    if not compare_digest(token.encode(), server.stage.config.bot_token.encode()):
        raise unauthorized()


def _ordered(fault: Fault) -> Response:
    return _refusal(ordered_refusal(fault))


def _refusal(refused: BotApiError) -> JSONResponse:
    return JSONResponse(refused.body(), status_code=refused.code)


routes = [
    Route("/bot{token}/{method}", call_method, methods=["GET", "POST"]),
    Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
]
