"""The whole program as it runs: a SQLite file, a web server, stand-ins over HTTP; only the clock is held by hand."""

from __future__ import annotations

import contextlib
import csv
import io
import socket
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from structlog.testing import capture_logs

from cli.serve import Parts, working
from cli.web import create_app
from emulators import Running
from outreach.clock import SetClock
from outreach.counts import Counts
from outreach.importing.apply import import_rows
from outreach.importing.report import ImportReport
from outreach.importing.rows import ImportKind
from outreach.ledgering import after_import
from outreach.runtime import Runtime, build_runtime
from outreach.settings import (
    DatabaseSettings,
    DeskSettings,
    PlanSettings,
    Settings,
    TelegramSettings,
    TwilioSettings,
    WebSettings,
)
from outreach.simulation import simulate
from storage import schema
from storage.session import Database
from tests.stories.cast import ALDER, STAND_INS, Lender

STEP = timedelta(minutes=1)
PATIENCE_S = 60.0


@dataclass(kw_only=True)
class Program:
    """A running program and its world. ``base`` is where its web server answers."""

    runtime: Runtime
    clock: SetClock
    stand_ins: Running
    base: str
    folder: Path
    log: list[Any]
    officer: str = ALDER.officer

    def bring(self, kind: str, rows: Sequence[dict[str, Any]]) -> ImportReport:
        """Import these rows from a CSV file, as `forbear import` does; nothing may be rejected."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = self.folder / f"{kind}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        after = after_import(self.runtime, None, [])
        report = import_rows(self.runtime.db, ImportKind(kind), path, now=self.clock.now(), after=after)
        assert report.rejected == 0, [str(reject) for reject in report.rejects]
        return report

    def pass_time(self, until: datetime) -> Counts:
        """What `forbear tick` does from now to then, a minute a step; the stand-ins' clock goes along."""
        counts = simulate(self.runtime, self.clock.now(), until, STEP, self._tell)
        self._tell(until)
        self.settle()
        return counts

    def _tell(self, at: datetime) -> None:
        self.stand_ins.remote.follow_clock(at.isoformat())

    def settle(self) -> None:
        """Wait until every webhook, update and receipt is through."""
        remote, end = self.stand_ins.remote, time.monotonic() + PATIENCE_S
        while remote.state()["telegram"]["pending_updates"]:
            assert time.monotonic() < end, "Telegram's updates were not taken"
            time.sleep(0.02)
        assert remote.settle(PATIENCE_S)


@contextmanager
def running(
    folder: Path, stand_ins: Running, at: datetime, *, mode: str = "polling", lender: Lender = ALDER
) -> Iterator[Program]:
    """Start it at this moment with an empty database; ``mode`` is how Telegram's updates come in."""
    (folder / "story.db").write_bytes(_empty_database())
    stand_ins.remote.reset()
    stand_ins.remote.clear_faults("twilio")
    with listening() as listener, capture_logs() as log:
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        clock = SetClock(at)
        runtime = build_runtime(settings_for(folder, stand_ins, base, mode, lender), clock=clock)
        stand_ins.remote.configure(sms_webhook_url=f"{base}/webhooks/twilio/sms")
        stand_ins.remote.follow_clock(at.isoformat())
        program = Program(
            runtime=runtime, clock=clock, stand_ins=stand_ins, base=base, folder=folder, log=log, officer=lender.officer
        )
        try:
            with serving(create_app(runtime, lifespan=_lifespan(runtime)), listener):
                yield program
                runtime.live.close()  # as Ctrl-C does: open streams end by themselves
        finally:
            runtime.close()


@cache
def _empty_database() -> bytes:
    """A migrated database: made once, since that takes as long as a whole short story."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        database = Database(f"sqlite:///{path}")
        schema.migrate(database)
        database.close()
        return path.read_bytes()


def settings_for(folder: Path, stand_ins: Running, base: str, mode: str, lender: Lender = ALDER) -> Settings:
    """The shipped defaults with this lender, and channels that lead to the stand-ins."""
    if lender.plans:
        (folder / "plans.toml").write_text(lender.plans, encoding="utf-8")
    return Settings(
        home=folder,
        lender=lender.settings,
        desk=DeskSettings(zone=lender.zone),
        plans=PlanSettings(file="plans.toml" if lender.plans else ""),
        database=DatabaseSettings(url="sqlite:///story.db"),
        web=WebSettings(public_url=base),
        telegram=TelegramSettings.model_validate(
            {"token": STAND_INS.bot_token, "api_base": stand_ins.telegram_base, "mode": mode}
        ),
        twilio=TwilioSettings(
            account_sid=STAND_INS.account_sid,
            auth_token=STAND_INS.auth_token,
            from_number=STAND_INS.our_number,
            api_base=stand_ins.twilio_base,
        ),
    )


def _lifespan(runtime: Runtime) -> Any:
    """Telegram's long poll or webhook, as `forbear run` starts it; the alarm clock is rung by the story."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with working(runtime, Parts(bot=True)):
            yield

    return lifespan


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A listening socket on a port that nobody uses."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield listener


@contextmanager
def serving(app: FastAPI, listener: socket.socket) -> Iterator[None]:
    """The application behind a real server in a thread of its own."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="story", daemon=True)
    thread.start()
    end = time.monotonic() + PATIENCE_S
    while not server.started:
        assert thread.is_alive(), "the web server did not start"
        assert time.monotonic() < end, "the web server did not start in time"
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        assert not thread.is_alive(), "the web server did not stop"
