"""The wait for a person is told as it is: who waits before, who is there, how long answers took."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.events import Claimed, HandedBack, PersonRequested
from outreach import people
from outreach.clock import wall_clock
from outreach.waiting_time import ENOUGH
from tests.support.stage import NOW, Stage

LATE = ("2026-11-12", "240.00")


@pytest.fixture
def desk(stage: Stage) -> Stage:
    """An open desk, and somebody who owes."""
    stage.borrower(LATE)
    return stage


def at_the_desk(stage: Stage, name: str, *, seen_before: timedelta = timedelta(0)) -> None:
    """Somebody signs in and was active so long ago, by the machine's time."""
    login = name.split()[0].lower()
    now = wall_clock() - seen_before
    person = people.add_user(stage.runtime, login, name, people.Role.COLLECTOR, "a long enough one", now=now)
    people.open_session(stage.runtime, person, now=now)


def answers_took(stage: Stage, minutes: int, times: int = ENOUGH) -> None:
    """So many chats were taken by people, each after so long; one more took much longer."""
    stage.borrower(("2026-11-01", "50.00"), ref="B-9", loan="L-9", phone="+12025550199")
    for number in range(times):
        stage.clock.set(NOW - timedelta(days=1, hours=-number * 0.2))
        stage.happen(PersonRequested(skill="general", priority=1, reason="x", due_by=None), ref="B-9")
        stage.clock.set(stage.clock.now() + timedelta(minutes=minutes))
        stage.happen(Claimed(login="dana", lease_until=stage.clock.now() + timedelta(minutes=5)), ref="B-9")
        stage.happen(HandedBack(outcome="other", agreed="", avoid=""), ref="B-9")
    stage.clock.set(NOW)


def last(stage: Stage) -> str:
    return stage.out()[-1]["body"] or ""


def test_an_empty_desk_is_told_as_one(desk: Stage) -> None:
    desk.write("i want to talk to a person")
    assert "Nobody is at the desk at this moment" in last(desk)


def test_who_is_gone_for_long_is_not_there(desk: Stage) -> None:
    at_the_desk(desk, "Dana Reed", seen_before=timedelta(minutes=11))
    desk.write("person")
    assert "Nobody is at the desk" in last(desk)


def test_the_next_in_line_hears_how_many_are_on_duty_and_no_time_that_nobody_measured(desk: Stage) -> None:
    at_the_desk(desk, "Ana Lima")
    desk.write("person")
    assert last(desk).startswith("You are next in line; 1 of our team is on duty.")


def test_those_before_are_counted(desk: Stage) -> None:
    at_the_desk(desk, "Ana Lima")
    at_the_desk(desk, "Noor Haddad")
    for number in (1, 2):
        desk.borrower(LATE, ref=f"B-{number}0", loan=f"L-{number}0", phone=f"+1202555015{number}")
        desk.happen(PersonRequested(skill="general", priority=1, reason="x", due_by=NOW), ref=f"B-{number}0")
    desk.write("person")
    assert last(desk).startswith("2 people wait before you; 2 of our team are on duty.")


def test_nine_in_ten_is_measured(desk: Stage) -> None:
    answers_took(desk, minutes=6)
    at_the_desk(desk, "Ana Lima")
    desk.write("person")
    assert last(desk).startswith("Someone from our team will join in about 6 minutes.")


def test_the_officer_is_named_where_they_are_there(desk: Stage) -> None:
    answers_took(desk, minutes=6)
    at_the_desk(desk, "Dana Reed")
    desk.write("person")
    assert last(desk).startswith("Dana Reed will join in about 6 minutes.")


def test_a_closed_desk_says_when_it_opens(desk: Stage) -> None:
    desk.clock.set(NOW + timedelta(hours=10))
    desk.write("person")
    assert "Our team answers again from" in last(desk)
