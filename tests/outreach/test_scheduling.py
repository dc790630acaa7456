"""A person's words that wait for their hour: sent without a lease, taken back by a colleague or by the borrower."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.custody import CustodyRefused
from cases.model import Channel, CustodyState
from outreach import casebook, casework, drafting, people, replying, resending, scheduling
from outreach.people import Person, Role
from outreach.refusals import GateRefused, NotFound, Refused
from tests.support.stage import NOW, Stage

EVENING = NOW + timedelta(hours=40)
WORDS = "Good morning, how are you?"


@pytest.fixture
def late(stage: Stage) -> Stage:
    """It is night where the borrower is, and Ana has their chat."""
    for login in ("ana", "ben"):
        people.add_user(stage.runtime, login, login.title(), Role.COLLECTOR, "a long enough one", now=NOW)
    stage.borrower(("2026-11-22", "100.00"))
    stage.turn()
    stage.write("a person please")
    stage.clock.set(EVENING)
    casework.claim(stage.runtime, "B-1", "ana")
    return stage


def person(stage: Stage, login: str) -> Person:
    return next(each for each in people.all_people(stage.runtime) if each.login == login)


def schedule(stage: Stage) -> int:
    return replying.reply(stage.runtime, "B-1", "ana", WORDS, later=True)


def row(stage: Stage, message_id: int) -> dict[str, Any]:
    return next(each for each in stage.out() if each["id"] == message_id)


def morning(stage: Stage) -> None:
    stage.until(EVENING + timedelta(hours=10))


def test_held_words_are_refused_unless_they_may_wait(late: Stage) -> None:
    with pytest.raises(GateRefused):
        replying.reply(late.runtime, "B-1", "ana", WORDS)
    found = row(late, schedule(late))
    assert found["state"] == "held"
    assert casebook.thread(late.runtime, "B-1")[-1].scheduled


def test_they_leave_at_their_hour_though_no_lease_is_left(late: Stage) -> None:
    message = schedule(late)
    late.until(EVENING + timedelta(hours=1))
    assert late.case().custody.state is CustodyState.QUEUED
    assert row(late, message)["state"] == "held"
    morning(late)
    found = row(late, message)
    assert (found["state"], found["decision"]["decision"]) == ("sent", "allow")
    assert WORDS in found["body"]


def test_they_leave_though_the_bot_has_the_chat_again(late: Stage) -> None:
    message = schedule(late)
    casework.hand_back(late.runtime, "B-1", "ana", "information", "")
    morning(late)
    assert row(late, message)["state"] == "sent"


def test_a_word_of_the_borrower_takes_them_back_into_the_drafts(late: Stage) -> None:
    message = schedule(late)
    late.clock.set(EVENING + timedelta(minutes=5))
    late.write("never mind, I paid")
    morning(late)
    found = row(late, message)
    assert (found["state"], found["decision"]["rule"]) == ("skipped", scheduling.ANSWERED)
    begun = drafting.begun(late.runtime, "B-1", "ana")
    assert begun is not None
    assert begun.text == WORDS, "without the frame that was put around them"


def test_a_colleague_who_has_the_chat_at_that_hour_stops_them(late: Stage) -> None:
    message = schedule(late)
    casework.claim(late.runtime, "B-1", "ben", take_over=True)
    for _ in range(100):
        late.clock.set(late.clock.now() + timedelta(minutes=10))
        casework.renew(late.runtime, "B-1", "ben")
        late.turn()
        if row(late, message)["state"] != "held":
            break
    found = row(late, message)
    assert (found["state"], found["decision"]["rule"]) == ("skipped", scheduling.TAKEN)


def test_who_wrote_them_takes_them_back_and_no_other_collector(late: Stage) -> None:
    message = schedule(late)
    with pytest.raises(Refused, match="Only who wrote it"):
        scheduling.cancel(late.runtime, "B-1", person(late, "ben"), message)
    scheduling.cancel(late.runtime, "B-1", person(late, "ana"), message)
    assert row(late, message)["state"] == "skipped"
    begun = drafting.begun(late.runtime, "B-1", "ana")
    assert begun is not None
    assert begun.text == WORDS
    with pytest.raises(NotFound):
        scheduling.cancel(late.runtime, "B-1", person(late, "ana"), message)


def test_what_was_begun_since_is_not_written_over(late: Stage) -> None:
    message = schedule(late)
    drafting.keep(late.runtime, "B-1", person(late, "ana"), "something else")
    scheduling.cancel(late.runtime, "B-1", person(late, "ana"), message)
    begun = drafting.begun(late.runtime, "B-1", "ana")
    assert begun is not None
    assert begun.text == "something else"


def test_a_draft_goes_when_its_words_are_sent_and_stays_when_they_are_refused(late: Stage) -> None:
    ana = person(late, "ana")
    drafting.keep(late.runtime, "B-1", ana, WORDS, "sms")
    with pytest.raises(GateRefused):
        replying.reply(late.runtime, "B-1", "ana", WORDS)
    assert drafting.begun(late.runtime, "B-1", "ana") is not None
    schedule(late)
    assert drafting.begun(late.runtime, "B-1", "ana") is None


def test_own_words_that_failed_are_sent_again_by_who_wrote_them(stage: Stage) -> None:
    for login in ("ana", "ben"):
        people.add_user(stage.runtime, login, login.title(), Role.COLLECTOR, "a long enough one", now=NOW)
    stage.borrower(("2026-11-22", "100.00"))
    stage.turn()
    stage.write("a person please")
    casework.claim(stage.runtime, "B-1", "ana")
    stage.channels[Channel.SMS].on = False
    message = replying.reply(stage.runtime, "B-1", "ana", WORDS)
    assert row(stage, message)["state"] == "failed"
    assert casebook.thread(stage.runtime, "B-1")[-1].again
    stage.channels[Channel.SMS].on = True
    with pytest.raises(CustodyRefused):
        resending.send_again(stage.runtime, "B-1", person(stage, "ben"), message)
    resending.send_again(stage.runtime, "B-1", person(stage, "ana"), message)
    assert row(stage, message)["state"] == "sent"
    with pytest.raises(NotFound):
        resending.send_again(stage.runtime, "B-1", person(stage, "ana"), message)
