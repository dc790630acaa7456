"""Asking the gate in one line: `ask(["us-federal"], at="…", channel="voice")`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from cases.model import Channel, ContactPoint, Treatment
from cases.policy.decision import GateDecision
from cases.policy.gate import judge
from cases.policy.request import GateRequest, LiveFacts
from outreach.policies import load_calendars, load_packs

NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""Tuesday noon in New York."""
POINT = ContactPoint(id=7, channel=Channel.SMS, address="+12125550123", consented_at=NOON, confirmed_at=NOON)
USUAL: dict[str, Any] = {
    "at": NOON,
    "channel": "sms",
    "kind": "demand",
    "loan": "A",
    "zones": ("America/New_York",),
    "identity": "confirmed",
    "consent": frozenset({"sms", "email", "voice"}),
}

Ask = Callable[..., GateDecision]


def live(**changes: Any) -> LiveFacts:
    """A case in which nothing stands against a demand by the bot."""
    usual: dict[str, Any] = {"contact_point": POINT, "treatment": Treatment.OUTREACH}
    return LiveFacts(**{**usual, **changes})


@pytest.fixture
def ask() -> Ask:
    """The gate's answer under these packs, for the usual request with these changes."""

    def answer(packs: list[str], **changes: Any) -> GateDecision:
        loaded = load_packs(packs)
        return judge(GateRequest(**{**USUAL, **changes}), loaded, load_calendars(loaded))

    return answer
