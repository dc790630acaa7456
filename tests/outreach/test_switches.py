"""Kill switches: what they hold, what is queued and claimed already, and how it goes on when they are lifted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.model import Channel
from outreach import casework, outbox, replying, switches
from outreach.outbox import deliver
from outreach.refusals import GateRefused, NotFound, Refused
from outreach.reminders import fire_due
from outreach.runtime import build_runtime
from outreach.simulation import turn
from storage import traffic
from tests.support.stage import NOW, Stage, staged

LATE = ("2026-11-22", "100.00")


def off(stage: Stage, scope: str = "all", target: str | None = None) -> int:
    return switches.throw(stage.runtime, "user:devin", scope, target, "an incident").id


def on(stage: Stage, number: int) -> None:
    switches.lift(stage.runtime, "user:devin", number, "it is over")


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A stage on either database."""
    url = "sqlite:///stage.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url) as made:
        yield made


@pytest.mark.parametrize(
    ("scope", "target", "held"),
    [
        ("all", None, True),
        ("channel", "sms", True),
        ("channel", "SMS", True),
        ("channel", "email", False),
        ("template", "overdue_1", True),
        ("template", "overdue_2", False),
        ("strategy", "everybody", True),
        ("strategy", "standard", True),
        ("strategy", "day-1", True),
        ("strategy", "day-5", False),
        ("jurisdiction", "US", True),
        ("jurisdiction", "us-ny", True),
        ("jurisdiction", "RU", False),
    ],
)
def test_a_switch_holds_what_it_names_and_nothing_else(
    stage: Stage, scope: str, target: str | None, held: bool
) -> None:
    stage.borrower(LATE, jurisdiction="US-NY", consents="sms", verified="sms")
    off(stage, scope, target)
    stage.turn()
    (text,) = stage.out()
    assert (text["state"] == "held", text["decision"]["rule"] == "base.switched_off") == (held, held)


def test_one_channel_is_off_and_the_next_one_speaks(stage: Stage) -> None:
    stage.borrower(LATE, telegram_id="77", consents="sms|telegram", verified="sms|telegram")
    off(stage, "channel", "sms")
    stage.turn()
    assert [text["channel"] for text in stage.out() if text["state"] == "sent"] == ["telegram"]


@pytest.mark.parametrize(
    ("scope", "target", "words"),
    [
        ("channel", "smss", "There is no channel 'smss'. The nearest is 'sms'"),
        ("template", "overdue1", "nearest is 'overdue_1'"),
        ("strategy", "standart", "nearest is 'standard'"),
        ("jurisdiction", "UK", "There is no jurisdiction 'UK'"),
        ("channel", None, "There is no channel None"),
        ("all", "sms", "no target"),
        ("everything", None, "none of all, channel"),
    ],
)
def test_what_is_not_known_is_refused(stage: Stage, scope: str, target: str | None, words: str) -> None:
    with pytest.raises(Refused, match=words):
        off(stage, scope, target)
    assert switches.history(stage.runtime) == ()


@pytest.mark.parametrize("why", ["", "  \n", "x" * 401, "a\x00b"])
def test_a_switch_wants_a_reason(stage: Stage, why: str) -> None:
    with pytest.raises(Refused):
        switches.throw(stage.runtime, "user:devin", "all", None, why)


def test_who_and_why_are_kept_on_both_sides(stage: Stage) -> None:
    number = off(stage, "channel", "sms")
    with pytest.raises(Refused, match=f"off already, by switch {number}: an incident"):
        off(stage, "channel", "sms")
    on(stage, number)
    with pytest.raises(Refused, match="lifted already"):
        on(stage, number)
    with pytest.raises(NotFound):
        on(stage, number + 1)
    (kept,) = switches.history(stage.runtime)
    assert (kept.thrown_by, kept.why, kept.lifted_by, kept.lift_why) == (
        "user:devin",
        "an incident",
        "user:devin",
        "it is over",
    )
    assert switches.thrown(stage.runtime) == ()


def test_it_takes_effect_on_what_is_queued(either: Stage) -> None:
    either.borrower(LATE)
    fire_due(either.runtime)
    assert either.said() == [("overdue_1", "queued")]
    number = off(either)
    deliver(either.runtime)
    assert either.said() == [("overdue_1", "held")]
    on(either, number)
    deliver(either.runtime)
    assert either.said() == [("overdue_1", "sent")]


def test_it_takes_effect_on_what_is_claimed(either: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process throws it when a worker has claimed its rows already, and not yet prepared them."""
    either.borrower(LATE)
    fire_due(either.runtime)
    other = build_runtime(either.runtime.settings, clock=either.clock, channels=either.channels)
    prepare = outbox._prepare_together

    def throw_and_prepare(*given: Any) -> Any:
        switches.throw(other, "cli:root", "all", None, "now")
        return prepare(*given)

    monkeypatch.setattr(outbox, "_prepare_together", throw_and_prepare)
    try:
        deliver(either.runtime)
    finally:
        other.close()
    assert either.said() == [("overdue_1", "held")]


def test_another_process_sees_it_at_its_next_claim(either: Stage) -> None:
    either.borrower(LATE)
    other = build_runtime(either.runtime.settings, clock=either.clock, channels=either.channels)
    try:
        turn(other)
        assert either.said() == [("overdue_1", "sent")]
        number = off(either)
        either.borrower(LATE, ref="B-2", loan="L-2", phone="+12025550199")
        turn(other)
        assert either.said("B-2") == [("overdue_1", "held")]
        on(either, number)
        turn(other)
        assert either.said("B-2") == [("overdue_1", "sent")]
    finally:
        other.close()


def test_replies_wait_too_and_leave_at_once_when_it_is_lifted(stage: Stage) -> None:
    stage.borrower(LATE)
    number = off(stage)
    stage.write("why")
    stage.write("STOP")
    assert {state for _, state in stage.said()} == {"held"}
    on(stage, number)
    deliver(stage.runtime)
    assert [key for key, state in stage.said() if state != "sent"] == []
    assert "stop_done" in stage.sent()


def test_what_nobody_asked_for_leaves_one_by_one_when_it_is_lifted(stage: Stage) -> None:
    for number in range(5):
        stage.borrower(LATE, ref=f"B-{number}", loan=f"L-{number}", phone=f"+1202555{number:04}")
    fire_due(stage.runtime)
    number = off(stage)
    deliver(stage.runtime)
    on(stage, number)
    sent = []
    for _ in range(5):
        sent.append(deliver(stage.runtime).sent)
        stage.clock.set(stage.clock.now() + timedelta(seconds=1))
    assert sent == [1, 1, 1, 1, 1]


def test_what_waited_is_asked_whether_it_is_still_wanted(stage: Stage) -> None:
    stage.borrower(LATE)
    number = off(stage)
    stage.turn()
    stage.pay("100.00")
    on(stage, number)
    stage.turn()
    assert ("overdue_1", "skipped") in stage.said()


def test_a_second_switch_goes_on_holding(stage: Stage) -> None:
    stage.borrower(LATE)
    first = off(stage)
    off(stage, "channel", "sms")
    stage.turn()
    on(stage, first)
    stage.turn()
    assert stage.said() == [("overdue_1", "held")]


def test_held_rows_are_not_claimed_again_and_again(stage: Stage) -> None:
    stage.borrower(LATE)
    off(stage)
    stage.turn()
    with stage.runtime.db.writing() as connection:
        assert traffic.claim_due(connection, NOW + timedelta(hours=5), NOW, 10) == []


def test_a_template_is_meant_by_what_is_said_at_last(stage: Stage) -> None:
    """A reminder of one loan becomes one of several before it leaves."""
    stage.borrower(LATE)
    fire_due(stage.runtime)
    stage.borrower(LATE, loan="L-2")
    off(stage, "template", "overdue_several")
    deliver(stage.runtime)
    assert stage.said() == [("overdue_1", "held")]


def test_a_collector_is_told_why_nothing_leaves(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.write("I want to talk to a person")
    casework.claim(stage.runtime, "B-1", "mara")
    off(stage, "channel", "sms")
    with pytest.raises(GateRefused, match=r"base\.switched_off"):
        replying.reply(stage.runtime, "B-1", "mara", "Hello", channel=Channel.SMS)
