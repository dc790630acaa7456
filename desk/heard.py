"""What was heard in a message, as the desk says it: a chip in the thread, a row of the review, marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cases.reading import Intent
from desk.looks import bare, day
from desk.tongue import mark, say
from outreach.reviewing import ReadingView
from understanding.outside import INTENTS

NAMES: Final[Mapping[Intent, str]] = {
    Intent.PROMISE: mark("promise"),
    Intent.PAY_NOW: mark("wants to pay now"),
    Intent.ALREADY_PAID: mark("has paid already"),
    Intent.CANNOT_PAY: mark("cannot pay"),
    Intent.ASK_PLAN: mark("asks for parts or time"),
    Intent.ASK_BALANCE: mark("asks how much"),
    Intent.ASK_WHY: mark("asks why"),
    Intent.DISPUTE: mark("disputes it"),
    Intent.WRONG_PERSON: mark("wrong person"),
    Intent.THIRD_PARTY: mark("somebody else answers"),
    Intent.STOP: mark("stop on this channel"),
    Intent.CEASE: mark("stop all contact"),
    Intent.HUMAN: mark("wants a person"),
    Intent.COMPLAINT: mark("complaint"),
    Intent.ABUSIVE: mark("insult"),
    Intent.ATTORNEY: mark("has a lawyer"),
    Intent.BANKRUPTCY: mark("bankruptcy"),
    Intent.DECEASED: mark("a death"),
    Intent.DISTRESS: mark("words of despair"),
    Intent.REFUSE: mark("will not pay"),
    Intent.INCONVENIENT: mark("wrong time or place"),
    Intent.WHO_ARE_YOU: mark("asks who writes"),
    Intent.YES: mark("yes"),
    Intent.NO: mark("no"),
    Intent.UNSURE: mark("does not know yet"),
    Intent.GREETING: mark("greeting"),
    Intent.THANKS: mark("thanks"),
    Intent.GOODBYE: mark("goodbye"),
    Intent.REPEAT: mark("say it again"),
    Intent.LANGUAGE: mark("another language"),
    Intent.OTHER: mark("something else"),
}
REASONS: Final[Mapping[str, str]] = {
    "low": mark("not sure enough"),
    "second": mark("two readers differ"),
    "corrected": mark("a colleague says otherwise"),
}
STATES: Final[Mapping[str, str]] = {
    "open": mark("Open"),
    "confirmed": mark("Confirmed"),
    "corrected": mark("Corrected"),
    "aside": mark("Left out"),
    "all": mark("All"),
}
SURE: Final = ((0.85, mark("sure")), (0.6, mark("fairly sure")), (0.0, mark("not sure")))
SEPARATOR: Final = mark(", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A reading with its words: ``short`` as a chip has it, ``pieces`` of the text, true for what was marked.

    ``rights`` are protected words beside the intent. ``sure`` says how sure it was.
    """

    view: ReadingView
    short: str
    rights: tuple[str, ...]
    sure: str
    doubtful: bool
    pieces: tuple[tuple[str, bool], ...]


def heard(view: ReadingView) -> Heard:
    """A reading with its words, in the reader's language."""
    return Heard(
        view=view,
        short=say(SEPARATOR).join([name(view.meant), *values(view)]),
        rights=tuple(name(right) for right in view.rights if right is not view.meant),
        sure=say(next(words for least, words in SURE if view.confidence >= least)),
        doubtful=view.state == "open" and view.proposed is None,
        pieces=tuple(pieces(view.text, view.spans)),
    )


def name(intent: Intent) -> str:
    """What an intent is called."""
    return say(NAMES[intent])


def choices() -> list[tuple[str, str]]:
    """Every intent with its name, in the order of the intents."""
    return [(intent.value, name(intent)) for intent in INTENTS]


def values(view: ReadingView) -> Iterator[str]:
    """Amounts, shares and days, as they were read."""
    yield from (bare(each.minor, each.currency) for each in view.amounts)
    yield from view.shares
    yield from (day(each.on) for each in view.dates)


def pieces(text: str, spans: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those that a value was read in marked; each span where it stands first after the last."""
    begin = 0
    for start, end in _places(text, spans):
        if start > begin:
            yield text[begin:start], False
        yield text[start:end], True
        begin = end
    if begin < len(text):
        yield text[begin:], False


def _places(text: str, spans: Sequence[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for span in spans:
        # A reading closes up spaces and line breaks.
        wanted = re.compile(r"\s+".join(re.escape(word) for word in span.split()))
        for match in wanted.finditer(text) if span.strip() else ():
            if all(match.end() <= start or end <= match.start() for start, end in found):
                found.append(match.span())
                break
    return sorted(found)
