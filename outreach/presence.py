"""Who has a case open and who is typing there: signs of life of open pages, kept in memory, gone by themselves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

OPEN_S: Final = 45.0
"""A page says every 20 seconds that it is open."""
TYPING_S: Final = 8.0
"""A page says every three seconds that somebody types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A colleague who has the same case open. ``left``: seconds after which that may have changed."""

    login: str
    typing: bool
    left: float


class Presence:
    """Told and asked from any thread of one process. Times are those of a clock that only runs forward."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._open: dict[tuple[str, str], float] = {}
        self._typing: dict[tuple[str, str], float] = {}

    def note(self, ref: str, login: str, *, typing: bool = False) -> bool:
        """Somebody has the case open, and types; whether that is news to others."""
        here, now = (ref, login), self._now()
        with self._lock:
            self._forget(now)
            news = here not in self._open or (typing and here not in self._typing)
            self._open[here] = now + OPEN_S
            if typing:
                self._typing[here] = now + TYPING_S
        return news

    def leave(self, ref: str, login: str) -> bool:
        """Somebody closed it; whether that is news to others."""
        with self._lock:
            self._typing.pop((ref, login), None)
            return self._open.pop((ref, login), None) is not None

    def others(self, ref: str, login: str) -> tuple[Other, ...]:
        """Who else has the case open at this moment, by login."""
        now = self._now()
        with self._lock:
            self._forget(now)
            found = sorted((who, until) for (case, who), until in self._open.items() if case == ref and who != login)
            typing = {who: until for (case, who), until in self._typing.items() if case == ref}
        return tuple(
            Other(login=who, typing=who in typing, left=min(until, typing.get(who, until)) - now)
            for who, until in found
        )

    def _forget(self, now: float) -> None:
        for kept in (self._open, self._typing):
            for over in [key for key, until in kept.items() if until <= now]:
                del kept[over]
