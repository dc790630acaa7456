"""Properties of the gate: packs only tighten, the instant of a hold is allowed, the order of denials is fixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.request import Contact, GateRequest
from outreach.policies import SHIPPED, load_calendars, load_packs
from tests.cases.policy.conftest import POINT, Ask, live

NAMES = sorted(path.stem for path in SHIPPED.glob("*.toml"))
ZONES = [
    "America/New_York",
    "America/Los_Angeles",
    "America/Santiago",
    "Europe/London",
    "Europe/Moscow",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Vladivostok",
    "Australia/Lord_Howe",
]
CHANNELS = ["sms", "email", "telegram", "voice", "voice_ai", "voice_notice", "visit"]
UNITS = ["sent", "call_placed", "call_connected", "call_placed_unanswered", "conversation", "reply"]
FACTS = ["attorney_known", "bankruptcy", "cease_written", "deceased", "dispute_open", "repayment_plan_active", "minor"]
STRICTNESS = {"allow": 0, "hold": 1, "deny": 2}
TURNS = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC))

moments = st.integers(0, int((TURNS[1] - TURNS[0]).total_seconds()) // 60).map(
    lambda minutes: TURNS[0] + timedelta(minutes=minutes)
)
packs = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


@st.composite
def requests(draw: st.DrawFn, facts: bool = True) -> GateRequest:
    at = draw(moments)
    contacts = st.builds(
        Contact,
        at=st.integers(1, 40 * 24 * 60).map(lambda minutes: at - timedelta(minutes=minutes)),
        channel=st.sampled_from(CHANNELS),
        units=st.frozensets(st.sampled_from(UNITS), min_size=1, max_size=2),
        loan=st.sampled_from(["A", "B", None]),
        by=st.sampled_from(["own", "agency"]),
        address=st.sampled_from(["1", "2", None]),
    )
    consent = frozenset(CHANNELS)
    values: dict[str, Any] = {
        "at": at,
        "channel": draw(st.sampled_from(CHANNELS)),
        "kind": draw(st.sampled_from(["demand", "service", "reply", "required_notice", "opt_out_confirmation"])),
        "actor": draw(st.sampled_from(["first_party", "third_party"])),
        "lender": draw(st.sampled_from(["bank", "mfi", "nonbank"])),
        "loan": "A",
        "address": "1",
        "zones": tuple(draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True))),
        "identity": "confirmed",
        "consent": consent - draw(st.frozensets(st.sampled_from(CHANNELS), max_size=1 if facts else 0)),
        "days_past_due": draw(st.integers(0, 40)),
        "facts": dict.fromkeys(draw(st.lists(st.sampled_from(FACTS), max_size=2)) if facts else [], True),
        "history": tuple(draw(st.lists(contacts, max_size=30))),
    }
    return GateRequest(**values)


def decide(request: GateRequest, names: list[str]) -> GateDecision:
    loaded = load_packs(names)
    return judge(request, loaded, load_calendars(loaded))


@given(request=requests(), names=packs, more=st.sampled_from(NAMES))
def test_adding_a_pack_never_loosens(request: GateRequest, names: list[str], more: str) -> None:
    before, after = decide(request, names), decide(request, [*names, more])
    assert STRICTNESS[after.decision] >= STRICTNESS[before.decision]
    if before.until is not None and after.until is not None:
        assert after.until >= before.until


@given(request=requests(facts=False), names=packs)
def test_the_instant_of_a_hold_is_allowed_and_a_minute_earlier_is_not(request: GateRequest, names: list[str]) -> None:
    decision = decide(request, names)
    if decision.decision != "hold":
        return
    assert decision.until is not None
    assert decide(replace(request, at=decision.until), names).decision == "allow"
    earlier = decision.until - timedelta(minutes=1)
    if earlier >= request.at:
        assert decide(replace(request, at=earlier), names).decision == "hold"


@given(request=requests(), names=packs)
def test_the_first_deny_decides_and_else_the_latest_hold(request: GateRequest, names: list[str]) -> None:
    decision = decide(request, names)
    denials = [fired for fired in decision.fired if fired.effect == "deny"]
    if denials:
        assert (decision.decision, decision.rule) == ("deny", denials[0].rule)
    elif decision.fired:
        assert decision.rule == max(decision.fired, key=lambda fired: fired.until or request.at).rule


@given(request=requests(facts=False), weeks=st.integers(-3, 3))
def test_whole_weeks_without_holidays_or_clock_changes_make_no_difference(request: GateRequest, weeks: int) -> None:
    zoned = replace(
        request,
        zones=("Asia/Shanghai", "Asia/Kolkata"),
        at=datetime(2026, 6, 16, tzinfo=UTC) + (request.at - TURNS[0]) % timedelta(days=7),
    )
    moved_by = zoned.at - request.at
    history = tuple(replace(contact, at=contact.at + moved_by) for contact in request.history)
    shift = timedelta(weeks=weeks)
    shifted = tuple(replace(contact, at=contact.at + shift) for contact in history)
    first = decide(replace(zoned, history=history), ["us-ma", "cn-consumer-loan", "house"])
    second = decide(replace(zoned, at=zoned.at + shift, history=shifted), ["us-ma", "cn-consumer-loan", "house"])
    assert (first.decision, first.rule) == (second.decision, second.rule)
    assert second.until == (first.until + shift if first.until else None)


@given(
    request=requests(),
    names=packs,
    later=st.integers(0, 400),
    in_live_use=st.booleans(),
    kind=st.sampled_from(["demand", "service", "required_notice"]),
)
def test_an_opt_out_makes_every_later_send_there_a_deny(
    request: GateRequest, names: list[str], later: int, in_live_use: bool, kind: str
) -> None:
    out = replace(request, kind=kind, at=request.at + timedelta(days=later), opted_out=frozenset({request.channel}))
    if in_live_use:
        point = replace(POINT, opted_out_at=request.at)
        out = replace(out, live=live(contact_point=point), opted_out=frozenset())
    assert decide(out, names).decision == "deny"


@given(request=requests(facts=False), names=packs, kind=st.sampled_from(["reply", "opt_out_confirmation"]))
def test_an_opt_out_keeps_no_answer_back(request: GateRequest, names: list[str], kind: str) -> None:
    asked = replace(request, kind=kind)
    assert decide(replace(asked, opted_out=frozenset({request.channel})), names) == decide(asked, names)


@pytest.mark.parametrize(
    ("night", "opens"),
    [
        ("2026-03-07T22:00:00-05:00", "2026-03-08T08:00:00-04:00"),
        ("2026-10-31T22:00:00-04:00", "2026-11-01T08:00:00-05:00"),
    ],
    ids=["the night that is an hour short", "the night that is an hour long"],
)
def test_the_clocks_on_the_wall_count_when_they_change(ask: Ask, night: str, opens: str) -> None:
    asked = {"actor": "third_party", "zones": ("America/New_York",)}
    opening = datetime.fromisoformat(opens)
    decision = ask(["us-federal"], at=datetime.fromisoformat(night), **asked)
    assert (decision.decision, decision.until) == ("hold", opening)
    assert ask(["us-federal"], at=opening, **asked).decision == "allow"
    assert ask(["us-federal"], at=opening - timedelta(minutes=1), **asked).decision == "hold"


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25)], ids=["short", "long"])
def test_a_cap_of_a_day_ends_with_the_day_however_long_it_is(ask: Ask, day: str, hours: int) -> None:
    zone = ZoneInfo("America/New_York")
    midnight = datetime.fromisoformat(day).replace(tzinfo=zone).astimezone(UTC)
    sent = Contact(at=midnight + timedelta(minutes=1), channel="sms", units=frozenset({"sent"}))
    last_minute = midnight + timedelta(hours=hours, minutes=-1)
    decision = ask(["house"], at=last_minute, history=(sent,))
    assert {fired.rule: fired.until for fired in decision.fired}["house.msg.day"] == last_minute + timedelta(minutes=1)


def test_a_hold_for_the_night_looks_ahead_to_what_is_dated_tomorrow(ask: Ask) -> None:
    evening = datetime(2026, 11, 24, 22, tzinfo=ZoneInfo("America/New_York"))
    ahead = Contact(at=evening + timedelta(hours=12), channel="sms", units=frozenset({"sent"}))
    decision = ask(["house"], at=evening, history=(ahead,))
    assert (decision.decision, decision.until) == ("hold", evening + timedelta(hours=34))


@given(at=moments, zone=st.sampled_from(ZONES), agreed=st.sampled_from(["18:00-20:30", ["07:00-09:00", "17:00-19:00"]]))
def test_a_hold_for_the_hours_the_borrower_asked_for_ends_inside_them(at: datetime, zone: str, agreed: object) -> None:
    request = GateRequest(
        at=at, channel="sms", kind="demand", zones=(zone,), consent=frozenset({"sms"}), facts={"agreed_hours": agreed}
    )
    decision = decide(request, ["uk-conc", "house"])
    if decision.decision == "hold":
        assert decision.until is not None
        assert decide(replace(request, at=decision.until), ["uk-conc", "house"]).decision == "allow"
        assert (
            decide(replace(request, at=decision.until - timedelta(minutes=1)), ["uk-conc", "house"]).decision == "hold"
        )
