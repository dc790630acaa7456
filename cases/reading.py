"""What was understood of a borrower's message. Made by ``understanding``, used by the flows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Intent(StrEnum):
    """What a message wants; the closed set every flow may rely on."""

    PROMISE = "promise"
    PAY_NOW = "pay_now"
    ALREADY_PAID = "already_paid"
    CANNOT_PAY = "cannot_pay"
    ASK_PLAN = "ask_plan"
    ASK_BALANCE = "ask_balance"
    ASK_WHY = "ask_why"
    ASK_WHY_THIS = "ask_why_this"
    DISPUTE = "dispute"
    WRONG_PERSON = "wrong_person"
    THIRD_PARTY = "third_party"
    STOP = "stop"
    CEASE = "cease"
    HUMAN = "human"
    COMPLAINT = "complaint"
    ABUSIVE = "abusive"
    ATTORNEY = "attorney"
    BANKRUPTCY = "bankruptcy"
    DECEASED = "deceased"
    DISTRESS = "distress"
    REFUSE = "refuse"
    INCONVENIENT = "inconvenient"
    WHO_ARE_YOU = "who_are_you"
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    REPEAT = "repeat"
    LANGUAGE = "language"
    MY_DATA = "my_data"
    OTHER = "other"


PROTECTED = frozenset(
    {
        Intent.STOP,
        Intent.CEASE,
        Intent.DISPUTE,
        Intent.ATTORNEY,
        Intent.BANKRUPTCY,
        Intent.DECEASED,
        Intent.DISTRESS,
        Intent.WRONG_PERSON,
    }
)
"""Rights words: read before any flow, wherever the conversation stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRead:
    """An amount as written, in minor units of ``currency`` (the loan's, where none was named)."""

    minor: int
    currency: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRead:
    """A date as written, made absolute in the borrower's zone."""

    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was understood, in order of mention. ``confidence`` runs from 0 to 1.

    ``rights`` are protected words that were plainly said; ``doubts`` those that may have been meant and must be asked
    about.

    ``bank`` and ``reference`` are those of a payment; ``dispute`` is the kind of a dispute, ``topics`` the kinds of
    charge that are spoken of, as rules of charges name them. ``hours`` are those in which they ask to be written to, as
    ``18:00-20:00``, where they say that a moment is wrong. ``reason`` is why they fell behind, ``people`` a count of
    persons, ``relief`` what they name of it: pause, reduced or later.
    """

    text: str
    intent: Intent = Intent.OTHER
    confidence: float = 0.0
    runner_up: Intent | None = None
    rights: frozenset[Intent] = frozenset()
    doubts: frozenset[Intent] = frozenset()
    amounts: tuple[AmountRead, ...] = ()
    dates: tuple[DateRead, ...] = ()
    shares: tuple[Fraction, ...] = ()
    hours: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    channel: str | None = None
    unwanted: frozenset[str] = frozenset()
    bank: str = ""
    reference: str = ""
    dispute: str | None = None
    topics: frozenset[str] = frozenset()
    reason: str | None = None
    people: int | None = None
    relief: str | None = None
    language: str | None = None
