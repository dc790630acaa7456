"""A second reader on this machine that answers as it is told, well or badly, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATH = "/v1/chat/completions"
Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Reader:
    """``behave`` answers every question; ``asked`` has their bodies, ``headers`` what came with them."""

    def __init__(self) -> None:
        self.behave: Behaviour = saying({"intent": "other"})
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        self.url = ""

    @property
    def texts(self) -> list[str]:
        """The messages it was shown."""
        return [json.loads(each["messages"][-1]["content"])["message"] for each in self.asked]


def saying(answer: object, *, status: int = 200) -> Behaviour:
    """Answers with this object, as a chat endpoint wraps it."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": json.dumps(answer)}}]})
    return sending(body.encode(), status=status)


def sending(body: bytes, *, status: int = 200, location: str = "") -> Behaviour:
    """Answers with these bytes."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        if location:
            handler.send_header("Location", location)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


@contextmanager
def reading() -> Iterator[Reader]:
    """A reader that listens while the block runs. Whoever still waits for it then is let go."""
    reader = Reader()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != PATH:
                sending(b"", status=404)(self)
                return
            reader.asked.append(json.loads(body))
            reader.headers.append(dict(self.headers.items()))
            reader.behave(self)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    reader.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        reader.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
