"""What the case itself says in live use: holds, promise, plan, treatment, ledger, custody, contact point."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.model import Blocks, Custody, CustodyState, Hold, HoldScope, HoldType, Treatment
from tests.cases.policy.conftest import NOON, POINT, Ask, live


def hold(**changes: Any) -> Hold:
    usual: dict[str, Any] = {
        "ref": "H1",
        "type": HoldType.DISPUTE,
        "from_at": NOON - timedelta(days=1),
        "source": "chat",
    }
    return Hold(**{**usual, **changes})


HELD = Custody(state=CustodyState.COLLECTOR, token=4, holder="li", lease_until=NOON + timedelta(minutes=5))
QUEUED = Custody(state=CustodyState.QUEUED, token=3)
LI = ("collector", "li", 4)

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("nothing stands against it", {}, {}, None),
    ("a hold on demands", {"holds": (hold(),)}, {}, "base.hold.dispute"),
    ("a hold on demands lets a service text pass", {"holds": (hold(),)}, {"kind": "service"}, None),
    ("a hold on everything", {"holds": (hold(blocks=Blocks.ALL),)}, {"kind": "reply"}, "base.hold.dispute"),
    ("an acknowledgement", {"holds": (hold(blocks=Blocks.ALL),)}, {"kind": "reply", "acknowledgement": True}, None),
    ("a lifted hold", {"holds": (hold(lifted_at=NOON),)}, {}, None),
    ("a hold that is over", {"holds": (hold(type=HoldType.MANUAL, until=NOON),)}, {}, None),
    ("a hold on another loan", {"holds": (hold(scope=HoldScope.LOAN, target="B"),)}, {}, None),
    ("a hold on this loan", {"holds": (hold(scope=HoldScope.LOAN, target="A"),)}, {}, "base.hold.dispute"),
    ("a hold on this address", {"holds": (hold(scope=HoldScope.CONTACT_POINT, target="7"),)}, {}, "base.hold.dispute"),
    ("a hold on another channel", {"holds": (hold(scope=HoldScope.CHANNEL, target="email"),)}, {}, None),
    ("a hold on calls", {"holds": (hold(blocks=Blocks.VOICE),)}, {}, None),
    (
        "the gravest hold decides",
        {"holds": (hold(type=HoldType.MANUAL), hold(type=HoldType.DECEASED))},
        {},
        "base.hold.deceased",
    ),
    (
        "a notice that nobody released",
        {"holds": (hold(blocks=Blocks.ALL_BUT_REQUIRED),)},
        {"kind": "required_notice"},
        "base.hold.dispute",
    ),
    (
        "a released notice",
        {"holds": (hold(blocks=Blocks.ALL_BUT_REQUIRED),)},
        {"kind": "required_notice", "released": True},
        None,
    ),
    ("a promise stands", {"promise_stands": True}, {}, "base.promise_stands"),
    ("a promise and its courtesy reminder", {"promise_stands": True}, {"kind": "service"}, None),
    ("a plan is kept", {"plan_stands": True}, {}, "base.plan_stands"),
    ("a hardship review", {"treatment": Treatment.HARDSHIP_REVIEW}, {}, "base.treatment"),
    ("nothing is owed any more", {"treatment": Treatment.CURED}, {}, "base.treatment"),
    ("thanks after the last payment", {"treatment": Treatment.CLOSED}, {"kind": "service"}, None),
    ("the ledger is stale and the borrower asked", {"ledger_fresh": False}, {"kind": "reply"}, None),
    ("the bot while a collector speaks", {"custody": HELD}, {"kind": "reply"}, "base.custody"),
    ("the bot while the chat waits", {"custody": QUEUED}, {}, "base.custody"),
    ("a word about the wait", {"custody": QUEUED}, {"kind": "reply"}, None),
    ("the collector who holds the lease", {"custody": HELD, "sender": LI}, {"kind": "reply"}, None),
    ("an old token", {"custody": HELD, "sender": ("collector", "li", 3)}, {"kind": "reply"}, "base.custody"),
    ("another collector", {"custody": HELD, "sender": ("collector", "wu", 4)}, {"kind": "reply"}, "base.custody"),
    (
        "a lease that ran out",
        {"custody": replace(HELD, lease_until=NOON), "sender": LI},
        {"kind": "reply"},
        "base.custody",
    ),
    ("no address", {"contact_point": None}, {"kind": "reply"}, "base.contact_point"),
    ("a bad address", {"contact_point": replace(POINT, bad_at=NOON, bad_reason="bounced")}, {}, "base.contact_point"),
    ("the apology there", {"contact_point": replace(POINT, bad_at=NOON)}, {"kind": "reply"}, None),
    ("an address opted out", {"contact_point": replace(POINT, opted_out_at=NOON)}, {}, "base.opted_out"),
    (
        "the confirmation there",
        {"contact_point": replace(POINT, opted_out_at=NOON)},
        {"kind": "opt_out_confirmation"},
        None,
    ),
    ("another address opted out", {}, {"opted_out": frozenset({"sms"})}, None),
    ("an address that never consented", {"contact_point": replace(POINT, consented_at=None)}, {}, "base.consent"),
    ("the answer to who wrote there", {"contact_point": replace(POINT, consented_at=None)}, {"kind": "reply"}, None),
    ("the channel is off", {"channel_on": False}, {}, "base.channel_off"),
    ("debt before identity", {}, {"kind": "reply", "identity": "unconfirmed", "discloses": True}, "base.identity"),
]


@pytest.mark.parametrize(("facts", "request_", "rule"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_case_decides(ask: Ask, facts: dict[str, Any], request_: dict[str, Any], rule: str | None) -> None:
    decision = ask(["house"], live=live(**facts), **request_)
    assert (decision.decision, decision.rule) == (("allow", None) if rule is None else ("deny", rule))


def test_a_rule_of_the_house_is_never_shown_as_law(ask: Ask) -> None:
    decision = ask(["house"], live=live(promise_stands=True))
    assert decision.status == "house"


def test_federal_rules_leave_a_lender_who_collects_its_own_debts_alone_and_the_house_does_not(ask: Ask) -> None:
    night = NOON + timedelta(hours=10)
    assert ask(["us-federal"], live=live(), actor="first_party", at=night).decision == "allow"
    assert ask(["us-federal", "house"], live=live(), actor="first_party", at=night).rule == "house.hours"
    assert ask(["us-federal"], live=live(), actor="third_party", at=night).rule == "us.hours"


def test_a_known_end_is_told_and_still_denies(ask: Ask) -> None:
    end = NOON + timedelta(days=3)
    decision = ask(["base"], live=live(holds=(hold(type=HoldType.MANUAL, until=end),)))
    assert (decision.decision, decision.until, decision.fired[0].until) == ("deny", None, end)


@pytest.mark.parametrize(
    ("end", "stops"), [("9999-12-31", True), ("9999-12-31T23:59:59+00:00", True), ("0001-01-01", False)]
)
def test_an_end_at_either_end_of_the_calendar_stands_for_never_and_for_long_ago(
    ask: Ask, end: str, stops: bool
) -> None:
    decision = ask(["uk-conc"], facts={"breathing_space_until": end})
    assert decision.decision == ("deny" if stops else "allow")


@pytest.mark.parametrize("kind", ["demand", "service", "reply", "required_notice", "opt_out_confirmation"])
def test_a_kill_switch_holds_every_kind_of_message_without_end(ask: Ask, kind: str) -> None:
    decision = ask(["house"], live=live(switched_off=("sms is switched off by li: wrong amounts",)), kind=kind)
    assert (decision.decision, decision.until, decision.rule) == ("hold", None, "base.switched_off")
    assert (decision.status, decision.source) == ("house", "sms is switched off by li: wrong amounts")


def test_a_demand_waits_for_a_fresh_ledger(ask: Ask) -> None:
    decision = ask(["house"], live=live(ledger_fresh=False))
    assert (decision.decision, decision.until, decision.rule) == ("hold", None, "base.ledger_stale")
    assert ask(["house"], live=live(ledger_fresh=False, promise_stands=True)).rule == "base.promise_stands"


@pytest.mark.parametrize(("kind", "rule"), [("demand", "us.content.amount_not_from_ledger"), ("reply", None)])
def test_an_amount_that_the_ledger_does_not_know_stays_unsent_where_a_pack_says_so(
    ask: Ask, kind: str, rule: str | None
) -> None:
    asked = {"kind": kind, "text": "You owe $140. Opt out.", "live": live(unknown_amounts=("$140",))}
    decision = ask(["us-federal"], actor="third_party", **asked)
    found = [fired.rule for fired in decision.fired if "amount" in fired.rule]
    assert found == ([rule] if rule else [])
    assert ask(["base"], **asked).decision == "allow"


def test_every_rule_that_fired_is_told_in_the_gates_order(ask: Ask) -> None:
    decision = ask(
        ["house"], live=live(promise_stands=True, holds=(hold(),), channel_on=False), at=NOON + timedelta(hours=10)
    )
    assert [fired.rule for fired in decision.fired] == [
        "base.hold.dispute",
        "base.channel_off",
        "base.promise_stands",
        "house.hours",
    ]
    assert decision.rule == "base.hold.dispute"
