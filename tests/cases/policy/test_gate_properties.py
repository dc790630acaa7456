"""Properties of the gate: packs only tighten, the instant of a hold is allowed, the order of denials is fixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.request import Contact, GateRequest
from outreach.policies import SHIPPED, load_calendars, load_pack, load_packs

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


@given(request=requests(facts=False), names=packs)
def test_an_opt_out_denies_whatever_goes_unasked(request: GateRequest, names: list[str]) -> None:
    decision = decide(replace(request, opted_out=frozenset({request.channel})), names)
    if request.kind not in ("reply", "opt_out_confirmation"):
        assert decision.decision == "deny"


@given(request=requests(facts=False))
def test_no_cap_is_exceeded_by_an_independent_slow_count(request: GateRequest) -> None:
    """Whatever the gate lets through leaves every rolling cap by days intact, counted date by date."""
    from zoneinfo import ZoneInfo

    decision = decide(replace(request, zones=request.zones[:1], kind="demand"), ["us-ma", "us-nyc", "house"])
    if decision.decision != "allow":
        return
    zone = ZoneInfo(request.zones[0])
    today = request.at.astimezone(zone).date()
    for name in ("us-ma", "us-nyc", "house"):
        pack = load_pack(name)
        for cap in pack.caps:
            in_force = cap.starts <= today < cap.ends
            if not in_force or not ("*" in cap.channels or request.channel in cap.channels):
                continue
            counted = 0
            for contact in request.history:
                if "reply" in contact.units or not ("*" in cap.channels or contact.channel in cap.channels):
                    continue
                age = (today - contact.at.astimezone(zone).date()).days
                same_debt = "debt" not in cap.per or contact.loan in ("A", None)
                of_unit = cap.unit == "contact_or_attempt" or cap.unit in contact.units
                counted += 0 <= age < cap.n and same_debt and of_unit
            assert counted < cap.max
