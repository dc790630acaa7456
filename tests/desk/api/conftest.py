"""The interface as programs meet it: mounted, behind a token, on a real database. SMS are only noted down."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from cases.model import Channel
from channels.base import Outgoing, SendError
from desk.api.app import create_api_app
from desk.api.system import system_router
from outreach import tokens
from outreach.clock import SetClock
from outreach.runtime import Runtime, build_runtime
from outreach.settings import DatabaseSettings, LenderSettings, Settings
from outreach.simulation import simulate
from storage import schema
from storage.session import Database

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PREFIX = "/api/v1"
Row = dict[str, Any]

LOAN: Row = {
    "borrower_ref": "B-1",
    "name": "James Cole",
    "loan_ref": "L-1",
    "currency": "USD",
    "locale": "en",
    "timezone": "America/New_York",
    "jurisdiction": "US",
    "phone": "+12025550143",
    "consents": "sms",
    "verified": "sms",
    "birth_date": "1987-05-04",
}
INSTALMENTS: list[Row] = [
    {"loan_ref": "L-1", "number": 1, "due_on": "2026-11-20", "principal": 141.15, "interest": "45.25"},
    {"loan_ref": "L-1", "number": 2, "due_on": "2026-12-20", "principal": 141.15, "interest": "45.25"},
]


@dataclass
class Noting:
    """A channel that takes everything and sends nothing."""

    name: Channel = Channel.SMS
    provider: str | None = "twilio"
    buttons: bool = False
    pictures: bool = False
    on: bool = True
    missing: tuple[str, ...] = ()
    taken: list[Outgoing] = field(default_factory=list)
    refusal: SendError | None = None

    async def send(self, outgoing: Outgoing) -> str | None:
        if self.refusal is not None:
            raise self.refusal
        self.taken.append(outgoing)
        return f"noted-{len(self.taken)}"

    async def close(self) -> None:
        """Nothing to give back."""


@dataclass
class Lender:
    """A lender's program that talks to the interface."""

    runtime: Runtime
    clock: SetClock
    phone: Noting
    http: TestClient

    def post(self, kind: str, rows: object, **params: str) -> httpx2.Response:
        """Send rows of a kind."""
        return self.http.post(f"{PREFIX}/{kind}", json=rows, params=params)

    def get(self, path: str, **params: str | int) -> httpx2.Response:
        """Ask for something."""
        return self.http.get(f"{PREFIX}{path}", params=params)

    def bring(self, loans: Sequence[Row] = (LOAN,), instalments: Sequence[Row] = tuple(INSTALMENTS)) -> None:
        """A portfolio to begin with."""
        for kind, rows in (("loans", loans), ("instalments", instalments)):
            assert self.post(kind, list(rows)).status_code == 200

    def wait(self, days: float) -> None:
        """Let time go by with the scheduler running."""
        start = self.clock.now()
        simulate(self.runtime, start, start + timedelta(days=days), timedelta(minutes=10))

    def messages(self, **params: str | int) -> list[Row]:
        """All that was said or not said."""
        found: list[Row] = self.get("/messages", **params).json()["messages"]
        return found


def application(runtime: Runtime) -> FastAPI:
    """Mounted as the web application does it."""
    app = FastAPI(openapi_url=None)
    app.include_router(system_router(runtime))
    app.mount(PREFIX, create_api_app(runtime))
    return app


@contextmanager
def lender_on(url: str, folder: Path) -> Iterator[Lender]:
    """A lender whose program holds a good token, on a migrated database; the clock stands at NOW."""
    settings = Settings(
        home=folder, database=DatabaseSettings(url=url), lender=LenderSettings(name="Alder", full_name="Alder Ltd")
    )
    clock, phone = SetClock(NOW), Noting()
    runtime = build_runtime(settings, clock=clock, channels={Channel.SMS: phone})
    try:
        headers = {"Authorization": f"Bearer {tokens.add(runtime, 'core banking')}"}
        with TestClient(application(runtime), headers=headers) as http:
            yield Lender(runtime=runtime, clock=clock, phone=phone, http=http)
    finally:
        runtime.close()


def migrated(url: str) -> None:
    """All tables in a database."""
    database = Database(url)
    schema.migrate(database)
    database.close()


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "empty.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def lender(_empty: Path, tmp_path: Path) -> Iterator[Lender]:
    """On SQLite."""
    shutil.copy(_empty, tmp_path / "test.db")
    with lender_on("sqlite:///test.db", tmp_path) as made:
        yield made
