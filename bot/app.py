"""The bot's part of the web application: webhooks and the web chat."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot import chat_api, chat_page, choices_page, data_page, messages_page, schedule_page, terms_page, webhooks
from bot.edges import Refused, refused
from outreach.runtime import Runtime

STATIC: Final = Path(__file__).parent / "static"
VENDOR: Final = Path(__file__).resolve().parents[1] / "desk" / "static" / "vendor"


def mount_bot(app: FastAPI) -> None:
    """Add routes, refusals and own static files to an application whose ``state.runtime`` is set."""
    app.exception_handler(Refused)(refused)
    for room in (webhooks, chat_api, chat_page, schedule_page, choices_page, messages_page, data_page, terms_page):
        app.include_router(room.router)
    app.mount("/static/borrower", StaticFiles(directory=STATIC), name="static-borrower")


def create_bot_app(runtime: Runtime) -> FastAPI:
    """The bot alone, fonts included."""
    app = FastAPI(title="Forbear web chat", docs_url=None, redoc_url=None)
    app.state.runtime = runtime
    mount_bot(app)
    app.mount("/static/vendor", StaticFiles(directory=VENDOR), name="static-vendor")
    return app
