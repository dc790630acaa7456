"""Caps against a slow count of their own: any unit, window, alignment, scope, zone and history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.policy.gate import judge
from cases.policy.pack import Calendars, CapRule, Pack
from cases.policy.request import Contact, GateRequest
from cases.policy.zones import day_start, zone_named
from tests.cases.policy.reference import is_full, local_date

CHANNELS = ["sms", "voice", "visit"]
UNITS = ["sent", "call_placed", "call_placed_unanswered", "call_connected", "conversation"]
ZONES = ["America/New_York", "America/Santiago", "Asia/Kolkata", "Europe/Moscow", "Australia/Lord_Howe", "Pacific/Apia"]
HORIZON = timedelta(days=60)
DST = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
"""Inside the hour that New York has twice."""


def channels() -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset({"*"})) | st.frozensets(st.sampled_from(CHANNELS), min_size=1, max_size=2)


caps = st.builds(
    CapRule,
    id=st.sampled_from(["a", "b", "c"]),
    status=st.just("house"),
    source=st.just("test"),
    channels=channels(),
    unit=st.sampled_from([*UNITS, "contact_or_attempt"]),
    per=st.frozensets(st.sampled_from(["person", "debt", "address", "institution"]), min_size=1, max_size=3),
    max=st.integers(1, 4),
    n=st.integers(1, 3),
    window=st.sampled_from(["day", "week", "month"]),
    align=st.sampled_from(["rolling", "calendar", "both"]),
    exclude=st.sampled_from([frozenset[str](), frozenset({"call_placed_unanswered"})]),
)
some = st.sampled_from(["1", "2", None])
moments = st.integers(0, 500 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def requests(draw: st.DrawFn) -> GateRequest:
    at = draw(moments | st.just(DST))
    contacts = st.builds(
        Contact,
        at=st.integers(-80, 100 * 24).map(lambda hours: at - timedelta(hours=hours)),
        channel=st.sampled_from(CHANNELS),
        units=st.frozensets(st.sampled_from([*UNITS, "reply"]), min_size=1, max_size=2),
        loan=some,
        address=some,
        creditor=some,
        by=st.sampled_from(["own", "agency"]),
        shared=st.booleans(),
    )
    return GateRequest(
        at=at,
        channel=draw(st.sampled_from(CHANNELS)),
        kind=draw(st.sampled_from(["demand", "service"])),
        loan=draw(some),
        address=draw(some),
        creditor=draw(some),
        zones=tuple(draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=2, unique=True))),
        history=tuple(draw(st.lists(contacts, max_size=25))),
    )


def stacked(rules: list[CapRule]) -> tuple[Pack, ...]:
    """One pack for each cap: ids may repeat between packs, as they never do within one."""
    return tuple(
        Pack(id=f"p{place}", version="1", jurisdiction="*", status="house", review_by=date.max, caps=(rule,))
        for place, rule in enumerate(rules)
    )


def full(rules: list[CapRule], request: GateRequest, at: datetime) -> bool:
    """Whether any cap that speaks of this channel is full there, by the slow count."""
    binding = [cap for cap in rules if "*" in cap.channels or request.channel in cap.channels]
    return any(is_full(cap, request, zone, local_date(at, zone)) for cap in binding for zone in request.zones)


@given(request=requests(), rules=st.lists(caps, min_size=1, max_size=4))
def test_the_gate_counts_as_the_slow_count_does(request: GateRequest, rules: list[CapRule]) -> None:
    decision = judge(request, stacked(rules), Calendars())
    assert (decision.decision == "allow") is not full(rules, request, request.at)


@given(request=requests(), rules=st.lists(caps, min_size=1, max_size=3))
def test_a_hold_ends_where_the_slow_count_first_finds_room(request: GateRequest, rules: list[CapRule]) -> None:
    decision = judge(request, stacked(rules), Calendars())
    if decision.decision == "allow":
        return
    starts = sorted(
        day_start(zone, local_date(request.at, name) + timedelta(days=ahead))
        for name in request.zones
        if (zone := zone_named(name)) is not None
        for ahead in range(1, HORIZON.days + 2)
    )
    free = next((start for start in starts if start > request.at and not full(rules, request, start)), None)
    within = free is not None and free - request.at <= HORIZON
    assert (decision.decision, decision.until) == (("hold", free) if within else ("deny", None))


@given(request=requests(), rule=caps)
def test_the_order_of_the_history_makes_no_difference(request: GateRequest, rule: CapRule) -> None:
    turned, packs = replace(request, history=request.history[::-1]), stacked([rule])
    assert judge(request, packs, Calendars()) == judge(turned, packs, Calendars())
