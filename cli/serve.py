"""Start what was asked for, in one process, and stop it cleanly."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
import uvloop
from fastapi import FastAPI

from cli.console import Stop, say
from cli.logs import set_up_logs
from cli.web import Lifespan, create_app
from cli.welcome import welcome
from outreach.configuring import load_settings
from outreach.invented import holds_sample, real_providers
from outreach.runtime import Runtime, build_runtime
from outreach.settings import Settings
from outreach.startup import settled
from scheduler.embedded import EmbeddedEngine
from storage import schema
from storage.session import Database

GRACE_S = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Which parts of the program run here."""

    web: bool = False
    bot: bool = False
    scheduler: bool = False


def serve(config: Path | None, parts: Parts, *, sample: bool = False) -> None:
    """Run until Ctrl-C or a termination signal. Raises Stop, ConfigError, DatabaseError before anything is started."""
    settings = load_settings(config)
    if sample:
        settings = settings.model_copy(update={"sample": settings.sample.model_copy(update={"enabled": True})})
    set_up_logs(settings.log)
    _require_free(settings, parts)
    _migrate(settings)
    with ExitStack() as stack:
        if settings.sample.enabled:
            from cli.sample_mode import SampleMode

            mode = stack.enter_context(SampleMode.started(settings))
            settings = mode.settings
        runtime = build_runtime(settings)
        stack.callback(runtime.close)
        if settings.sample.enabled:
            mode.prepare(runtime)
        app = _application(runtime, parts)
        if settings.sample.enabled:
            mode.connect(runtime, app)
        with settled():
            _run(runtime, app, parts)
    say("Stopped. Nothing is lost; start again whenever you like.")


def _require_free(settings: Settings, parts: Parts) -> None:
    if parts.web:
        require_free(settings.web.host, settings.web.port, "web.port")
    if settings.sample.enabled:
        require_free("127.0.0.1", settings.sample.emulators_port, "sample.emulators_port")


def require_free(host: str, port: int, key: str) -> None:
    """Raises Stop where somebody listens on this port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Stop(_why_not(error, host, port, key)) from None


def _why_not(error: OSError, host: str, port: int, key: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; stop what uses it, or set {key} to another one"
    if error.errno == errno.EACCES:
        return f"port {port} on {host} is not for this user; set {key} to 1024 or more"
    return f"{host} is no address of this machine ({error.strerror}); set {key.partition('.')[0]}.host to one"


def _migrate(settings: Settings) -> None:
    database = Database(settings.database_url)
    try:
        database.check()
        schema.migrate(database)
        _refuse_invented(settings, database)
    finally:
        database.close()


def _refuse_invented(settings: Settings, database: Database) -> None:
    real = real_providers(settings)
    if real and not settings.sample.enabled and holds_sample(database):
        sections = " and ".join(f"[{name}]" for name in real)
        raise Stop(
            f"this database holds the sample's invented borrowers, and {sections} would reach real people; "
            "set database.url to another database, or use forbear run --sample"
        )


def _application(runtime: Runtime, parts: Parts) -> FastAPI:

    return create_app(runtime, lifespan=_lifespan(runtime, parts))


def _lifespan(runtime: Runtime, parts: Parts) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with working(runtime, parts):
            yield

    return lifespan


@asynccontextmanager
async def working(runtime: Runtime, parts: Parts) -> AsyncIterator[None]:
    """Alarm clock and Telegram's long poll while the block runs."""
    engine = EmbeddedEngine(runtime) if parts.scheduler else None
    if engine:
        engine.start()
    try:
        async with asyncio.TaskGroup() as tasks:
            poll = tasks.create_task(_telegram(runtime)) if parts.bot else None
            yield
            if poll:
                poll.cancel()
    finally:
        if engine:
            await asyncio.to_thread(engine.stop)


async def _telegram(runtime: Runtime) -> None:
    telegram = runtime.settings.telegram
    if not telegram.token:
        return
    from bot.telegram import register_webhook, run_polling

    if telegram.mode == "webhook":
        await register_webhook(runtime)
    else:
        await run_polling(runtime)


def _run(runtime: Runtime, app: FastAPI, parts: Parts) -> None:
    if not parts.web:
        say("Working: alarm clock and outbox. Ctrl-C stops it.")
        asyncio.run(_until_stopped(runtime, parts))
        return
    web = runtime.settings.web
    options = uvicorn.Config(
        app,
        host=web.host,
        port=web.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(QuietServer(options, runtime).serve())


SIGNALS = (signal.SIGINT, signal.SIGTERM)


class QuietServer(uvicorn.Server):
    """A server for which a signal to stop is the usual end, and no error to be raised again afterwards."""

    def __init__(self, options: uvicorn.Config, runtime: Runtime) -> None:
        super().__init__(options)
        self._runtime = runtime

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that the program is up once it can be reached, not before."""
        await super().startup(sockets)
        if self.started:
            say(welcome(self._runtime))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Open streams end by themselves, so that nobody has to be cut off; impatience changes nothing."""
        self._runtime.live.close()
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at the first signal."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)


async def _until_stopped(runtime: Runtime, parts: Parts) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    async with working(runtime, parts):
        await stop.wait()
