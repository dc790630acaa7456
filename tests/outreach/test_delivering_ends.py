"""Delivering comes to its end: whatever waits is sent, ended, or given a time that lies ahead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.model import Channel
from outreach import outbox
from outreach.outbox import deliver
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")
NIGHT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
"""Eleven at night in New York."""
HELD = "UPDATE messages SET state = 'held', not_before = NULL, sent_at = NULL WHERE direction = 'out'"


@pytest.fixture(autouse=True)
def full_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every batch is full, so that only an empty one ends it."""
    monkeypatch.setattr(outbox, "BATCH", 1)


@pytest.mark.parametrize(("moment", "becomes"), [(NOW, "sent"), (NIGHT, "held")])
def test_held_reminders_without_a_time_are_asked_for_once(stage: Stage, moment: datetime, becomes: str) -> None:
    for number in range(3):
        stage.borrower(LATE, ref=f"B-{number}", loan=f"L-{number}", phone=f"+1202555010{number}")
    stage.turn()
    stage.do(HELD)
    stage.clock.set(moment)
    deliver(stage.runtime)
    rows = stage.rows("SELECT state, not_before FROM messages")
    assert [state for state, _ in rows] == [becomes] * 3
    assert becomes == "sent" or all(datetime.fromisoformat(str(at)) > moment for _, at in rows)


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.TELEGRAM, Channel.WEBCHAT])
def test_a_held_reply_without_a_time_leaves_with_the_next_message(stage: Stage, channel: Channel) -> None:
    stage.borrower(LATE, telegram_id="700")
    stage.do(
        "INSERT INTO contact_points (borrower_id, channel, address, consented_at, confirmed_at, created_at)"
        " SELECT id, 'webchat', 'w-1', created_at, created_at, created_at FROM borrowers"
    )
    stage.write("hello", channel=channel)
    stage.do(HELD)
    stage.write("why is it late", channel=channel)
    states = stage.rows("SELECT state FROM messages WHERE direction = 'out'")
    assert len(states) > 1
    assert {state for (state,) in states} == {"sent"}
