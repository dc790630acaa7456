"""Live updates inside one process: what happened is published by topic, open pages listen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

DESK = "desk"
QUEUE_SIZE = 256


def chat_topic(borrower_id: int) -> str:
    """The topic of one borrower's conversation."""
    return f"chat:{borrower_id}"


def person_topic(login: str) -> str:
    """The topic of what concerns one person at the desk alone."""
    return f"person:{login}"


class Live:
    """Publish from any thread; subscribe from any event loop. A listener that falls behind loses the oldest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[str, set[_Listener]] = {}

    def close(self) -> None:
        """End every open stream: the program stops."""
        with self._lock:
            listeners = {each for group in self._listeners.values() for each in group}
        for listener in listeners:
            listener.offer(None)

    def publish(self, topic: str, event: Mapping[str, Any]) -> None:
        """Tell everybody who listens to this topic."""
        with self._lock:
            listeners = tuple(self._listeners.get(topic, ()))
        for listener in listeners:
            listener.offer(event)

    @asynccontextmanager
    async def subscribe(
        self, *topics: str, idle_s: float | None = None
    ) -> AsyncIterator[AsyncIterator[Mapping[str, Any]]]:
        """Listen to topics while the block runs. With ``idle_s`` an empty event comes after so long a silence."""
        listener = _Listener(asyncio.get_running_loop())
        with self._lock:
            for topic in topics:
                self._listeners.setdefault(topic, set()).add(listener)
        try:
            yield listener.events(idle_s)
        finally:
            with self._lock:
                for topic in topics:
                    left = self._listeners.get(topic, set())
                    left.discard(listener)
                    if not left:
                        self._listeners.pop(topic, None)


class _Listener:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue(QUEUE_SIZE)

    def offer(self, event: Mapping[str, Any] | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, event)

    def _put(self, event: Mapping[str, Any] | None) -> None:
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(event)

    async def events(self, idle_s: float | None) -> AsyncIterator[Mapping[str, Any]]:
        while True:
            try:
                happening = await asyncio.wait_for(self._queue.get(), idle_s)
            except TimeoutError:
                happening = {}
            if happening is None:
                return
            yield happening
