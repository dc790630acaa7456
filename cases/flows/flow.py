"""What a conversation is made of: places that ask and hear, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.events import Event
from cases.flows.menus import choices_for
from cases.flows.turn import FlowContext, Heard
from cases.money import Money
from cases.say import Choice, Say, Value

Data = Mapping[str, str | int]
"""What a conversation keeps in mind from one turn to the next."""

HERE = ""
"""As a way: stay in this place and ask nothing again."""

BACK = "<"
"""As a way: return to the place that was left for an aside, and ask its question again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """What a place makes of what it heard: say this, record that, and stand at ``to``.

    ``to`` is a conversation (``"promise"``, which then chooses its own first place), a place (``"promise.check"``),
    HERE or BACK. The place asks its question unless ``quiet``. ``heard``: what the conversation entered is to hear
    instead. ``missed``: the message was not understood.
    """

    to: str = HERE
    data: Data = field(default_factory=dict)
    says: tuple[Say, ...] = ()
    events: tuple[Event, ...] = ()
    quiet: bool = False
    heard: Heard | None = None
    missed: bool = False


Ask = Callable[[FlowContext, Data], tuple[Say, ...]]
Hear = Callable[[FlowContext, Data, Heard], Go | None]
Enter = Callable[[FlowContext, Heard], Go]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A place in a conversation. ``hear`` gives None for what is no answer here.

    ``while_waiting``: it may still hear its answer while a person is awaited.
    """

    ask: Ask
    hear: Hear = lambda _context, _data, _heard: None
    while_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One kind of conversation.

    ``safe``: nothing in it names a debt, so it may run before identity. ``returns``: it is an aside; the place that was
    left is kept in mind. ``version`` grows when its steps or what they keep change their meaning: a session of an older
    one begins the conversation again with what it kept.
    """

    enter: Enter
    steps: Mapping[str, Step] = field(default_factory=dict)
    safe: bool = False
    returns: bool = False
    version: int = 1


def say(key: str, choices: tuple[Choice, ...] | None = None, /, **values: Value) -> Say:
    """A message with the choices that usually stand under its key, or with these."""
    return Say(key=key, values=values, choices=choices_for(key) if choices is None else choices)


def done(*says: Say, events: tuple[Event, ...] = ()) -> Go:
    """The matter is settled: say so, and ask nothing more."""
    return Go(to="menu.start", says=says, events=events, quiet=True)


def text_in(data: Data, key: str) -> str:
    """The text kept under ``key``, empty where there is none."""
    return str(data.get(key, ""))


def number_in(data: Data, key: str) -> int:
    """The number kept under ``key``, 0 where there is none."""
    kept = data.get(key, 0)
    return kept if isinstance(kept, int) else 0


def day_in(data: Data, key: str) -> date | None:
    """The date kept under ``key``."""
    try:
        return date.fromisoformat(text_in(data, key))
    except ValueError:
        return None


def money_in(data: Data, key: str = "minor") -> Money | None:
    """The amount kept under ``key``, in the currency kept beside it."""
    currency = text_in(data, "currency")
    return Money(currency=currency, minor=number_in(data, key)) if currency and key in data else None


def pressed(heard: Heard, *ids: str) -> bool:
    """Whether one of these choices was taken."""
    return heard.choice in ids
