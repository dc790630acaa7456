"""A stack of packs made ready once: the rules in force on a date that bind a channel, an actor and a lender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from cases.policy.counting import ANY_UNIT, Counted, Tally, reach_of
from cases.policy.disclosures import Disclosure
from cases.policy.pack import (
    Calendars,
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
    Pack,
    Rule,
    StopRule,
    ThirdParty,
    ZoneRule,
)
from cases.policy.windows import OpenHours
from cases.policy.wording import Phrases
from cases.policy.zones import zone_named

AGREED_HOURS = "agreed_hours"
AGREED_DAYS = "agreed_days"
"""The fact that names the hours a borrower asked for or agreed to."""
DAYS_PAST_DUE = "dpd_over_"
"""How a name begins that lifts hours once more days than it says are past due."""
R = TypeVar("R", bound=Rule)
CV = TypeVar("CV", CapRule, CooldownRule, GapRule, HoursRule, DisclosureRule, ConsentRule, ChannelBan)


class Scope(NamedTuple):
    """What a view is made for. ``live``: packs that do not bind the actor are left out."""

    channel: str
    actor: str
    lender: str
    live: bool


class Counting(NamedTuple):
    """Rules that count, each with its place in the view's tally, a cap also with its reach, and the zone it fixes."""

    cooldowns: tuple[tuple[int, CooldownRule, tuple[ZoneInfo, ...]], ...]
    caps: tuple[tuple[int, CapRule, timedelta, tuple[ZoneInfo, ...]], ...]
    gaps: tuple[tuple[int, GapRule, tuple[ZoneInfo, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.caps or self.cooldowns or self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timed:
    """The timed rules of one pack on one channel.

    ``fixed`` is the zone that the pack fixes, if any; ``lifters`` the facts that lift its hours, ``asking`` the facts
    without any of which none is lifted, unless ``by_days_past_due``.
    """

    pack: Pack
    fixed: tuple[ZoneInfo, ...]
    hours: OpenHours | None
    lifters: frozenset[str]
    asking: frozenset[str]
    by_days_past_due: bool
    requested: OpenHours | None
    counting: Counting

    @property
    def standing(self) -> bool:
        """Whether a rule here depends on the hour or the date, whatever the borrower asked for."""
        return self.hours is not None or bool(self.counting)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """Every rule that can object, by the part of the gate that asks for it.

    ``hour_facts`` are those without any of which the hours are as written, unless ``by_days_past_due``.
    ``blocks`` are the rules that ask for each list in ``phrases``.
    """

    timed: tuple[Timed, ...]
    hour_facts: frozenset[str]
    by_days_past_due: bool
    counting: Counting
    counting_replies: Counting
    tally: Tally
    zones: tuple[ZoneRule, ...]
    stops: Mapping[str, tuple[StopRule, ...]]
    bans: tuple[ChannelBan, ...]
    opt_outs: tuple[OptOut, ...]
    confirmations: tuple[Confirmation, ...]
    consents: tuple[ConsentRule, ...]
    third_parties: tuple[ThirdParty, ...]
    identities: tuple[IdentityRule, ...]
    phrases: Phrases
    blocks: tuple[tuple[ContentRule, ...], ...]
    detected: tuple[ContentRule, ...]
    disclosures: tuple[Disclosure, ...]


_SECTIONS = ("zones", "stops", "opt_outs", "confirmations", "third_parties", "identities", "content")
_ON_CHANNEL = ("bans", "consents", "disclosures", "hours", "caps", "cooldowns", "gaps")


@lru_cache(maxsize=256)
def turning_dates(packs: tuple[Pack, ...]) -> tuple[date, ...]:
    """The dates on which any rule of the stack begins or ends to bind, in order."""
    rules = (rule for pack in packs for name in _SECTIONS + _ON_CHANNEL for rule in getattr(pack, name))
    dates = {turn for rule in rules for turn in (rule.starts, rule.ends)}
    return tuple(sorted(dates - {date.min, date.max}))


@lru_cache(maxsize=4096)
def view_in(
    packs: tuple[Pack, ...], calendars: Calendars, segment: int, channel: str, actor: str, lender: str, live: bool
) -> View:
    """The rules in force from one of the turning dates (the how many-th; 0: before the first) to the next.

    They are those of a ``Scope``.
    """
    turns, scope = turning_dates(packs), Scope(channel, actor, lender, live)
    day = turns[segment - 1] if segment else date.min
    binding = [pack for pack in packs if not scope.live or _among(scope.actor, pack.actors)]
    stops: dict[str, list[StopRule]] = defaultdict(list)
    for pack in binding:
        for stop in _in_force(pack.stops, scope, day):
            stops[stop.fact].append(stop)
    places: dict[Counted, int] = {}
    timed = tuple(
        found for pack in binding if (found := _timed(pack, calendars, scope, day, places)).standing or found.requested
    )
    counting = _together(timed)
    content = [rule for pack in binding for rule in _in_force(pack.content, scope, day)]
    blocks = _by_words(rule for rule in content if rule.detects is None)
    return View(
        timed=timed,
        hour_facts=frozenset({AGREED_HOURS, AGREED_DAYS}).union(*(found.asking for found in timed)),
        by_days_past_due=any(found.by_days_past_due for found in timed),
        counting=counting,
        counting_replies=_together(found for found in timed if found.pack.inbound_reply.counts_to_caps),
        tally=Tally(tuple(places), _reach(counting)),
        zones=tuple(rule for pack in binding for rule in _in_force(pack.zones, scope, day)),
        stops={fact: tuple(rules) for fact, rules in stops.items()},
        bans=tuple(rule for pack in binding for rule in _here(pack.bans, scope, day)),
        opt_outs=tuple(rule for pack in binding for rule in _in_force(pack.opt_outs, scope, day)),
        confirmations=tuple(rule for pack in binding for rule in _in_force(pack.confirmations, scope, day)),
        consents=tuple(
            rule for pack in binding for rule in _here(pack.consents, scope, day) if scope.channel not in rule.spared
        ),
        third_parties=tuple(rule for pack in binding for rule in _in_force(pack.third_parties, scope, day)),
        identities=tuple(rule for pack in binding for rule in _in_force(pack.identities, scope, day)),
        phrases=Phrases.of(*blocks),
        blocks=tuple(tuple(rules) for rules in blocks.values()),
        detected=tuple(rule for rule in content if rule.detects is not None),
        disclosures=tuple(Disclosure.of(rule) for pack in binding for rule in _here(pack.disclosures, scope, day)),
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


def _timed(pack: Pack, calendars: Calendars, scope: Scope, day: date, places: dict[Counted, int]) -> Timed:
    """``places`` gets what the rules count, each once."""
    hours = _here(pack.hours, scope, day)

    def place(counted: Counted) -> int:
        return places.setdefault(counted, len(places))

    zone = zone_named(pack.time.zone) if pack.time.zone else None
    fixed = (zone,) if zone is not None else ()
    lifters = frozenset(name for rule in hours for name in rule.lifted_by)
    return Timed(
        pack=pack,
        fixed=fixed,
        hours=_open_hours(pack, calendars, [rule for rule in hours if not rule.requested]),
        lifters=lifters,
        asking=lifters | {AGREED_HOURS} if lifters else lifters,
        by_days_past_due=any(name.startswith(DAYS_PAST_DUE) for name in lifters),
        requested=_open_hours(pack, calendars, [rule for rule in hours if rule.requested]),
        counting=Counting(
            cooldowns=tuple(
                (place(Counted(rule.trigger_channels, rule.trigger_unit, rule.per)), rule, fixed)
                for rule in _here(pack.cooldowns, scope, day)
            ),
            caps=tuple(
                (place(Counted(rule.channels, rule.unit, rule.per, rule.exclude)), rule, reach_of(rule), fixed)
                for rule in _here(pack.caps, scope, day)
            ),
            gaps=tuple(
                (place(Counted(rule.channels, ANY_UNIT, frozenset({"person"}))), rule, fixed)
                for rule in _here(pack.gaps, scope, day)
            ),
        ),
    )


def _together(packs: Iterable[Timed]) -> Counting:
    """What several packs count, class by class."""
    each = [timed.counting for timed in packs]
    return Counting(
        cooldowns=tuple(row for counting in each for row in counting.cooldowns),
        caps=tuple(row for counting in each for row in counting.caps),
        gaps=tuple(row for counting in each for row in counting.gaps),
    )


def _reach(counting: Counting) -> timedelta:
    reaches = [reach for _, _, reach, _ in counting.caps]
    reaches += [reach_of(rule) for _, rule, _ in counting.cooldowns]
    reaches += [reach_of(rule) for _, rule, _ in counting.gaps]
    return max(reaches, default=timedelta())


def _open_hours(pack: Pack, calendars: Calendars, rules: list[HoursRule]) -> OpenHours | None:
    if not rules:
        return None
    time = pack.time
    calendar = calendars.by_name[time.calendar] if time.calendar else None
    return OpenHours(rules=tuple(rules), calendar=calendar, weekend=time.weekend, margin=time.send_margin)


def _by_words(rules: Iterable[ContentRule]) -> dict[tuple[str, ...], list[ContentRule]]:
    """Rules of several packs that block the same words look for them once."""
    groups: dict[tuple[str, ...], list[ContentRule]] = defaultdict(list)
    for rule in rules:
        groups[tuple(phrase for phrases in rule.phrases.values() for phrase in phrases)].append(rule)
    return groups
