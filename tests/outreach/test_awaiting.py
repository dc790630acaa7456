"""The waiting block of the borrower's page: a figure only where one was measured, its grounds always."""

from __future__ import annotations

from cases.model import Channel
from outreach.awaiting import awaited
from storage import borrowers
from tests.outreach.test_waiting_time import LATE, answers_took, at_the_desk
from tests.support.stage import NOW, Stage


def borrower_id(stage: Stage) -> int:
    with stage.runtime.db.reading() as connection:
        found = borrowers.id_of(connection, "B-1")
    assert found is not None
    return found


def test_nobody_awaited_nothing_shown(stage: Stage) -> None:
    stage.borrower(LATE)
    assert awaited(stage.runtime, borrower_id(stage)) is None


def test_a_measured_wait_is_told_in_minutes_with_the_desks_hours(stage: Stage) -> None:
    stage.borrower(LATE)
    at_the_desk(stage, "Ana Lima")
    answers_took(stage, 12)
    stage.write("person", channel=Channel.SMS)
    found = awaited(stage.runtime, borrower_id(stage))
    assert found is not None
    assert (found.length, found.at, found.days) == ("12 minutes", NOW, (0, 1, 2, 3, 4))
    assert found.line == "Someone from our team will join in about 12 minutes."


def test_without_a_measure_there_is_no_figure(stage: Stage) -> None:
    stage.borrower(LATE)
    at_the_desk(stage, "Ana Lima")
    stage.write("person", channel=Channel.SMS)
    found = awaited(stage.runtime, borrower_id(stage))
    assert found is not None
    assert (found.length, found.line) == ("", "You are next in line; 1 of our team is on duty.")
