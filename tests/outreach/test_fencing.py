"""One speaker at a time: whoever lost a chat sends nothing any more, and the bot is silent while people have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cases.custody import CustodyRefused
from cases.events import PromiseMade
from cases.model import Channel, CustodyState
from cases.plans import Ask
from outreach import assigning, casework, confirming, people, planwork, replying
from outreach.people import Role
from tests.support.stage import NOW, Stage

LATE = ("2026-11-20", "186.40")
ASK = Ask(parts=2, pay_day=15)


@pytest.fixture
def held(stage: Stage) -> Stage:
    """Ana has the chat; a promise stands; Ben is a colleague, Max leads."""
    for login, role in (("ana", Role.COLLECTOR), ("ben", Role.COLLECTOR), ("max", Role.SUPERVISOR)):
        people.add_user(stage.runtime, login, login.title(), role, "a long enough one", now=NOW)
    stage.borrower(LATE)
    stage.turn()
    stage.write("hello")
    stage.write("1987")
    stage.write("a person please")
    casework.claim(stage.runtime, "B-1", "ana")
    stage.happen(PromiseMade(ref="p", amount_minor=18640, currency="USD", due_on=date(2026, 12, 4)))
    return stage


def person(stage: Stage, login: str) -> people.Person:
    return next(each for each in people.all_people(stage.runtime) if each.login == login)


SENDERS: dict[str, Callable[[Stage], object]] = {
    "reply": lambda stage: replying.reply(stage.runtime, "B-1", "ana", "still me"),
    "confirm": lambda stage: confirming.confirm_promise(stage.runtime, "B-1", "ana"),
    "plan": lambda stage: planwork.offer(stage.runtime, "B-1", person(stage, "ana"), ASK, parts=2),
    "hand back": lambda stage: casework.hand_back(stage.runtime, "B-1", "ana", "information", "all is said"),
    "renew": lambda stage: casework.renew(stage.runtime, "B-1", "ana"),
}


def claimed_late(stage: Stage) -> None:
    """Ben takes it the moment Ana's time is over, before the alarm clock came round."""
    stage.clock.set(NOW + timedelta(minutes=15))
    casework.claim(stage.runtime, "B-1", "ben")


LOSSES: dict[str, Callable[[Stage], object]] = {
    "taken over": lambda stage: casework.claim(stage.runtime, "B-1", "max", take_over=True),
    "reassigned": lambda stage: assigning.reassign(stage.runtime, "B-1", person(stage, "max"), "ben"),
    "put back": lambda stage: assigning.put_back(stage.runtime, "B-1", person(stage, "max")),
    "lease over, not yet noticed": lambda stage: stage.clock.set(NOW + timedelta(minutes=15)),
    "lease expired": lambda stage: stage.until(NOW + timedelta(minutes=16)),
    "claimed after the lease": claimed_late,
}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("sender", SENDERS)
def test_whoever_lost_a_chat_sends_nothing(held: Stage, sender: str, loss: str) -> None:
    LOSSES[loss](held)
    before, custody = held.out(), held.case().custody
    with pytest.raises(CustodyRefused):
        SENDERS[sender](held)
    assert (held.out(), held.case().custody) == (before, custody)


@pytest.mark.parametrize("sender", SENDERS)
def test_the_holder_is_let_through(held: Stage, sender: str) -> None:
    before = len(held.out())
    SENDERS[sender](held)
    assert len(held.out()) == before + (sender != "renew")


@pytest.mark.parametrize("loss", LOSSES)
def test_what_waited_to_be_sent_does_not_leave_either(held: Stage, loss: str) -> None:
    held.channels[Channel.SMS].on = False
    replying.reply(held.runtime, "B-1", "ana", "one moment")
    LOSSES[loss](held)
    held.do("UPDATE messages SET state = 'queued' WHERE body = 'one moment'")
    held.channels[Channel.SMS].on = True
    held.turn()
    row = next(row for row in held.out() if row["body"] == "one moment")
    assert (row["state"], row["decision"]["rule"]) == ("denied", "base.custody")


def test_a_note_is_everybodys(held: Stage) -> None:
    casework.claim(held.runtime, "B-1", "max", take_over=True)
    casework.add_note(held.runtime, "B-1", "ana", "I had talked to them before.")
    assert [note.author for note in held.view().notes] == ["ana"]


def test_a_confirmation_does_not_hand_back_what_somebody_took_meanwhile(
    held: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.hand_back(held.runtime, "B-1", "ana", "information", "")

    def taken(*_: object) -> int:
        casework.claim(held.runtime, "B-1", "max", take_over=True)
        raise CustodyRefused("max holds this conversation.")

    monkeypatch.setattr(replying, "reply", taken)
    with pytest.raises(CustodyRefused):
        confirming.confirm_promise(held.runtime, "B-1", "ana")
    assert held.case().custody.holder == "max"


def test_a_lease_that_nobody_took_back_yet_hinders_nobody(held: Stage) -> None:
    before = held.case().custody.token
    held.clock.set(NOW + timedelta(minutes=15))
    assert casework.claim(held.runtime, "B-1", "ben").holder == "ben"
    assert held.case().custody.token == before + 2
    assert held.replayed() == held.case()


def test_the_bot_is_silent_while_somebody_has_the_chat(held: Stage) -> None:
    before = len(held.out())
    held.write("how much is it?")
    held.until(NOW + timedelta(minutes=14))
    assert len(held.out()) == before


def test_while_a_person_is_awaited_the_bot_tells_of_the_wait_and_of_nothing_else(held: Stage) -> None:
    assigning.put_back(held.runtime, "B-1", person(held, "max"))
    before = len(held.out())
    held.write("how much is it?")
    held.days(2)
    assert held.case().custody.state is CustodyState.QUEUED
    assert {row["template"] for row in held.out()[before:] if row["state"] == "sent"} <= {
        "awaiting_person",
        "awaiting_person_again",
    }
