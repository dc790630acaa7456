"""A stack of packs made ready once: the rules in force on a date that bind a channel, an actor and a lender."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from cases.policy.counting import Counted
from cases.policy.pack import (
    Calendars,
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
    Pack,
    Rule,
    StopRule,
    ThirdParty,
    ZoneRule,
)
from cases.policy.windows import OpenHours
from cases.policy.wording import Phrases
from cases.policy.zones import zone_named

R = TypeVar("R", bound=Rule)
CV = TypeVar("CV", CapRule, CooldownRule, GapRule, HoursRule, DisclosureRule, ConsentRule, ChannelBan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a view is made for. ``live``: packs that do not bind the actor are left out."""

    channel: str
    actor: str
    lender: str
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timed:
    """The timed rules of one pack on one channel."""

    pack: Pack
    zone: ZoneInfo | None
    hours: OpenHours | None
    requested: OpenHours | None
    cooldowns: tuple[tuple[Counted, CooldownRule], ...]
    caps: tuple[tuple[Counted, tuple[CapRule, ...]], ...]
    gaps: tuple[tuple[Counted, GapRule], ...]

    @property
    def standing(self) -> bool:
        """Whether a rule here depends on the hour or the date, whatever the borrower asked for."""
        return bool(self.hours or self.cooldowns or self.caps or self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """Every rule that can object, by the part of the gate that asks for it."""

    timed: tuple[Timed, ...]
    zones: tuple[ZoneRule, ...]
    stops: Mapping[str, tuple[StopRule, ...]]
    bans: tuple[ChannelBan, ...]
    opt_outs: tuple[OptOut, ...]
    consents: tuple[ConsentRule, ...]
    third_parties: tuple[ThirdParty, ...]
    identities: tuple[IdentityRule, ...]
    content: tuple[tuple[Phrases, tuple[ContentRule, ...]], ...]
    detected: tuple[ContentRule, ...]
    disclosures: tuple[DisclosureRule, ...]


_SECTIONS = ("zones", "stops", "opt_outs", "third_parties", "identities", "content")
_ON_CHANNEL = ("bans", "consents", "disclosures", "hours", "caps", "cooldowns", "gaps")


@lru_cache(maxsize=256)
def turning_dates(packs: tuple[Pack, ...]) -> tuple[date, ...]:
    """The dates on which any rule of the stack begins or ends to bind, in order."""
    rules = (rule for pack in packs for name in _SECTIONS + _ON_CHANNEL for rule in getattr(pack, name))
    dates = {turn for rule in rules for turn in (rule.starts, rule.ends)}
    return tuple(sorted(dates - {date.min, date.max}))


def view_on(packs: tuple[Pack, ...], calendars: Calendars, scope: Scope, day: date) -> View:
    """The rules in force on a date."""
    turns = turning_dates(packs)
    return _view(packs, calendars, scope, bisect_right(turns, day))


@lru_cache(maxsize=4096)
def _view(packs: tuple[Pack, ...], calendars: Calendars, scope: Scope, segment: int) -> View:
    turns = turning_dates(packs)
    day = turns[segment - 1] if segment else date.min
    binding = [pack for pack in packs if not scope.live or _among(scope.actor, pack.actors)]
    stops: dict[str, list[StopRule]] = defaultdict(list)
    for pack in binding:
        for stop in _in_force(pack.stops, scope, day):
            stops[stop.fact].append(stop)
    blocks = [rule for pack in binding for rule in _in_force(pack.content, scope, day)]
    return View(
        timed=tuple(t for pack in binding if (t := _timed(pack, calendars, scope, day)).standing or t.requested),
        zones=tuple(rule for pack in binding for rule in _in_force(pack.zones, scope, day)),
        stops={fact: tuple(rules) for fact, rules in stops.items()},
        bans=tuple(rule for pack in binding for rule in _here(pack.bans, scope, day)),
        opt_outs=tuple(rule for pack in binding for rule in _in_force(pack.opt_outs, scope, day)),
        consents=tuple(
            rule for pack in binding for rule in _here(pack.consents, scope, day) if scope.channel not in rule.spared
        ),
        third_parties=tuple(rule for pack in binding for rule in _in_force(pack.third_parties, scope, day)),
        identities=tuple(rule for pack in binding for rule in _in_force(pack.identities, scope, day)),
        content=_lookouts(rule for rule in blocks if rule.detects is None),
        detected=tuple(rule for rule in blocks if rule.detects is not None),
        disclosures=tuple(rule for pack in binding for rule in _here(pack.disclosures, scope, day)),
    )


def _among(name: str, names: frozenset[str]) -> bool:
    return "*" in names or name in names


def _in_force(rules: Iterable[R], scope: Scope, day: date) -> list[R]:
    return [
        rule
        for rule in rules
        if rule.starts <= day < rule.ends and _among(scope.actor, rule.actors) and _among(scope.lender, rule.lenders)
    ]


def _here(rules: Iterable[CV], scope: Scope, day: date) -> list[CV]:
    return [rule for rule in _in_force(rules, scope, day) if _among(scope.channel, rule.channels)]


def _timed(pack: Pack, calendars: Calendars, scope: Scope, day: date) -> Timed:
    hours = _here(pack.hours, scope, day)
    return Timed(
        pack=pack,
        zone=zone_named(pack.time.zone) if pack.time.zone else None,
        hours=_open_hours(pack, calendars, [rule for rule in hours if not rule.requested]),
        requested=_open_hours(pack, calendars, [rule for rule in hours if rule.requested]),
        cooldowns=tuple(
            (Counted(rule.trigger_channels, rule.trigger_unit, rule.per), rule)
            for rule in _here(pack.cooldowns, scope, day)
        ),
        caps=_grouped(_here(pack.caps, scope, day)),
        gaps=tuple(
            (Counted(rule.channels, "contact_or_attempt", frozenset({"person"})), rule)
            for rule in _here(pack.gaps, scope, day)
        ),
    )


def _open_hours(pack: Pack, calendars: Calendars, rules: list[HoursRule]) -> OpenHours | None:
    if not rules:
        return None
    time = pack.time
    calendar = calendars.by_name[time.calendar] if time.calendar else None
    return OpenHours(rules=tuple(rules), calendar=calendar, weekend=time.weekend, margin=time.send_margin)


def _lookouts(rules: Iterable[ContentRule]) -> tuple[tuple[Phrases, tuple[ContentRule, ...]], ...]:
    """Rules of several packs that block the same words look for them once."""
    groups: dict[tuple[str, ...], list[ContentRule]] = defaultdict(list)
    for rule in rules:
        groups[tuple(phrase for phrases in rule.phrases.values() for phrase in phrases)].append(rule)
    return tuple((Phrases.of(phrases), tuple(blocking)) for phrases, blocking in groups.items())


def _grouped(caps: Iterable[CapRule]) -> tuple[tuple[Counted, tuple[CapRule, ...]], ...]:
    groups: dict[Counted, list[CapRule]] = defaultdict(list)
    for cap in caps:
        groups[Counted(cap.channels, cap.unit, cap.per, cap.exclude)].append(cap)
    return tuple((counted, tuple(rules)) for counted, rules in groups.items())
