"""What both providers share: configuration, time, ids, faults, background work, the feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx2

from emulators.background import Background
from emulators.config import EmulatorConfig, Person
from emulators.connections import Connections
from emulators.faults import Faults
from emulators.feed import Feed
from emulators.ids import Ids


class StageClock:
    """The stand-ins' time: the machine's, moved by as much as the product's clock was moved."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Aware, UTC, whole seconds, as both providers stamp."""
        return (datetime.now(UTC) + self._ahead).replace(microsecond=0)

    def set(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)


class Stage:
    """Made once per app; `reset` puts everything but the configuration back to the beginning."""

    def __init__(self, config: EmulatorConfig) -> None:
        self.config = config
        self.connections = Connections()
        self.feed = Feed()
        self.background = Background()
        self.faults = Faults()
        self.clock = StageClock()
        self.ids = Ids(config.seed)
        self._http: httpx2.AsyncClient | None = None

    def reset(self) -> None:
        self.background.cancel()
        self.faults = Faults()
        self.clock = StageClock()
        self.ids = Ids(self.config.seed)

    @property
    def http(self) -> httpx2.AsyncClient:
        """For webhooks. Built at first use, inside the loop; ignores proxies, since all is on loopback."""
        if self._http is None:
            self._http = httpx2.AsyncClient(timeout=self.config.webhook_timeout_s, trust_env=False)
        return self._http

    async def close(self) -> None:
        self.feed.close()
        self.background.cancel()
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    def next_place(self) -> int:
        """The order in which things happened, across both providers."""
        return self.ids.count("place")

    def person_with_phone(self, number: str) -> Person | None:
        return next((person for person in self.config.people if person.phone == number), None)

    def person_on_telegram(self, telegram_id: int) -> Person | None:
        return next((person for person in self.config.people if person.telegram_id == telegram_id), None)
