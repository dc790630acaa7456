"""What the gate is asked: one candidate message, the borrower it is for, and what has been sent so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from cases.model import ContactPoint, Custody, Hold, Treatment

Bot = Literal["bot"]
CollectorSender = tuple[Literal["collector"], str, int]
Sender = Bot | CollectorSender
"""Who wants to speak: the bot, or ``("collector", login, lease token)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact so far, ours or made elsewhere.

    ``units`` names what it counted as: ``sent``, ``call_placed``, ``call_connected``, ``call_placed_unanswered``,
    ``conversation``. A row with the unit ``reply`` answered the borrower (replies, opt-out confirmations) and counts
    nowhere, unless a pack counts replies. ``creditor`` is whose loan it was about; ``answers`` the instant of what it
    answered, where that is known. ``shared`` marks a contact with somebody else at the same address: it counts only
    where a rule counts by address.
    """

    at: datetime
    channel: str
    units: frozenset[str]
    loan: str | None = None
    by: str = "own"
    address: str | None = None
    creditor: str | None = None
    answers: datetime | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFacts:
    """What only a running system knows. Scenarios have none, and are judged by their packs alone.

    ``contact_point`` None means that there is no address to send to; its id is what holds on a contact point name.
    ``channel_on`` is False where the channel is not configured. ``switched_off`` are the reasons of the kill switches
    that bite this message, in words; ``unknown_amounts`` the amounts in its text that the ledger does not know.
    """

    contact_point: ContactPoint | None
    sender: Sender = "bot"
    custody: Custody = field(default_factory=Custody)
    holds: tuple[Hold, ...] = ()
    promise_stands: bool = False
    plan_stands: bool = False
    treatment: Treatment
    ledger_fresh: bool = True
    channel_on: bool = True
    switched_off: tuple[str, ...] = ()
    unknown_amounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRequest:
    """One candidate message. ``at`` is the instant of sending, aware; ``text`` None: the wording is not judged.

    ``actor`` is ``first_party`` or ``third_party``, ``lender`` ``bank``, ``mfi`` or ``nonbank``, ``creditor`` whose
    loan it is about. ``discloses`` says whether the text speaks of a debt; ``language`` is that of the text in live
    use, else the borrower's. ``zones`` are candidate IANA zones, none of them a guess; empty means unknown.
    ``consent`` and ``opted_out`` are channels.
    ``facts`` are those the packs name (``attorney_known``, ``bankruptcy``, ``agreed_hours``, …) and the values of the
    placeholders in their disclosures (``institution_full_name``, ``creditor_or_agent_name``, ``contact_phone``, …).
    ``in_reply_to`` is what the borrower wrote, by channel and instant, where a pack allows one answer each.
    ``released`` marks a required notice that a person let go; ``acknowledgement`` a reply that only acknowledges.
    """

    at: datetime
    channel: str
    kind: str
    actor: str = "first_party"
    lender: str = "nonbank"
    loan: str | None = None
    creditor: str | None = None
    position: str = "subsequent"
    text: str | None = None
    discloses: bool = False
    recipient: str = "borrower"
    address: str | None = None
    provider: str | None = None
    zones: tuple[str, ...] = ()
    language: str = "en"
    identity: str = "unconfirmed"
    consent: frozenset[str] = frozenset()
    opted_out: frozenset[str] = frozenset()
    days_past_due: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    history: tuple[Contact, ...] = ()
    in_reply_to: tuple[str, datetime] | None = None
    released: bool = False
    acknowledgement: bool = False
    live: LiveFacts | None = None
