"""Channels that keep to themselves: what is handed over counts as sent, and nothing travels anywhere."""

from __future__ import annotations

import hashlib

from cases.model import Channel
from channels.base import ChannelAdapter, Outgoing


class RecordingAdapter:
    """Takes every text as the provider would."""

    provider: str | None
    pictures: bool = False
    on: bool = True
    missing: tuple[str, ...] = ()

    def __init__(self, name: Channel, *, provider: str | None, buttons: bool) -> None:
        self.name = name
        self.provider = provider
        self.buttons = buttons

    async def send(self, outgoing: Outgoing) -> str | None:
        """An id in the provider's own form, the same for the same message."""
        if self.name is Channel.TELEGRAM:
            return f"{outgoing.address}/{outgoing.message_id}"
        if self.name is Channel.SMS:
            return "SM" + hashlib.md5(f"sample:{outgoing.message_id}".encode(), usedforsecurity=False).hexdigest()
        return None

    async def close(self) -> None:
        """Nothing is open."""


def recording_channels() -> dict[Channel, ChannelAdapter]:
    """One for every channel that the sample uses."""
    return {
        Channel.SMS: RecordingAdapter(Channel.SMS, provider="twilio", buttons=False),
        Channel.TELEGRAM: RecordingAdapter(Channel.TELEGRAM, provider="telegram", buttons=True),
        Channel.WEBCHAT: RecordingAdapter(Channel.WEBCHAT, provider=None, buttons=True),
    }
