"""Who is on duty, what they are given, and what goes back to the queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cases.events import PersonRequested
from cases.model import CustodyState
from outreach import assigning, casework, duty, people, replying, snoozing
from outreach.clock import wall_clock
from outreach.people import PeopleError, Person, Role
from outreach.refusals import Refused
from outreach.settings import DeskSettings
from tests.support.stage import NOW, Stage, staged

LATE = ("2026-11-12", "240.00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    """A desk that gives chats out, two at once to everybody."""
    with staged(tmp_path, desk=DeskSettings(auto_assign=True, capacity=2)) as made:
        yield made


def at_the_desk(stage: Stage, login: str, role: Role = Role.COLLECTOR, **work: list[str]) -> Person:
    """Somebody is signed in and active."""
    now = wall_clock()
    person = people.add_user(stage.runtime, login, login.title(), role, "a long enough one", now=now, **work)
    people.open_session(stage.runtime, person, now=now)
    return person


def waits(stage: Stage, number: int, *, skill: str = "general", priority: int = 1, locale: str = "en") -> str:
    """Somebody waits for a person; their ref."""
    ref = f"B-{number}"
    stage.borrower(LATE, ref=ref, loan=f"L-{number}", phone=f"+1202555{number:04}", locale=locale)
    stage.happen(PersonRequested(skill=skill, priority=priority, reason="x", due_by=NOW + timedelta(hours=1)), ref=ref)
    return ref


def holders(stage: Stage) -> dict[str, str | None]:
    return dict(stage.rows("SELECT b.ref, c.holder FROM cases c JOIN borrowers b ON b.id = c.borrower_id"))


def test_nothing_is_given_out_unless_the_setting_says_so(stage: Stage) -> None:
    at_the_desk(stage, "ana")
    ref = waits(stage, 1)
    stage.turn()
    assert stage.case(ref).custody.state is CustodyState.QUEUED


def test_a_turn_gives_the_first_who_waits_to_the_least_loaded_within_their_room(desk: Stage) -> None:
    at_the_desk(desk, "ana")
    at_the_desk(desk, "ben")
    busy = waits(desk, 1)
    casework.claim(desk.runtime, busy, "ana")
    for number, priority in ((2, 1), (3, 3), (4, 2), (5, 1)):
        waits(desk, number, priority=priority)
    desk.turn()
    assert holders(desk) == {"B-1": "ana", "B-3": "ben", "B-4": "ana", "B-2": "ben", "B-5": None}
    given = desk.case("B-3").custody
    assert (given.given_by, given.lease_until) == ("system", NOW + timedelta(minutes=2))


def test_skill_and_language_must_fit_and_despair_fits_everybody(desk: Stage) -> None:
    at_the_desk(desk, "ana", skills=["plan"], locales=["en"])
    waits(desk, 1, skill="general")
    waits(desk, 2, skill="plan", locale="es")
    waits(desk, 3, skill="plan")
    waits(desk, 4, skill="distress", locale="es")
    desk.turn()
    assert holders(desk) == {"B-1": None, "B-2": None, "B-3": "ana", "B-4": "ana"}


def test_despair_goes_first_to_who_reads_it_and_past_their_room(desk: Stage) -> None:
    at_the_desk(desk, "ana", locales=["en"])
    at_the_desk(desk, "lucia", locales=["es"])
    duty.change_work(desk.runtime, "lucia", capacity=1)
    casework.claim(desk.runtime, waits(desk, 1), "lucia")
    waits(desk, 2, skill="distress", locale="es")
    desk.turn()
    assert holders(desk)["B-2"] == "lucia"


def test_a_chat_that_is_queued_by_a_message_is_given_at_once(desk: Stage) -> None:
    at_the_desk(desk, "ana")
    desk.borrower(LATE)
    desk.write("i want to talk to a person")
    assert desk.case().custody.holder == "ana"


def test_who_is_away_signed_out_or_a_supervisor_is_given_nothing(desk: Stage) -> None:
    ana = at_the_desk(desk, "ana")
    at_the_desk(desk, "devin", Role.SUPERVISOR)
    people.add_user(desk.runtime, "ben", "Ben", Role.COLLECTOR, "a long enough one", now=NOW)
    duty.say(desk.runtime, ana, away=True)
    ref = waits(desk, 1)
    desk.turn()
    assert desk.case(ref).custody.state is CustodyState.QUEUED
    duty.say(desk.runtime, ana, away=False)
    desk.turn()
    assert desk.case(ref).custody.holder == "ana"


def test_what_is_put_aside_is_not_given(desk: Stage) -> None:
    ref = waits(desk, 1)
    snoozing.snooze(desk.runtime, ref, "ben", NOW + timedelta(hours=3), "the letter")
    at_the_desk(desk, "ana")
    desk.turn()
    assert desk.case(ref).custody.state is CustodyState.QUEUED


def test_who_does_not_act_loses_it_keeps_its_place_in_the_queue_and_counts_as_away(desk: Stage) -> None:
    at_the_desk(desk, "ana")
    ref = waits(desk, 1)
    desk.turn()
    desk.until(NOW + timedelta(minutes=3))
    custody = desk.case(ref).custody
    assert (custody.state, custody.queued_at, custody.due_by) == (CustodyState.QUEUED, NOW, NOW + timedelta(hours=1))
    assert custody.given_by is None
    assert [each.away_since for each in duty.colleagues(desk.runtime)] == [NOW + timedelta(minutes=2)]
    assert desk.replayed(ref) == desk.case(ref)


def test_it_then_goes_to_somebody_else_and_never_to_and_fro(desk: Stage) -> None:
    ana = at_the_desk(desk, "ana")
    ref = waits(desk, 1)
    desk.turn()
    at_the_desk(desk, "ben")
    desk.until(NOW + timedelta(minutes=2))
    assert desk.case(ref).custody.holder == "ben"
    assigning.put_back(desk.runtime, ref, Person(id=0, login="ben", name="Ben", role=Role.COLLECTOR))
    assert desk.case(ref).custody.state is CustodyState.QUEUED
    duty.say(desk.runtime, ana, away=False)
    desk.turn()
    assert desk.case(ref).custody.holder == "ana"


@pytest.mark.parametrize("act", ["renew", "reply"])
def test_who_acts_keeps_it_with_a_whole_lease(desk: Stage, act: str) -> None:
    ana = at_the_desk(desk, "ana")
    desk.borrower(LATE)
    desk.write("a person please")
    assert [given.ref for given in duty.given_to(desk.runtime, ana)] == ["B-1"]
    if act == "renew":
        casework.renew(desk.runtime, "B-1", "ana")
    else:
        replying.reply(desk.runtime, "B-1", "ana", "Good morning, how can I help?")
    custody = desk.case().custody
    assert (custody.holder, custody.lease_until) == ("ana", NOW + timedelta(minutes=15))
    assert duty.given_to(desk.runtime, ana) == ()


def test_borrowers_are_not_told_of_somebody_who_is_away(stage: Stage) -> None:
    ana = at_the_desk(stage, "ana")
    stage.borrower(LATE)
    duty.say(stage.runtime, ana, away=True)
    stage.write("i want to talk to a person")
    assert "Nobody is at the desk at this moment" in (stage.out()[-1]["body"] or "")


def test_colleagues_are_listed_with_their_load_those_who_are_there_first(desk: Stage) -> None:
    at_the_desk(desk, "ana")
    at_the_desk(desk, "ben")
    people.add_user(desk.runtime, "cleo", "Cleo", Role.COLLECTOR, "a long enough one", now=NOW)
    people.add_user(desk.runtime, "imani", "Imani", Role.ADMIN, "a long enough one", now=NOW)
    casework.claim(desk.runtime, waits(desk, 1), "ana")
    found = duty.colleagues(desk.runtime)
    assert [(each.login, each.there, each.chats, each.capacity) for each in found] == [
        ("ben", True, 0, 2),
        ("ana", True, 1, 2),
        ("cleo", False, 0, 2),
    ]


def test_what_somebody_works_on_is_changed_and_checked(desk: Stage) -> None:
    at_the_desk(desk, "ana")
    duty.change_work(desk.runtime, "ana", skills=["plan"], locales=["es"], capacity=7)
    (ana,) = duty.colleagues(desk.runtime)
    assert (ana.skills, ana.locales, ana.capacity) == (("plan",), ("es",), 7)
    duty.change_work(desk.runtime, "ana", skills=[], capacity=0)
    (ana,) = duty.colleagues(desk.runtime)
    assert (ana.skills, ana.locales, ana.capacity) == ((), ("es",), 2)
    for wrong in ({"capacity": 101}, {"locales": ["xx"]}):
        with pytest.raises(PeopleError):
            duty.change_work(desk.runtime, "ana", **wrong)
    with pytest.raises(PeopleError, match="no user"):
        duty.change_work(desk.runtime, "nobody", capacity=1)


def test_only_a_supervisor_reassigns_and_only_to_who_answers(stage: Stage) -> None:
    ana = at_the_desk(stage, "ana")
    devin = at_the_desk(stage, "devin", Role.SUPERVISOR)
    at_the_desk(stage, "ben")
    at_the_desk(stage, "imani", Role.ADMIN)
    ref = waits(stage, 1)
    casework.claim(stage.runtime, ref, "ana")
    with pytest.raises(Refused, match="Only a supervisor"):
        assigning.reassign(stage.runtime, ref, ana, "ben")
    for login in ("imani", "nobody"):
        with pytest.raises(Refused, match="who answers borrowers"):
            assigning.reassign(stage.runtime, ref, devin, login)
    with pytest.raises(Refused, match="has this chat already"):
        assigning.reassign(stage.runtime, ref, devin, "ana")
    assigning.reassign(stage.runtime, ref, devin, "ben")
    custody = stage.case(ref).custody
    assert (custody.holder, custody.given_by, custody.lease_until) == ("ben", "devin", NOW + timedelta(minutes=15))
    assert stage.replayed(ref) == stage.case(ref)


def test_a_reassigned_chat_that_nobody_takes_up_goes_back_and_nobody_is_set_away(stage: Stage) -> None:
    devin = at_the_desk(stage, "devin", Role.SUPERVISOR)
    at_the_desk(stage, "ben")
    ref = waits(stage, 1)
    casework.claim(stage.runtime, ref, "devin")
    assigning.reassign(stage.runtime, ref, devin, "ben")
    stage.until(NOW + timedelta(minutes=16))
    custody = stage.case(ref).custody
    assert (custody.state, custody.queued_at) == (CustodyState.QUEUED, NOW + timedelta(minutes=15))
    assert {each.away_since for each in duty.colleagues(stage.runtime)} == {None}


def test_a_chat_is_put_back_by_who_has_it_or_a_supervisor(stage: Stage) -> None:
    ana, ben = at_the_desk(stage, "ana"), at_the_desk(stage, "ben")
    devin = at_the_desk(stage, "devin", Role.SUPERVISOR)
    ref = waits(stage, 1)
    with pytest.raises(Refused, match="Nobody holds"):
        assigning.put_back(stage.runtime, ref, ana)
    for by in (ana, devin):
        casework.claim(stage.runtime, ref, "ana")
        with pytest.raises(Refused, match="Only who holds"):
            assigning.put_back(stage.runtime, ref, ben)
        assigning.put_back(stage.runtime, ref, by, "needs a lawyer")
        custody = stage.case(ref).custody
        assert (custody.state, custody.holder, custody.reason) == (CustodyState.QUEUED, None, "x")
        assert custody.due_by == NOW + timedelta(minutes=30)
