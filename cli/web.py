"""The one web application: borrowers' chat and webhooks, the desk, the REST interface, health."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse

from bot.app import mount_bot
from cli.sample_clock import mount_sample_clock
from desk.api.app import create_api_app
from desk.api.system import system_router
from desk.app import mount_desk
from desk.security import LEAST, SecurityHeaders
from outreach.runtime import Runtime

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(runtime: Runtime, lifespan: Lifespan | None = None) -> FastAPI:
    """Everything that is served, on one runtime."""
    app = FastAPI(title="Forbear", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.runtime = runtime
    app.add_middleware(SecurityHeaders, headers=LEAST)
    app.add_exception_handler(Exception, broken)
    app.add_api_route("/", front, include_in_schema=False)
    app.add_api_route("/openapi.json", description, include_in_schema=False)
    mount_bot(app)
    app.include_router(system_router(runtime))
    if runtime.settings.sample.enabled:
        mount_sample_clock(app, runtime)
    app.mount("/api/v1", create_api_app(runtime))
    mount_desk(app, runtime)
    return app


def front() -> RedirectResponse:
    """Whoever comes to the bare address works here."""
    return RedirectResponse("/desk/")


def description() -> RedirectResponse:
    """Where programs look first for what the interface offers."""
    return RedirectResponse("/api/v1/openapi.json")


def broken(_request: Request, _problem: Exception) -> JSONResponse:
    """A fault of ours, which the server logs. It is answered outside the wrapper that adds the headers."""
    return JSONResponse({"detail": "Something went wrong here; the log says what."}, 500, headers=LEAST)
