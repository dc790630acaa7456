"""Who waits past the time to answer moves up, once, and supervisors hear of it; only hours of the desk count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases.events import PersonRequested
from cases.model import CustodyState
from outreach import casework, snoozing
from outreach.controls import alerts_of
from outreach.desk_hours import worked
from outreach.settings import DeskSettings
from tests.support.stage import NOW, Stage

LATE = ("2026-11-12", "240.00")


@pytest.fixture
def waiting(stage: Stage) -> Stage:
    """Somebody asked for a person at ten in the morning, and shall be answered by half past."""
    stage.borrower(LATE)
    stage.write("i want to talk to a person")
    return stage


def escalations(stage: Stage) -> int:
    return len(stage.rows("SELECT 1 FROM case_events WHERE type = 'WaitEscalated'"))


def test_an_unanswered_chat_moves_up_once_and_supervisors_are_told(waiting: Stage) -> None:
    before = waiting.case().custody.priority
    waiting.until(NOW + timedelta(minutes=29))
    assert (escalations(waiting), alerts_of(waiting.runtime).late) == (0, 0)
    waiting.until(NOW + timedelta(minutes=31))
    waiting.until(NOW + timedelta(hours=3))
    assert (escalations(waiting), waiting.case().custody.priority) == (1, before + 1)
    found = alerts_of(waiting.runtime)
    assert (found.late, found.late_since) == (1, NOW + timedelta(minutes=30))
    assert waiting.replayed() == waiting.case()


def test_a_chat_that_was_answered_does_not(waiting: Stage) -> None:
    casework.claim(waiting.runtime, "B-1", "ana")
    assert "unanswered" not in waiting.fires()
    waiting.until(NOW + timedelta(minutes=14))
    casework.hand_back(waiting.runtime, "B-1", "ana", "information", "")
    waiting.days(1)
    assert escalations(waiting) == 0


def test_a_lease_that_ran_out_starts_a_new_wait(waiting: Stage) -> None:
    casework.claim(waiting.runtime, "B-1", "ana")
    waiting.until(NOW + timedelta(minutes=16))
    custody = waiting.case().custody
    assert (custody.state, custody.due_by) == (CustodyState.QUEUED, NOW + timedelta(minutes=45))
    waiting.until(NOW + timedelta(minutes=46))
    assert escalations(waiting) == 1


def test_the_night_is_no_time_to_answer_in(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.until("2026-11-24T17:50")
    stage.write("i want to talk to a person")
    stage.until("2026-11-25T09:19")
    assert escalations(stage) == 0
    stage.until("2026-11-25T09:21")
    assert escalations(stage) == 1


def test_a_lease_that_ends_after_closing_gives_until_the_morning(waiting: Stage) -> None:
    waiting.until("2026-11-24T17:58")
    casework.claim(waiting.runtime, "B-1", "ana")
    waiting.until("2026-11-24T18:20")
    assert waiting.case().custody.due_by == datetime(2026, 11, 25, 14, 30, tzinfo=UTC)


def test_what_is_put_aside_does_not_escalate_until_it_is_back(waiting: Stage) -> None:
    snoozing.snooze(waiting.runtime, "B-1", "ana", NOW + timedelta(hours=2), "the letter")
    waiting.until(NOW + timedelta(minutes=119))
    assert (escalations(waiting), alerts_of(waiting.runtime).late) == (0, 0)
    waiting.until(NOW + timedelta(minutes=121))
    assert escalations(waiting) == 1


def test_priorities_have_a_top_and_despair_keeps_its_own(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(PersonRequested(skill="distress", priority=9, reason="words of despair", due_by=NOW))
    stage.turn()
    assert (escalations(stage), stage.case().custody.priority) == (1, 9)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2026-11-24T15:00", "2026-11-24T15:30", 30),
        ("2026-11-24T13:00", "2026-11-24T14:10", 10),
        ("2026-11-24T22:50", "2026-11-25T14:20", 30),
        ("2026-11-27T22:50", "2026-11-30T14:20", 30),
        ("2026-11-28T10:00", "2026-11-29T10:00", 0),
        ("2026-11-24T15:30", "2026-11-24T15:00", 0),
    ],
)
def test_worked_time_is_time_in_hours_of_the_desk(since: str, until: str, minutes: int) -> None:
    begins, ends = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (since, until))
    assert worked(DeskSettings(), begins, ends) == timedelta(minutes=minutes)
