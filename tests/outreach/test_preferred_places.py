"""Where and on which days to write counts from the moment it is said, also for what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.model import Blocks, Channel
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")


@pytest.fixture
def known(stage: Stage) -> Stage:
    """Somebody late who is reached by SMS and by Telegram."""
    stage.clock.set(NOW - timedelta(hours=1))
    stage.borrower(LATE, telegram_id="900")
    return stage


def last(stage: Stage) -> str:
    return stage.out()[-1]["body"] or ""


def test_the_only_channel_they_want_is_the_only_one_used(known: Stage) -> None:
    known.write("please write me on sms only")
    assert last(known).startswith("Noted: we write by text message")
    known.until("2026-11-24T15:30")
    asked = [row for row in known.out() if (row["template"] or "").startswith("overdue")]
    assert {row["channel"] for row in asked} == {"sms"}
    assert known.replayed() == known.case()


def test_a_channel_we_do_not_know_changes_nothing_before_we_do(known: Stage) -> None:
    known.write("write me on whatsapp only")
    assert "as soon as we know you there" in last(known)
    known.until("2026-11-24T15:30")
    assert any((row["template"] or "").startswith("overdue") for row in known.out())


def test_another_channel_is_switched_off_and_this_one_goes_on(known: Stage) -> None:
    known.write("don't write me on telegram, sms is better")
    points = {point.channel: point for point in known.view().points}
    assert points[Channel.TELEGRAM].opted_out_at is not None
    assert points[Channel.SMS].opted_out_at is None


def test_no_calls_is_a_hold_on_calls_alone(known: Stage) -> None:
    known.write("please don't call me, sms is better")
    assert [hold.blocks for hold in known.case().holds] == [Blocks.VOICE]


def test_weekdays_bind_what_waits(known: Stage) -> None:
    known.write("only text me on weekends")
    assert "only on weekends, 08:00 to 20:00" in last(known)
    known.until("2026-11-27T23:00")
    assert not [
        row for row in known.out() if row["kind"] == "demand" and row["state"] == "sent" and row["channel"] == "sms"
    ]
