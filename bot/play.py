"""Chat in the terminal as a borrower: the same conversations as on every channel, with digits for choices."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence

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
PLAYED = (Channel.CONSOLE, Channel.SMS, Channel.TELEGRAM, Channel.WHATSAPP, Channel.WEBCHAT)
"""Channels whose texts the terminal can show."""

WITH_BUTTONS = frozenset({Channel.TELEGRAM, Channel.WHATSAPP, Channel.WEBCHAT})
"""Where choices are buttons: they stand behind the text in brackets, and their labels may be typed."""


def play_borrower(
    runtime: Runtime, ref: str | None, channel: Channel = Channel.CONSOLE, console: Console | None = None
) -> None:
    """Play one borrower, or the first who is late, until Ctrl-D. Raises NotFound for a borrower who is not there."""
    console = console or Console()
    borrower_id, ref = _begin(runtime, ref, channel)
    console.print(f"You are {escape(ref)}. Write, or answer with a digit. Ctrl-D ends it.", style="bold")
    last = _newest(runtime, borrower_id)
    receive(runtime, _inbound(runtime, borrower_id, text=None))
    while True:
        for line in _said(runtime, borrower_id, last):
            last = line.id
            if line.from_ != "borrower":
                console.print(escape(shown(line, channel)), style=STYLES[line.from_], highlight=False)
        try:
            text = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if text:
            receive(runtime, _inbound(runtime, borrower_id, text=text))


def play_script(
    runtime: Runtime, ref: str | None, channel: Channel, messages: Sequence[str], tell: Callable[[ChatLine], None]
) -> None:
    """Say these one after the other; each bubble that appears, the borrower's own too, is told in its order."""
    borrower_id, _ = _begin(runtime, ref, channel)
    last = _newest(runtime, borrower_id)
    for text in (None, *messages):
        receive(runtime, _inbound(runtime, borrower_id, text=text))
        for line in _said(runtime, borrower_id, last):
            last = line.id
            tell(line)


def script_lines(text: str) -> Iterator[str]:
    """The messages of a script: one a line; empty lines and those that begin with ``#`` are for people."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def shown(line: ChatLine, channel: Channel) -> str:
    """A bubble as the terminal shows it: the borrower's behind ``>``, buttons in brackets, a collector's name first."""
    if line.from_ == "borrower":
        return f"> {line.text}"
    labels = [f"[{label}]" for _, label in line.choices] if channel in WITH_BUTTONS else []
    return " ".join([f"{line.name}: {line.text}" if line.name else line.text, *labels])


def _begin(runtime: Runtime, ref: str | None, channel: Channel) -> tuple[int, str]:
    runtime.terminal = channel
    return borrower_to_play(runtime, ref)


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


def _newest(runtime: Runtime, borrower_id: int) -> int:
    return max((line.id for line in _said(runtime, borrower_id, 0)), default=0)


def _said(runtime: Runtime, borrower_id: int, after: int) -> list[ChatLine]:
    return thread(runtime, borrower_id, after, Channel.CONSOLE)
