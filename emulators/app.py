"""The app: Telegram, Twilio, phones and control under one address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount

from emulators import clock, control
from emulators.config import EmulatorConfig
from emulators.phones import routes as phones
from emulators.refusal import ControlError
from emulators.telegram import control as telegram_control
from emulators.telegram import routes as telegram
from emulators.twilio import control as twilio_control
from emulators.twilio import routes as twilio
from emulators.world import World


def create_app(config: EmulatorConfig) -> FastAPI:
    """The stand-ins as one ASGI app; its `state.world` holds everything."""
    app = FastAPI(title="Stand-ins", docs_url=None, redoc_url=None, lifespan=_lifespan)
    app.state.world = World(config)
    app.add_exception_handler(ControlError, _refused)
    app.add_route("/", _to_phones, include_in_schema=False)
    app.router.routes += [Mount("/telegram", routes=telegram.routes), Mount("/twilio", routes=twilio.routes)]
    app.include_router(telegram_control.router, prefix="/control/telegram")
    app.include_router(twilio_control.router, prefix="/control/twilio")
    app.include_router(clock.router, prefix="/control")
    app.include_router(control.router, prefix="/control")
    app.include_router(phones.router, prefix="/phones")
    app.mount("/phones/static", phones.static)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await app.state.world.close()


async def _to_phones(_request: Request) -> Response:
    return RedirectResponse("/phones")


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, ControlError) else 500
    return JSONResponse({"error": str(error)}, status_code=status)
