"""The keys a pack may have, table by table, how each is read and which field of the gate's values it fills."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, get_args

from cases.policy.decision import Status
from cases.policy.pack import (
    CapRule,
    ChannelBan,
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

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A key of the file: the field it fills (None: the value is itself fields and values) and how it is read."""

    field: str | None
    convert: Convert


def text(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("needs a text")
    return value


def day(value: Any) -> date:
    """A date, unquoted in TOML."""
    if not isinstance(value, date):
        raise TypeError("needs a date such as 2026-09-01, without quotes")
    return value


def names(value: Any) -> frozenset[str]:
    """A list of names; ``"*"`` stands for all."""
    return frozenset(listed(value))


def listed(value: Any) -> tuple[str, ...]:
    """A list of texts, in order, not empty."""
    if not isinstance(value, list) or not value:
        raise ValueError("needs a list of texts")
    return tuple(text(item) for item in value)


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise TypeError("needs true or false")
    return value


def count(value: Any) -> int:
    """A whole number above nought."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("needs a whole number above 0")
    return value


_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def duration(value: Any) -> timedelta:
    """A duration such as ``PT4H``."""
    parts = _DURATION.fullmatch(text(value))
    if parts is None or not any(parts.groups()):
        raise ValueError("needs a duration such as PT4H, PT5M or P1D")
    days, hours, minutes = (int(part or 0) for part in parts.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def clock(value: Any) -> time:
    """A time of day such as ``08:00``; ``24:00`` is the end of the day."""
    return time.max if value == "24:00" else time.fromisoformat(text(value))


def one_of(*choices: str) -> Convert:
    """One of these words."""

    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}{nearest(str(value), choices)}")
        return str(value)

    return convert


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week as numbers, Monday being 0; ``all`` stands for seven."""
    if value == ["all"]:
        return frozenset(range(7))
    return frozenset(WEEKDAYS.index(one_of(*WEEKDAYS)(item)) for item in listed(value))


def phrases(value: Any) -> dict[str, tuple[str, ...]]:
    """Lists of phrases by language."""
    if not isinstance(value, dict) or not value:
        raise ValueError("needs a table of languages")
    return {language: listed(items) for language, items in value.items()}


def window(value: Any) -> dict[str, Any]:
    """``{ n, unit, align }`` of a cap."""
    if not isinstance(value, dict) or set(value) != {"n", "unit", "align"}:
        raise ValueError("needs { n = …, unit = …, align = … }")
    unit = one_of("day", "week", "month")(value["unit"])
    align = one_of("rolling", "calendar", "both")(value["align"])
    return {"n": count(value["n"]), "window": unit, "align": align}


VOICE = frozenset({"voice", "voice_ai"})
TRIGGERS = {"voice_conversation": {"trigger_channels": VOICE, "trigger_unit": "conversation"}}


def trigger(value: Any) -> dict[str, Any]:
    """What starts a cooldown."""
    return dict(TRIGGERS[one_of(*TRIGGERS)(value)])


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
    "actors": Column("actors", names),
    "lenders": Column("lenders", names),
}
CHANNELS = {"channels": Column("channels", names)}
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
            "override": Column("lifted_by", listed),
        },
    ),
    "narrow": Table("hours", HoursRule, CHANNELS, {"opens": time(0), "closes": time.max, "requested": True}),
    "cap": Table(
        "caps",
        CapRule,
        {
            **CHANNELS,
            "unit": Column("unit", text),
            "per": Column("per", names),
            "max": Column("max", count),
            "window": Column(None, window),
            "exclude": Column("exclude", names),
            "over": Column("over", MARGINS),
        },
    ),
    "cooldown": Table(
        "cooldowns",
        CooldownRule,
        {
            **CHANNELS,
            "trigger": Column(None, trigger),
            "per": Column("per", names),
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
            "when": Column("when", text),
            "match": Column("match", one_of("any", "all", "first_required")),
            "replies": Column("replies", flag),
            "phrases": Column("phrases", phrases),
        },
    ),
    "consent": Table("consents", ConsentRule, {**CHANNELS, "except": Column("spared", names)}),
    "channel": Table(
        "bans", ChannelBan, {**CHANNELS, "providers": Column("providers", names), "when": Column("when", text)}
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
    "third_party": Table(
        "third_parties",
        ThirdParty,
        {
            "allowed": Column("allowed", names),
            "only_if": Column("only_if", text),
            "automated": Column("automated", flag),
            "may_disclose": Column("may_disclose", flag),
        },
    ),
    "identity": Table("identities", IdentityRule, {}),
}
"""Tables written ``[name]``, at most once in a pack."""

STOP = Table("stops", StopRule, {"effect": Column("effect", one_of(*get_args(StopEffect)))})
CONTENT = Table("content", ContentRule, {})


def nearest(name: str, known: Any) -> str:
    """``; did you mean …?`` where something known is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


HEAD = {
    "id": Column("id", text),
    "version": Column("version", text),
    "jurisdiction": Column("jurisdiction", text),
    "status": Column("status", one_of(*STATUSES)),
    "review_by": Column("review_by", day),
    "extends": Column("extends", listed),
    "on_missing_fact": Column("on_missing_fact", one_of("deny", "hold")),
}
HEAD_ELSEWHERE = frozenset({"prefix", "source", "confidence", "effective_from", "effective_to", "applies_to"})
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
