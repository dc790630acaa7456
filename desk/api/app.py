"""The interface for programs as an application of its own, to be mounted at ``/api/v1``."""

from __future__ import annotations

from typing import Final

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from desk.api import controls, holds, intake, reading
from desk.api.doors import authorize
from desk.api.problems import answer_problems
from desk.security import SecurityHeaders
from outreach.runtime import Runtime

ABOUT: Final = (
    "Bring a portfolio in and ask how it stands. Amounts that are sent are in major units, as numbers or texts; "
    'amounts that are answered are in minor units. Every error is `{"error": {"code", "message"}}`.'
)


def create_api_app(runtime: Runtime) -> FastAPI:
    """All routes behind a bearer token; ``openapi.json`` is open and tells nothing of anybody."""
    app = FastAPI(
        title="Forbear",
        version="1",
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(authorize)],
        middleware=[Middleware(SecurityHeaders)],
    )
    app.state.runtime = runtime
    answer_problems(app)
    for router in (intake.router, reading.router, controls.router, holds.router):
        app.include_router(router)
    return app
