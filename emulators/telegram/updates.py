"""The queue of updates: numbered, kept until confirmed, handed out by long polling."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from emulators.telegram.errors import conflict

MAX_BATCH: Final = 100
MAX_WAIT_S: Final = 50


class UpdateQueue:
    """Pending updates of one bot. `first_id` is where its counter stands."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._poll = 0
        self._closed = False
        self._changed = asyncio.Event()
        self.pending: list[dict[str, Any]] = []

    def add(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        update = {"update_id": self._next_id, kind: content}
        self._next_id += 1
        self.pending.append(update)
        self.wake()
        return update

    def wake(self) -> None:
        """Let waiting polls look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    def confirm_before(self, offset: int) -> None:
        """Forget updates below `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    def remove(self, update: dict[str, Any]) -> None:
        self.pending = [other for other in self.pending if other["update_id"] != update["update_id"]]

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[dict[str, Any]]:
        """Pending updates, waiting up to `timeout_s` for the first. A newer poll ends an older one with 409."""
        self._poll += 1
        mine = self._poll
        self.wake()
        self.confirm_before(offset)
        until = asyncio.get_running_loop().time() + min(max(timeout_s, 0), MAX_WAIT_S)
        while not self._closed and not self.pending and (left := until - asyncio.get_running_loop().time()) > 0:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), left)
            except TimeoutError:
                break
            self._refuse_if_overtaken(mine)
        return self.pending[: min(max(limit, 1), MAX_BATCH)]

    def close(self) -> None:
        """End every poll that waits; one that is about to come does not wait at all."""
        self._closed = True
        self._poll += 1
        self.wake()

    def _refuse_if_overtaken(self, mine: int) -> None:
        if mine != self._poll:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
