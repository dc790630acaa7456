"""Who is connected, so that a connection can be cut as a network would cut it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

Peer = tuple[str, int]


class Connections:
    """Open transports by the address of the other side."""

    def __init__(self) -> None:
        self._open: dict[Peer, asyncio.Transport] = {}

    def opened(self, transport: asyncio.Transport) -> None:
        self._open[_peer(transport)] = transport

    def closed(self, transport: asyncio.BaseTransport | None) -> None:
        if transport is not None:
            self._open = {peer: known for peer, known in self._open.items() if known is not transport}

    async def drop(self, request: Request) -> None:
        """Cut the request's connection without an answer; nothing to cut where the client is in this process."""
        if request.client is not None and (transport := self._open.get((request.client.host, request.client.port))):
            transport.abort()
            await asyncio.sleep(0)


def watched_protocol(connections: Connections) -> type[H11Protocol]:
    """Uvicorn's HTTP protocol, telling `connections` of each socket."""

    class Watched(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
            super().connection_made(transport)
            connections.opened(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.closed(self.transport)
            super().connection_lost(exc)

    return Watched


def _peer(transport: asyncio.Transport) -> Peer:
    host, port = transport.get_extra_info("peername")[:2]
    return str(host), int(port)
