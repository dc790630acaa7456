"""Who may be told what: confirmations of an opt-out, third persons, consent to a technique, creditors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.model import Custody, CustodyState
from cases.policy.gate import judge
from cases.policy.pack import Calendars, Pack
from cases.policy.request import Contact, GateRequest
from outreach.packfile import read_pack
from outreach.policies import load_pack
from tests.cases.policy.conftest import NOON, USUAL, Ask, live

WRITTEN = NOON - timedelta(minutes=1)
CONFIRMED = frozenset({"reply", "opt_out_confirmation"})


def contact(**changes: Any) -> Contact:
    usual: dict[str, Any] = {"at": NOON - timedelta(seconds=30), "channel": "sms", "units": frozenset({"sent"})}
    return Contact(**{**usual, **changes})


def made(**tables: Any) -> tuple[Pack, ...]:
    """A pack of these tables, and base."""
    head = {"id": "xx-test", "version": "1", "jurisdiction": "XX", "status": "house", "review_by": NOON.date()}
    return read_pack("xx-test.toml", {"pack": head, **tables}), load_pack("base")


def rule(packs: tuple[Pack, ...], **changes: Any) -> str | None:
    return judge(GateRequest(**{**USUAL, **changes}), packs, Calendars()).rule


CONFIRMING: list[tuple[str, dict[str, Any], str | None]] = [
    ("at once", {"in_reply_to": ("sms", WRITTEN)}, None),
    ("nobody knows when it was written", {}, None),
    ("the last of five minutes", {"in_reply_to": ("sms", NOON - timedelta(minutes=5))}, None),
    ("too late", {"in_reply_to": ("sms", NOON - timedelta(minutes=6))}, "us.confirmation"),
    (
        "once already",
        {"in_reply_to": ("sms", WRITTEN), "history": (contact(units=CONFIRMED, answers=WRITTEN),)},
        "us.confirmation",
    ),
    (
        "another answer went before",
        {"in_reply_to": ("sms", WRITTEN), "history": (contact(units=frozenset({"reply"}), answers=WRITTEN),)},
        None,
    ),
    (
        "an earlier opt-out was confirmed",
        {
            "in_reply_to": ("sms", WRITTEN),
            "history": (contact(at=NOON - timedelta(days=9), units=CONFIRMED, answers=NOON - timedelta(days=9)),),
        },
        None,
    ),
    ("with an offer", {"text": "You are out. Ask about our special offers."}, "base.content.marketing"),
    ("with the debt", {"text": "You are out. You still owe $10.", "discloses": True}, "base.content.debt_detail"),
    ("plain", {"text": "You will get no more texts here."}, None),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in CONFIRMING], ids=[case[0] for case in CONFIRMING]
)
def test_an_opt_out_is_confirmed_once_soon_and_plainly(ask: Ask, changes: dict[str, Any], expected: str | None) -> None:
    decision = ask(["us-federal"], actor="third_party", kind="opt_out_confirmation", **changes)
    assert (decision.decision, decision.rule) == (("deny", expected) if expected else ("allow", None))


def test_a_demand_may_speak_of_the_debt_that_a_confirmation_may_not(ask: Ask) -> None:
    assert ask(["base"], text="You owe $10.", discloses=True).decision == "allow"


ASKED = contact(at=NOON - timedelta(days=20), channel="voice", units=frozenset({"call_placed"}), address="+1")
THIRD: list[tuple[str, dict[str, Any], str | None]] = [
    ("once, by a person", {}, None),
    ("a second time", {"history": (ASKED,)}, "xx.third_party"),
    ("another person", {"history": (contact(address="+2"),)}, None),
    ("who refused", {"facts": {"lost": True, "third_person_refused": True}}, "xx.third_party"),
    ("without the reason", {"facts": {}}, "xx.third_party"),
    ("by software", {"live": live()}, "xx.third_party"),
    ("told of the debt", {"discloses": True}, "xx.third_party"),
    ("a co-borrower is none", {"recipient": "co_borrower", "history": (ASKED,), "discloses": True}, None),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in THIRD], ids=[case[0] for case in THIRD])
def test_a_third_person_is_asked_once_by_a_person_and_not_after_a_refusal(
    changes: dict[str, Any], expected: str | None
) -> None:
    packs = made(third_party={"only_if": "lost", "per_person_max": 1})
    person = live(sender=("collector", "li", 4), custody=Custody(state=CustodyState.COLLECTOR, token=4, holder="li"))
    usual = {"recipient": "reference", "channel": "voice", "address": "+1", "facts": {"lost": True}, "live": person}
    assert rule(packs, **{**usual, **changes}) == expected


@pytest.mark.parametrize(
    ("facts", "consent", "expected"),
    [
        ({"autodialed": True}, {"sms"}, "xx.autodialed"),
        ({"autodialed": True}, {"sms", "sms_autodialed"}, None),
        ({}, {"sms"}, None),
        ({"autodialed": True}, {"sms_autodialed"}, "base.consent"),
    ],
    ids=["the channel alone", "both", "the technique is not used", "the technique alone"],
)
def test_a_technique_needs_a_consent_of_its_own(facts: dict[str, Any], consent: set[str], expected: str | None) -> None:
    row = {"id": "xx.autodialed", "channels": ["sms"], "technique": "sms_autodialed", "when": "autodialed"}
    assert rule(made(consent=[row]), facts=facts, consent=frozenset(consent)) == expected


def test_a_voice_that_is_made_needs_consent_beside_that_to_calls(ask: Ask) -> None:
    asked = {"actor": "third_party", "channel": "voice_ai"}
    assert ask(["us-federal"], consent=frozenset({"voice"}), **asked).rule == "us.consent.ai_voice"
    assert ask(["us-federal"], consent=frozenset({"voice", "voice_ai"}), **asked).decision == "allow"


def test_a_stop_towards_the_debtor_leaves_a_guarantor_to_be_written_to() -> None:
    packs = made(stop={"incapable": {"effect": "deny_to_debtor"}})
    assert rule(packs, facts={"incapable": True}) == "xx.stop.incapable"
    assert rule(packs, facts={"incapable": True}, recipient="guarantor") is None


@pytest.mark.parametrize(
    ("of", "asking", "held"),
    [("own", "own", True), ("other", "own", False), (None, "own", True), ("other", None, True)],
    ids=["the same", "another", "unknown", "asked for nobody's loan in particular"],
)
def test_an_institution_counts_its_own_contacts_and_its_agencies(
    of: str | None, asking: str | None, held: bool
) -> None:
    window = {"n": 1, "unit": "day", "align": "calendar"}
    cap = {"id": "xx.cap", "channels": ["*"], "unit": "sent", "per": ["institution"], "max": 2, "window": window}
    history = (contact(creditor=of, by="own"), contact(creditor=of, by="agency"))
    assert rule(made(cap=[cap]), creditor=asking, history=history) == ("xx.cap" if held else None)
