"""Chat in the terminal as a borrower: the same conversations as on every channel, with digits for choices."""

from __future__ import annotations

import secrets

from rich.console import Console
from rich.markup import escape

from cases.model import Channel
from channels.base import Inbound
from channels.console import console_address
from outreach.chat import ChatLine, thread
from outreach.inbound import receive
from outreach.runtime import Runtime
from outreach.visitors import borrower_to_play

STYLES = {"bot": "cyan", "collector": "green", "borrower": "dim"}


def play_borrower(runtime: Runtime, ref: str | None, console: Console | None = None) -> None:
    """Play one borrower, or the first who is late, until Ctrl-D. Raises NotFound for a borrower who is not there."""
    console = console or Console()
    borrower_id, ref = borrower_to_play(runtime, ref)
    console.print(f"You are {escape(ref)}. Write, or answer with a digit. Ctrl-D ends it.", style="bold")
    last = max((line.id for line in _lines(runtime, borrower_id, 0)), default=0)
    receive(runtime, _inbound(runtime, borrower_id, text=None))
    while True:
        last = _print_new(runtime, console, borrower_id, last)
        try:
            text = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if text:
            receive(runtime, _inbound(runtime, borrower_id, text=text))


def _inbound(runtime: Runtime, borrower_id: int, *, text: str | None) -> Inbound:
    return Inbound(
        channel=Channel.CONSOLE,
        address=console_address(borrower_id),
        external_id=f"console:{borrower_id}:{secrets.token_hex(8)}",
        at=runtime.clock.now(),
        text=text,
        opened=text is None,
        borrower_id=borrower_id,
    )


def _lines(runtime: Runtime, borrower_id: int, after: int) -> list[ChatLine]:
    return thread(runtime, borrower_id, after, Channel.CONSOLE)


def _print_new(runtime: Runtime, console: Console, borrower_id: int, last: int) -> int:
    """Print what others said since; the id of the newest line."""
    for line in _lines(runtime, borrower_id, last):
        last = line.id
        if line.from_ != "borrower":
            who = f"{line.name}: " if line.name else ""
            console.print(escape(who + line.text), style=STYLES[line.from_], highlight=False)
    return last
