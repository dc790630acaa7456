"""A policy pack as the gate sees it: compiled, frozen values. ``outreach.policies`` reads them from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal

from cases.policy.decision import Status

EVERYWHERE: frozenset[str] = frozenset({"*"})
"""The channels of a rule that binds on each of them."""

StopEffect = Literal[
    "deny_demand",
    "deny_until",
    "deny_all",
    "deny_direct",
    "deny_to_debtor",
    "deny_all_except_post",
    "deny_channel",
    "deny_place_work",
    "human_only",
]
DETECTED = frozenset({"amount_not_from_ledger", "debt_detail"})
"""What a pack may block beside words. Amounts are held against the ledger in live use only."""
OptOutScope = Literal["address", "channel", "person_all", "person_all_automated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has. It binds ``actors`` and ``lenders`` on local dates from ``starts`` to before ``ends``.

    ``confidence``: VP read in a primary text, VS in a secondary one, M from memory; empty for a rule of the house.
    """

    id: str
    status: Status
    source: str
    confidence: Literal["VP", "VS", "M", ""] = ""
    starts: date = date.min
    ends: date = date.max
    actors: frozenset[str] = EVERYWHERE
    lenders: frozenset[str] = EVERYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule(Rule):
    """Open from ``opens`` to before ``closes`` (``time.max``: midnight) on these days, Monday being 0.

    ``lifted_by`` names facts that open it. ``requested``: the hours are those the borrower asked for, if any.
    """

    days: frozenset[int] = frozenset(range(7))
    day_class: Literal["any", "workday", "weekend_or_holiday", "not_holiday"] = "any"
    opens: time
    closes: time
    requested: bool = False
    channels: frozenset[str] = EVERYWHERE
    outside: Literal["hold", "deny"] = "hold"
    lifted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRule(Rule):
    """At most ``max`` of ``unit`` in ``n`` days, weeks or months of local dates, today among them.

    ``kinds`` are the kinds of message that it keeps back; every unasked contact is counted, whatever its kind.
    """

    channels: frozenset[str]
    kinds: frozenset[str] = EVERYWHERE
    unit: str
    per: frozenset[str]
    max: int
    n: int
    window: Literal["day", "week", "month"]
    align: Literal["rolling", "calendar", "both"]
    exclude: frozenset[str] = frozenset()
    over: Literal["hold", "deny"] = "hold"

    def keeps_back(self, kind: str) -> bool:
        """Whether it binds messages of this kind."""
        return "*" in self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class CooldownRule(Rule):
    """Silence on ``channels`` for ``days`` after a contact on ``trigger_channels`` that counted as ``trigger_unit``."""

    trigger_channels: frozenset[str]
    trigger_unit: str
    channels: frozenset[str]
    per: frozenset[str]
    days: int
    counting: Literal["day_of_event_is_day_1", "full_hours"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule(Rule):
    """At least ``gap`` between two contacts on ``channels``, and at most ``max_per_day`` on one local date."""

    channels: frozenset[str]
    gap: timedelta
    max_per_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule(Rule):
    """Phrases a text must have, per language. ``replies``: it binds on answers to the borrower, too.

    ``say``: the sentence that is put into a text of ours that lacks them, per language.
    """

    position: Literal["initial", "subsequent", "every", "session_start", "call_start", "reply"]
    channels: frozenset[str] = EVERYWHERE
    when: str | None = None
    phrases: Mapping[str, tuple[str, ...]]
    match: Literal["any", "all", "first_required"]
    replies: bool = False
    say: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule(Rule):
    """A fact that stops, and what it stops."""

    fact: str
    effect: StopEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut(Rule):
    """How far an opt-out reaches, and the words that mean it, per language."""

    scope: OptOutScope
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opt_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Rule):
    """An opt-out is confirmed at most ``max`` times, ``within`` this long after it was written."""

    max: int = 1
    within: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty(Rule):
    """Whom a message may go to, and on which fact somebody else may be asked by a person.

    Nobody else is asked more than ``per_person_max`` times, nor again once they refused.
    """

    allowed: frozenset[str] = frozenset({"borrower", "guarantor", "co_borrower", "representative"})
    only_if: str | None = None
    per_person_max: int | None = None
    automated: bool = False
    may_disclose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule(Rule):
    """No text that discloses a debt before the right party is confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule(Rule):
    """Consent to the channel itself is needed on ``channels``, save those ``spared``.

    With a ``technique``, consent to that by its name instead, where the fact ``when`` says that it is used.
    """

    technique: str | None = None
    when: str | None = None
    channels: frozenset[str] = EVERYWHERE
    spared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBan(Rule):
    """A channel, a provider on it, or a technique (``when`` names the fact) that may not be used."""

    channels: frozenset[str] = EVERYWHERE
    providers: frozenset[str] = EVERYWHERE
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRule(Rule):
    """A borrower whose zone is unknown gets nothing that depends on the hour or the date there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRule(Rule):
    """Words that may not leave, per language. A trailing ``*`` stands for any ending.

    ``detects`` names what is no matter of words; see ``DETECTED``. ``kinds`` are the kinds of message it binds.
    """

    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    detects: str | None = None
    kinds: frozenset[str] = EVERYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBasis:
    """Where the local time comes from. ``zone`` only where the pack fixes one for everybody."""

    basis: Literal["debtor_location", "debtor_address", "fixed"] = "debtor_location"
    zone: str | None = None
    on_conflict: Literal["intersect", "deny"] = "intersect"
    calendar: str | None = None
    weekend: frozenset[int] = frozenset({5, 6})
    send_margin: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundReply:
    """What binds an answer to the borrower."""

    counts_to_caps: bool = False
    outside_hours: Literal["allow", "one_reply_same_medium", "deny"] = "allow"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pack:
    """One pack. Compared by identity, so that what is compiled from a stack of packs can be kept by it.

    ``actors`` are those it binds in live use. ``terms`` is what it says beyond single messages (retention,
    obligations, forbearance), as read.
    """

    id: str
    version: str
    jurisdiction: str
    status: Status
    review_by: date
    extends: tuple[str, ...] = ()
    actors: frozenset[str] = EVERYWHERE
    on_missing_fact: Literal["deny", "hold"] = "deny"
    time: TimeBasis = TimeBasis()
    inbound_reply: InboundReply = InboundReply()
    hours: tuple[HoursRule, ...] = ()
    caps: tuple[CapRule, ...] = ()
    cooldowns: tuple[CooldownRule, ...] = ()
    gaps: tuple[GapRule, ...] = ()
    disclosures: tuple[DisclosureRule, ...] = ()
    stops: tuple[StopRule, ...] = ()
    opt_outs: tuple[OptOut, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    zones: tuple[ZoneRule, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    identities: tuple[IdentityRule, ...] = ()
    consents: tuple[ConsentRule, ...] = ()
    bans: tuple[ChannelBan, ...] = ()
    content: tuple[ContentRule, ...] = ()
    terms: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days off of a jurisdiction, and days that are worked although they fall on a weekend."""

    off: frozenset[date]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Calendars:
    """Calendars by the name that packs give them. Compared by identity, as packs are."""

    by_name: Mapping[str, Calendar] = field(default_factory=dict)
