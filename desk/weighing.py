"""What a text weighs before it is sent: length, segments, cost, what is added to it, what a reader may take amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from cases.model import Channel
from desk.tongue import say, say_many
from outreach.flagging import flags_in
from outreach.replying import ReplyCheck
from outreach.segments import segments
from outreach.settings import PriceSettings

MOST_FLAGS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """Words that should be looked at again, and the list that has them."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """WhatsApp's 24 hours after the borrower's last message: ``until`` when free words are taken, if they are."""

    open: bool
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """``size`` in words; ``added``: sentences that come before and behind one's own; ``flagged``: each words once."""

    size: str = ""
    added: tuple[str, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    window: Window | None = None


NOTHING: Final = Weight()
"""What an empty box weighs."""


def weight_of(text: str, checked: ReplyCheck, prices: PriceSettings, now: datetime) -> Weight:
    """What a reply would weigh on its channel."""
    return Weight(
        size=_size(text, checked, prices),
        added=checked.added,
        flagged=flagged_in(text),
        window=_window(checked, now),
    )


def note_weight(text: str) -> Weight:
    """What a note for colleagues weighs."""
    return Weight(size=characters(text))


def characters(text: str) -> str:
    """``46 characters``, nothing of an empty text."""
    return say_many("%(num)s character", "%(num)s characters", len(text)) if text else ""


def flagged_in(text: str) -> tuple[Flagged, ...]:
    """Words of the text that are on a list, each once."""
    found = dict.fromkeys((text[flag.start : flag.end], flag.kind) for flag in flags_in(text))
    return tuple(Flagged(words=words, kind=kind) for words, kind in found)[:MOST_FLAGS]


def _size(text: str, checked: ReplyCheck, prices: PriceSettings) -> str:
    """Segments are those of the whole text that leaves, with what is added to it."""
    if not text:
        return ""
    said, parts = [characters(text)], 1
    if checked.channel is Channel.SMS:
        counted = segments(checked.text)
        parts = counted.count
        said.append(f"{say_many('%(num)s segment', '%(num)s segments', parts)}, {counted.encoding}")
    price = {Channel.SMS: prices.sms, Channel.WHATSAPP: prices.whatsapp}.get(checked.channel, Decimal(0))
    if price and prices.currency:
        said.append(say("costs %(amount)s", amount=f"{prices.currency} {(price * parts).normalize():f}"))
    return " · ".join(said)


def _window(checked: ReplyCheck, now: datetime) -> Window | None:
    if checked.channel is not Channel.WHATSAPP:
        return None
    until = checked.window_until
    return Window(open=until is not None and now < until, until=until)
