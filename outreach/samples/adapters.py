"""Channels that keep to themselves: what is handed over counts as sent, and nothing travels anywhere."""

from __future__ import annotations

import hashlib

from cases.model import Channel
from channels.base import ChannelAdapter, ErrorKind, Outgoing, SendError


class RecordingAdapter:
    """Answers like the provider would. Addresses in ``dead`` do not exist there."""

    provider: str | None
    on: bool = True
    missing: tuple[str, ...] = ()

    def __init__(self, name: Channel, *, provider: str | None, buttons: bool, dead: frozenset[str]) -> None:
        self.name = name
        self.provider = provider
        self.buttons = buttons
        self._dead = dead

    async def send(self, outgoing: Outgoing) -> str | None:
        """An id in the provider's own form, the same for the same message."""
        if outgoing.address in self._dead:
            raise SendError(ErrorKind.BAD_ADDRESS, "this number is not in service", code="30003")
        if self.name is Channel.TELEGRAM:
            return f"{outgoing.address}/{outgoing.message_id}"
        if self.name is Channel.SMS:
            return "SM" + hashlib.md5(f"sample:{outgoing.message_id}".encode(), usedforsecurity=False).hexdigest()
        return None

    async def close(self) -> None:
        """Nothing is open."""


def recording_channels(dead: frozenset[str]) -> dict[Channel, ChannelAdapter]:
    """One for every channel that the sample uses."""
    return {
        Channel.SMS: RecordingAdapter(Channel.SMS, provider="twilio", buttons=False, dead=dead),
        Channel.TELEGRAM: RecordingAdapter(Channel.TELEGRAM, provider="telegram", buttons=True, dead=dead),
        Channel.WEBCHAT: RecordingAdapter(Channel.WEBCHAT, provider=None, buttons=True, dead=dead),
    }
