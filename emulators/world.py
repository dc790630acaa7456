"""Everything of one run: the stage, both providers, and what each person has read."""

from __future__ import annotations

import dataclasses
from typing import Any

from emulators.config import EmulatorConfig
from emulators.stage import Stage
from emulators.telegram.server import TelegramServer
from emulators.twilio.model import message_resource
from emulators.twilio.server import TwilioServer


class World:
    """Held by the app as `app.state.world`. All of it lives on the server's event loop."""

    def __init__(self, config: EmulatorConfig) -> None:
        self.stage = Stage(config)
        self._people_the_world()

    def reset(self) -> None:
        """Forget messages, chats, faults and the moved clock; the configuration stays."""
        self.telegram.close()
        self.stage.reset()
        self._people_the_world()
        self.stage.feed.publish("reset")

    def configure(self, changes: dict[str, Any]) -> None:
        """Change addresses or people while running. Raises ValueError for a setting that is not known."""
        self.stage.config = self.stage.config.changed(changes)
        self.telegram.meet_people()
        self.stage.feed.publish("config")

    async def close(self) -> None:
        self.telegram.close()
        await self.stage.close()

    def snapshot(self) -> dict[str, Any]:
        """All state as JSON, for tests and for looking."""
        return {
            "now": self.stage.clock.now().isoformat(),
            "faults": [dataclasses.asdict(fault) for fault in self.stage.faults.ordered],
            "telegram": _telegram(self.telegram),
            "twilio": _twilio(self.twilio),
        }

    def _people_the_world(self) -> None:
        self.telegram = TelegramServer(self.stage)
        self.twilio = TwilioServer(self.stage)
        self.read_up_to: dict[str, int] = {}


def _telegram(server: TelegramServer) -> dict[str, Any]:
    return {
        "webhook": server.webhook.info(),
        "attempts": server.webhook.attempts,
        "pending_updates": server.updates.pending,
        "commands": server.commands,
        "calls": server.calls,
        "pressed": [dataclasses.asdict(pressed) for pressed in server.pressed.values()],
        "chats": [
            {
                "telegram_id": chat.user.id,
                "blocked": chat.blocked,
                "messages": [
                    server.wire(message) | {"from_bot": message.from_bot, "deleted": message.deleted}
                    for message in chat.messages.values()
                ],
            }
            for chat in server.chats.values()
        ],
    }


def _twilio(server: TwilioServer) -> dict[str, Any]:
    account = server.stage.config.account_sid
    return {
        "messages": [
            message_resource(message, account) | {"by": message.by, "channel": message.channel}
            for message in server.messages.values()
        ],
        "opted_out": sorted(server.opted_out),
        "lines": dict(server.lines),
        "alerts": server.alerts,
        "callbacks": server.callbacks,
        "calls": server.calls,
    }
