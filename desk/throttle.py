"""Wrong passwords slow down whoever types them: five for one login from one address, then a wait."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
REMEMBERED: Final = 10_000

Who = tuple[str, str]
"""Login (as typed, case folded) and the address it came from."""


class Throttle:
    """Counts failures in this process. Bounded: the oldest are forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: OrderedDict[Who, list[datetime]] = OrderedDict()

    def wait(self, who: Who, now: datetime) -> timedelta | None:
        """How long until the next try may be made; None: now."""
        with self._lock:
            recent = self._recent(who, now)
        return recent[-TRIES] + WINDOW - now if len(recent) >= TRIES else None

    def failed(self, who: Who, now: datetime) -> None:
        """A wrong password."""
        with self._lock:
            self._failures[who] = [*self._recent(who, now), now][-TRIES:]
            self._failures.move_to_end(who)
            while len(self._failures) > REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, who: Who) -> None:
        """The right one: forget the wrong ones."""
        with self._lock:
            self._failures.pop(who, None)

    def _recent(self, who: Who, now: datetime) -> list[datetime]:
        return [at for at in self._failures.get(who, []) if now - at < WINDOW]
