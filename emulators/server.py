"""Run the stand-ins on loopback, in a thread of their own, for a test or beside the product."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from types import TracebackType
from typing import Final, Self

import uvicorn

from emulators.app import create_app
from emulators.config import EmulatorConfig
from emulators.connections import watched_protocol
from emulators.remote import Remote
from emulators.world import World

HOST: Final = "127.0.0.1"
START_TIMEOUT_S: Final = 15.0
STOP_TIMEOUT_S: Final = 10.0


class Running:
    """A server that runs. Use it as a context manager, or call `stop`; stopping twice is harmless."""

    def __init__(self, config: EmulatorConfig, listener: socket.socket) -> None:
        app = create_app(config)
        self._world: World = app.state.world
        self._listener = listener
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                http=watched_protocol(self._world.stage.connections),
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._thread = threading.Thread(target=self._run, name="emulators", daemon=True)
        self.base_url = f"http://{HOST}:{listener.getsockname()[1]}"
        self.telegram_base = f"{self.base_url}/telegram"
        self.twilio_base = f"{self.base_url}/twilio"
        self.phones_url = f"{self.base_url}/phones"
        self.remote = Remote(self.base_url)

    def begin(self) -> None:
        """Start the thread and wait until requests are answered. Raises RuntimeError when that takes too long."""
        self._thread.start()
        until = time.monotonic() + START_TIMEOUT_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise RuntimeError(f"the stand-ins did not start on {self.base_url}")
            time.sleep(0.01)

    def stop(self) -> None:
        """Let watchers and long polls go, then end the server and its thread."""
        self.remote.close()
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._let_go)
        self._thread.join(STOP_TIMEOUT_S)
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _let_go(self) -> None:
        self._world.telegram.close()
        self._world.stage.feed.close()
        self._server.should_exit = True

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._server.serve(sockets=[self._listener])


def start(config: EmulatorConfig, port: int = 0) -> Running:
    """Start on 127.0.0.1 and return once requests are answered; port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    # asyncio turns Nagle off, 40 ms an answer, only where the protocol is named
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    running = Running(config, listener)
    running.begin()
    return running
