"""A request with what every part of the gate asks of it, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from cases.model import Kind
from cases.policy.decision import Fired
from cases.policy.pack import Calendars, Pack, Rule
from cases.policy.request import GateRequest
from cases.policy.stack import View, turning_dates, view_in
from cases.policy.zones import ONE_DAY, day_start, local_date, zones_of

ANSWERS = frozenset({Kind.REPLY, Kind.OPT_OUT_CONFIRMATION})
"""Kinds that answer what the borrower just wrote there: no consent, no cap, no hour, save where a pack says so."""

_KINDS = frozenset(Kind)
_UTC_ZONE = ZoneInfo("UTC")
_LONG_AGO = datetime(MINYEAR + 1, 1, 1, tzinfo=UTC)


class Question(NamedTuple):
    """One candidate message before the gate. ``at`` is in UTC; ``zones`` is empty where any candidate is unknown.

    ``answers``: it answers what the borrower just wrote.
    """

    request: GateRequest
    at: datetime
    zones: tuple[ZoneInfo, ...]
    view: View
    automated: bool
    answers: bool

    @property
    def dating_zone(self) -> ZoneInfo:
        """The zone whose calendar says which rules are in force."""
        return self.zones[0] if self.zones else _UTC_ZONE


Findings = Iterable[Fired]


def ask(request: GateRequest, packs: tuple[Pack, ...], calendars: Calendars, at: datetime) -> Question:
    """Make a question of a request, for an instant in UTC. Raises ValueError for a kind that does not exist."""
    kind, live = request.kind, request.live
    if kind not in _KINDS:
        raise ValueError(f"kind: {kind!r} is none of {', '.join(sorted(_KINDS))}")
    zones = zones_of(request.zones)
    segment = bisect_right(turning_dates(packs), local_date(zones[0] if zones else _UTC_ZONE, at))
    view = view_in(packs, calendars, segment, request.channel, request.actor, request.lender, live is not None)
    return Question(request, at, zones, view, live is None or live.sender == "bot", kind in ANSWERS)


def objection(rule: Rule, effect: Literal["hold", "deny"] = "deny", until: datetime | None = None) -> Fired:
    """A rule that fired."""
    return Fired(rule=rule.id, effect=effect, until=until, status=rule.status, source=rule.source)


def end_of(value: object, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) at which a fact with a known end is over: a date with the end of that day there, or an instant.

    The calendar's last year stands for no end, its first for long ago. Raises ValueError for text that is neither.
    """
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2026-01-31") else datetime.fromisoformat(value)
    if isinstance(value, date) and value.year in (MINYEAR, MAXYEAR):
        return _LONG_AGO if value.year == MINYEAR else None
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else datetime.combine(value, time(), zone).astimezone(UTC)
    if isinstance(value, date):
        return day_start(zone, value + ONE_DAY)
    return None
