"""What a text weighs: segments of all that leaves, a cost where a price is known, WhatsApp's 24 hours."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cases.model import Channel, Kind
from cases.policy.decision import GateDecision
from desk.weighing import weight_of
from outreach.replying import ReplyCheck
from outreach.settings import PriceSettings
from tests.support.office import NOW

PRICES = PriceSettings(currency="USD", sms=Decimal("0.0079"), whatsapp=Decimal("0.005"))


def checked(channel: Channel, text: str, *, heard_ago: timedelta | None = None) -> ReplyCheck:
    return ReplyCheck(
        kind=Kind.REPLY,
        decision=GateDecision(decision="allow"),
        channel=channel,
        address="",
        segments=None,
        text=text,
        window_until=NOW - heard_ago + timedelta(hours=24) if heard_ago is not None else None,
    )


@pytest.mark.parametrize(
    ("channel", "prices", "size"),
    [
        (Channel.SMS, PRICES, "2 characters · 2 segments, GSM-7 · costs USD 0.0158"),
        (Channel.SMS, PriceSettings(), "2 characters · 2 segments, GSM-7"),
        (Channel.WHATSAPP, PRICES, "2 characters · costs USD 0.005"),
        (Channel.TELEGRAM, PRICES, "2 characters"),
    ],
)
def test_segments_are_of_all_that_leaves_and_cost_wants_a_price(
    channel: Channel, prices: PriceSettings, size: str
) -> None:
    assert weight_of("hi", checked(channel, "hi" + "x" * 160), prices, NOW).size == size


@pytest.mark.parametrize(
    ("heard_ago", "is_open"), [(timedelta(hours=1), True), (timedelta(hours=25), False), (None, False)]
)
def test_the_window_is_open_for_a_day_after_the_last_words(heard_ago: timedelta | None, is_open: bool) -> None:
    window = weight_of("hi", checked(Channel.WHATSAPP, "hi", heard_ago=heard_ago), PRICES, NOW).window
    assert window is not None
    assert window.open is is_open
    assert weight_of("hi", checked(Channel.SMS, "hi"), PRICES, NOW).window is None
