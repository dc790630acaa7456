"""The values a conversation works with: what is known, what was heard, what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.events import Event
from cases.ledger import BorrowerPosition
from cases.model import Account, Borrower, Case, Channel, ContactPoint
from cases.plans.asks import NO_DAYS_OFF
from cases.plans.policy import PlanPolicy
from cases.policy.pack import Calendar
from cases.reading import Reading
from cases.relief import ReliefPolicy
from cases.say import Choice, Phrase, Say
from cases.signposts import Signposts

BRIEF = frozenset({Channel.SMS, Channel.VOICE})
"""Channels with room for the sums alone; the page behind the link has every line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRules:
    """What the lender set: names, identity facts, limits of what the bot may agree alone.

    ``claim_days`` are business days; ``post_days`` is how long a payment takes to show. An answer to a question that is
    older than ``session_hours`` does not count: the question is asked again. ``pay_url`` is the page of the oldest
    debt's creditor, ``pay_pages`` each loan's by its ref. ``jurisdiction`` is the lender's, for whoever has none.
    """

    lender: str
    phone: str
    officer: str
    pay_url: str
    pay_pages: Mapping[str, str] = field(default_factory=dict)
    jurisdiction: str = ""
    identity_facts: tuple[str, ...] = ("birth_year",)
    identity_tries: int = 3
    plans: PlanPolicy = field(default_factory=PlanPolicy)
    relief: ReliefPolicy = field(default_factory=ReliefPolicy)
    signposts: Signposts = field(default_factory=Signposts)
    claim_days: int = 3
    dispute_days: int = 14
    post_days: int = 2
    session_hours: int = 24
    locales: tuple[str, ...] = ("en", "zh-Hans", "es", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A photo or file that was stored, by its name and its SHA-256."""

    name: str
    sha256: str


def any_time(at: datetime) -> datetime:
    """People answer at every hour."""
    return at


def nothing_unasked() -> None:
    """Nothing was sent unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowContext:
    """All a flow may know. ``today`` is the borrower's local date; ``wait`` says honestly when a person answers."""

    now: datetime
    today: date
    borrower: Borrower
    case: Case
    accounts: tuple[Account, ...]
    position: BorrowerPosition
    contact: ContactPoint
    channel: Channel
    identified: bool
    tries_left: int
    rules: FlowRules
    wait: Phrase
    person_due_by: datetime | None
    desk_open: bool
    officer: str
    new_ref: str
    """A fresh reference for whatever is made in this turn (promise, plan, hold)."""
    chat_link: str
    last_unasked: Callable[[], tuple[Phrase, datetime] | None] = nothing_unasked
    """Looks up why and when the newest text was sent that the borrower had not asked for."""
    points: tuple[ContactPoint, ...] = ()
    """All contact points of the borrower's own."""
    calendar: Calendar = field(default=NO_DAYS_OFF)
    """The days off where the borrower lives, if the plan policy minds them."""
    unsorted: tuple[SentFile, ...] = ()
    """Stored photos and files of which nobody said what they show."""
    questioned: Mapping[str, str] = field(default_factory=dict)
    """By the ref of a dispute that is looked into, the charge that it is about, where it is about one."""
    data_link: str = ""
    """Where the borrower reads all that is kept about them."""
    data_until: date | None = None
    desk_at: Callable[[datetime], datetime] = any_time
    """The first moment from then on at which people answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came in: the reading of its text, or the id of the choice that was pressed, typed or matched."""

    reading: Reading
    choice: str | None = None
    opened: bool = False
    """The borrower opened the chat (web page, Telegram's start) and wrote nothing yet."""
    unreadable: bool = False
    """A voice note or a sticker came instead of words."""
    files: tuple[SentFile, ...] = ()
    """Photos and files that came with it and were stored."""
    refused: str = ""
    """Why a file that came was not kept: the name of a phrase ``file.*``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A question that another wish interrupted: where it was asked, and what had been answered by then."""

    flow: str
    step: str
    data: Mapping[str, str | int] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """One running conversation at one contact point: which flow, where in it, and what it keeps in mind.

    ``version`` is that of the flow when the place was taken, ``at`` when that was. ``said`` marks the last text, so
    that none is said twice in a row; ``left`` is what to come back to.
    """

    flow: str = "menu"
    step: str = "start"
    data: Mapping[str, str | int] = field(default_factory=dict)
    offered: tuple[Choice, ...] = ()
    misses: int = 0
    version: int = 1
    said: str = ""
    left: Left | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What comes of one exchange: texts to say, facts that happened, and where the conversation stands."""

    says: tuple[Say, ...] = ()
    dialogue: Dialogue = field(default_factory=Dialogue)
    events: tuple[Event, ...] = ()
