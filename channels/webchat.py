"""The web chat: a text is there as soon as its row is, so sending is nothing more than saying so."""

from __future__ import annotations

from cases.model import Channel
from channels.base import Outgoing


def webchat_address(borrower_id: int) -> str:
    """The address of a borrower's web chat; the signed link stands for it outside."""
    return f"webchat:{borrower_id}"


class WebchatAdapter:
    """Always on; the page reads the database."""

    name: Channel = Channel.WEBCHAT
    provider: str | None = None
    buttons: bool = True
    pictures: bool = False
    on: bool = True
    missing: tuple[str, ...] = ()

    async def send(self, outgoing: Outgoing) -> str | None:
        """Nothing travels, so there is no provider's id."""
        return None

    async def close(self) -> None:
        """Nothing is open."""
