"""What just happened, for pages that watch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something changed. `topic` is telegram, twilio, clock, config or reset; `data` says whose phone."""

    topic: str
    data: dict[str, Any]


class Feed:
    """One queue per watcher; a watcher that leaves takes its queue along."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Queue[Notice | None]] = set()
        self._closed = False

    def publish(self, topic: str, **data: Any) -> None:
        notice = Notice(topic=topic, data=data)
        for watcher in self._watchers:
            watcher.put_nowait(notice)

    def close(self) -> None:
        """Let every watcher go, also one that is about to come, so that the server can stop."""
        self._closed = True
        for watcher in self._watchers:
            watcher.put_nowait(None)

    async def follow(self, idle_s: float) -> AsyncIterator[Notice | None]:
        """Notices from now on; None after `idle_s` seconds of silence, to keep a connection alive."""
        queue: asyncio.Queue[Notice | None] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            while not self._closed:
                try:
                    notice = await asyncio.wait_for(queue.get(), idle_s)
                except TimeoutError:
                    yield None
                    continue
                if notice is None:
                    return
                yield notice
        finally:
            self._watchers.discard(queue)
