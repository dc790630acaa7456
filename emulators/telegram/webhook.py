"""Delivery of updates by POST, one at a time and in order, again until the other side says 2xx."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import httpx2

from emulators.background import Work
from emulators.faults import FaultKind, Point
from emulators.stage import Stage
from emulators.telegram.updates import UpdateQueue

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
LONGEST_PAUSE_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where updates go."""

    url: str
    secret: str | None = None
    max_connections: int = 40


class Webhook:
    """The bot's webhook, if any, and what became of the deliveries."""

    def __init__(self, stage: Stage, updates: UpdateQueue) -> None:
        self._stage = stage
        self._updates = updates
        self._pumping: Work | None = None
        self.hook: Hook | None = None
        self.last_error: tuple[int, str] | None = None
        self.attempts: list[dict[str, Any]] = []

    def set(self, hook: Hook | None) -> None:
        if self._pumping is not None:
            self._pumping.cancel()
            self._pumping = None
        self.hook = hook
        self.last_error = None
        self.pump()

    def pump(self) -> None:
        """Deliver what is pending, unless that is being done."""
        if self.hook and self._updates.pending and (self._pumping is None or self._pumping.done()):
            self._pumping = self._stage.background.spawn(self._deliver_all(), "telegram webhook")

    async def _deliver_all(self) -> None:
        pause = self._stage.config.webhook_retry_s
        while self.hook and self._updates.pending:
            update = self._updates.pending[0]
            if await self._deliver(self.hook, update):
                self._updates.remove(update)
                pause = self._stage.config.webhook_retry_s
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _deliver(self, hook: Hook, update: dict[str, Any]) -> bool:
        kind = next(name for name in update if name != "update_id")
        fault = self._stage.faults.take("telegram", Point.WEBHOOK, kind)
        if fault and fault.kind is FaultKind.DELAYED_WEBHOOK:
            await asyncio.sleep(fault.seconds)
        accepted = await self._post(hook, update)
        if fault and fault.kind is FaultKind.DUPLICATE_WEBHOOK:
            await self._post(hook, update)
        return accepted

    async def _post(self, hook: Hook, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            response = await self._stage.http.post(hook.url, json=update, headers=headers)
            problem = None if response.is_success else f"Wrong response from the webhook: {_status_line(response)}"
        except httpx2.HTTPError as error:
            problem = f"Connection failed: {type(error).__name__}"
        self.attempts.append({"update_id": update["update_id"], "problem": problem})
        if problem:
            self.last_error = (int(self._stage.clock.now().timestamp()), problem)
        return problem is None

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        info: dict[str, Any] = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.hook:
            info["max_connections"] = self.hook.max_connections
        if self.last_error:
            info |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        return info


def _status_line(response: httpx2.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}"
