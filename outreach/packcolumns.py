"""The keys a pack may have, table by table, how each is read and which field of the gate's values it fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, get_args

from cases.policy.counting import ANY_UNIT
from cases.policy.decision import Status
from cases.policy.pack import (
    CapRule,
    ChannelBan,
    Confirmation,
    ConsentRule,
    ContentRule,
    CooldownRule,
    DisclosureRule,
    GapRule,
    HoursRule,
    IdentityRule,
    OptOut,
    OptOutScope,
    Rule,
    StopEffect,
    StopRule,
    ThirdParty,
    ZoneRule,
)
from outreach.packnames import ACTORS, CHANNEL_NAMES, KINDS, LENDERS, PER, RECIPIENTS, UNIT_MARKS, UNITS
from outreach.packvalues import (
    Convert,
    clock,
    count,
    day,
    disclosures,
    duration,
    fact,
    facts,
    flag,
    listed,
    one_of,
    phrases,
    sentences,
    some_of,
    text,
    trigger,
    weekdays,
    window,
    words,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A key of the file: the field it fills (None: the value is itself fields and values) and how it is read."""

    field: str | None
    convert: Convert


CALENDARS: Mapping[str, tuple[str, str | None]] = {
    "ru-production-calendar": ("RU", None),
    "id-national": ("ID", None),
    "br-al": ("BR", "AL"),
}
"""Calendars that packs may name: country and subdivision in the library ``holidays``."""

STATUSES = get_args(Status)
COMMON = {
    "id": Column("id", text),
    "status": Column("status", one_of(*STATUSES)),
    "source": Column("source", text),
    "confidence": Column("confidence", one_of("VP", "VS", "M")),
    "effective_from": Column("starts", day),
    "effective_to": Column("ends", day),
    "actors": Column("actors", some_of(*ACTORS)),
    "lenders": Column("lenders", some_of(*LENDERS)),
}
CHANNELS = {"channels": Column("channels", some_of(*CHANNEL_NAMES))}
MARGINS = one_of("hold", "deny")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: the pack's field it fills, the rule it makes, and its keys beside the common ones."""

    field: str
    rule: type[Rule]
    columns: Mapping[str, Column]
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)


LISTS = {
    "hours": Table(
        "hours",
        HoursRule,
        {
            **CHANNELS,
            "days": Column("days", weekdays),
            "day_class": Column("day_class", one_of("any", "workday", "weekend_or_holiday", "not_holiday")),
            "from": Column("opens", clock),
            "to": Column("closes", clock),
            "outside": Column("outside", MARGINS),
            "override": Column("lifted_by", facts),
        },
    ),
    "narrow": Table("hours", HoursRule, CHANNELS, {"opens": time(0), "closes": time.max, "requested": True}),
    "cap": Table(
        "caps",
        CapRule,
        {
            **CHANNELS,
            "kinds": Column("kinds", some_of(*KINDS)),
            "unit": Column("unit", one_of(*UNITS, ANY_UNIT)),
            "per": Column("per", some_of(*PER)),
            "max": Column("max", count),
            "window": Column(None, window),
            "exclude": Column("exclude", some_of(*UNITS, *UNIT_MARKS)),
            "over": Column("over", MARGINS),
        },
    ),
    "cooldown": Table(
        "cooldowns",
        CooldownRule,
        {
            **CHANNELS,
            "trigger": Column(None, trigger),
            "per": Column("per", some_of(*PER)),
            "days": Column("days", count),
            "counting": Column("counting", one_of("day_of_event_is_day_1", "full_hours")),
        },
    ),
    "min_gap": Table(
        "gaps", GapRule, {**CHANNELS, "gap": Column("gap", duration), "max_per_day": Column("max_per_day", count)}
    ),
    "disclosure": Table(
        "disclosures",
        DisclosureRule,
        {
            **CHANNELS,
            "position": Column(
                "position", one_of("initial", "subsequent", "every", "session_start", "call_start", "reply")
            ),
            "when": Column("when", fact),
            "match": Column("match", one_of("any", "all", "first_required")),
            "replies": Column("replies", flag),
            "phrases": Column("phrases", disclosures),
            "say": Column("say", sentences),
        },
    ),
    "consent": Table(
        "consents",
        ConsentRule,
        {
            **CHANNELS,
            "except": Column("spared", some_of(*CHANNEL_NAMES)),
            "technique": Column("technique", fact),
            "when": Column("when", fact),
        },
    ),
    "channel": Table(
        "bans", ChannelBan, {**CHANNELS, "providers": Column("providers", words), "when": Column("when", fact)}
    ),
    "zone": Table("zones", ZoneRule, {}),
}
"""Tables written ``[[name]]``."""

SINGLES = {
    "opt_out": Table(
        "opt_outs",
        OptOut,
        {
            "scope": Column("scope", one_of(*get_args(OptOutScope))),
            "keywords": Column("keywords", phrases),
            "opt_in": Column("opt_in", listed),
        },
    ),
    "confirmation": Table(
        "confirmations", Confirmation, {"max": Column("max", count), "within": Column("within", duration)}
    ),
    "third_party": Table(
        "third_parties",
        ThirdParty,
        {
            "allowed": Column("allowed", some_of(*RECIPIENTS)),
            "only_if": Column("only_if", fact),
            "per_person_max": Column("per_person_max", count),
            "automated": Column("automated", flag),
            "may_disclose": Column("may_disclose", flag),
        },
    ),
    "identity": Table("identities", IdentityRule, {}),
}
"""Tables written ``[name]``, at most once in a pack."""

STOP = Table("stops", StopRule, {"effect": Column("effect", one_of(*get_args(StopEffect)))})
CONTENT = Table("content", ContentRule, {"kinds": Column("kinds", some_of(*KINDS))})


HEAD = {
    "id": Column("id", text),
    "version": Column("version", text),
    "jurisdiction": Column("jurisdiction", text),
    "status": Column("status", one_of(*STATUSES)),
    "review_by": Column("review_by", day),
    "extends": Column("extends", listed),
    "on_missing_fact": Column("on_missing_fact", one_of("deny", "hold")),
}
APPLIES = {"actor": Column("actors", some_of(*ACTORS))}
TIME = {
    "basis": Column("basis", one_of("debtor_location", "debtor_address", "fixed")),
    "zone": Column("zone", text),
    "on_conflict": Column("on_conflict", one_of("intersect", "deny")),
    "send_margin": Column("send_margin", duration),
}
HOLIDAYS = {"calendar": Column("calendar", one_of(*CALENDARS)), "weekend": Column("weekend", weekdays)}
INBOUND = {
    "counts_to_caps": Column("counts_to_caps", flag),
    "outside_hours": Column("outside_hours", one_of("allow", "one_reply_same_medium", "deny")),
}

TERMS = frozenset({"obligation", "forbearance", "privacy", "retention"})
"""Tables kept as they are: what a pack says beyond single messages."""
TABLES = frozenset({"pack", "time", "holidays", "inbound_reply", "stop", "content", "flag", *TERMS, *LISTS, *SINGLES})
"""Every table a pack may have."""
