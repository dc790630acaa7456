"""A small web server that stands for the product: it writes down what it is sent and answers as told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """One request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`method`: the only kind of request that it answers; without it, any."""

    status: int = 204
    body: str = ""
    content_type: str = "text/plain"
    method: str | None = None


@dataclass(slots=True)
class Receiver:
    """`answers` are used up one by one, each by a request it is for; then `standing` answers."""

    url: str
    got: list[Got] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    standing: Answer = field(default_factory=Answer)

    def take(self, got: Got) -> Answer:
        self.got.append(got)
        for place, answer in enumerate(self.answers):
            if answer.method in (None, got.method):
                return self.answers.pop(place)
        return self.standing


class _Server(ThreadingHTTPServer):
    receiver: Receiver


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._reply()

    def do_POST(self) -> None:
        self._reply()

    def _reply(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.receiver.take(Got(method=self.command, path=self.path, headers=headers, body=body))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body.encode())))
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the base class names it
        """Say nothing on standard error."""


@contextmanager
def listening() -> Iterator[Receiver]:
    """A receiver on a free port of this machine, until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.receiver = Receiver(url=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
