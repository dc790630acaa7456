"""The terminal, for ``forbear play``: texts are read from the database, choices are digits."""

from __future__ import annotations

from cases.model import Channel
from channels.base import Outgoing


def console_address(borrower_id: int) -> str:
    """The address of a borrower who is played in the terminal."""
    return f"console:{borrower_id}"


class ConsoleAdapter:
    """Always on; whoever plays reads the database."""

    name: Channel = Channel.CONSOLE
    provider: str | None = None
    buttons: bool = False
    pictures: bool = False
    on: bool = True
    missing: tuple[str, ...] = ()

    async def send(self, outgoing: Outgoing) -> str | None:
        """Nothing travels, so there is no provider's id."""
        return None

    async def close(self) -> None:
        """Nothing is open."""
