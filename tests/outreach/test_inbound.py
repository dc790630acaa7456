"""What comes in is stored once, answered, and never lost; rights are heard whoever speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cases.events import Claimed, PromiseMade
from cases.machine import IllegalMove
from cases.model import Channel, CustodyState, HoldType, PromiseState, Treatment
from channels.base import Inbound
from outreach import conversing, inbound
from outreach.inbound import receive
from tests.support.stage import NOW, PHONE, Stage

LATE = ("2026-11-22", "100.00")


@pytest.fixture
def late(stage: Stage) -> Stage:
    stage.borrower(LATE)
    stage.turn()
    return stage


def message(external_id: str = "x-1", text: str = "hello", address: str = PHONE) -> Inbound:
    return Inbound(channel=Channel.SMS, address=address, external_id=external_id, at=NOW, text=text)


def test_a_message_is_answered_at_once_and_again_never(late: Stage) -> None:
    first, again = receive(late.runtime, message()), receive(late.runtime, message())
    assert first.message_id is not None
    assert (again.message_id, again.repeated) == (None, True)
    assert late.case().treatment is Treatment.ENGAGED
    assert len([row for row in late.out() if row["kind"] == "reply"]) == 1


def test_a_message_from_nobody_is_not_stored(late: Stage) -> None:
    found = receive(late.runtime, message(address="+12025550199"))
    assert (found.borrower_id, found.message_id) == (None, None)


def test_at_night_a_reply_leaves_and_fills_no_cap(late: Stage) -> None:
    late.clock.set(NOW + timedelta(hours=14))
    late.write("why do you write to me?")
    assert late.out()[-1]["state"] == "sent"
    assert late.out()[-1]["decision"]["decision"] == "allow"


@pytest.mark.parametrize("error", [IllegalMove("PromiseMade is not possible"), RuntimeError("a bug")])
def test_what_the_bot_fails_at_is_kept_for_a_person(
    late: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(conversing, "respond", fail)
    found = late.write("I will pay on Friday")
    assert found.message_id is not None
    assert late.rows("SELECT body, state FROM messages WHERE direction = 'in'") == [
        ("I will pay on Friday", "received")
    ]
    assert late.case().custody.state is CustodyState.QUEUED
    assert late.sent()[-1] == "awaiting_person"
    assert late.replayed() == late.case()


def test_even_where_no_answer_can_be_made_nothing_is_lost(late: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(inbound, "converse", fail)
    monkeypatch.setattr(inbound, "queue_reply", fail)
    assert late.write("hello").message_id is not None
    assert late.case().custody.state is CustodyState.QUEUED


@pytest.mark.parametrize(
    ("words", "hold", "task"),
    [
        ("stop contacting me altogether, no more messages of any kind", HoldType.CEASE, "cease"),
        ("my lawyer handles this, talk to my attorney", HoldType.ATTORNEY, "attorney"),
        ("I have filed for bankruptcy", HoldType.BANKRUPTCY, "bankruptcy"),
        ("James Cole has died, I am his sister", HoldType.DECEASED, "deceased"),
        ("I want to kill myself", HoldType.VULNERABLE, "vulnerable"),
    ],
)
def test_words_of_right_stop_everything_at_once(late: Stage, words: str, hold: HoldType, task: str) -> None:
    late.happen(PromiseMade(ref="pr", amount_minor=100, currency="USD", due_on=NOW.date() + timedelta(days=5)))
    late.write(words)
    assert hold in {each.type for each in late.case().holds}
    assert task in late.tasks()
    assert late.case().promises[0].state is PromiseState.CANCELLED
    before = len(late.sent())
    late.days(30)
    assert len(late.sent()) == before


def test_stop_switches_one_contact_point_off_and_the_other_goes_on(stage: Stage) -> None:
    stage.borrower(LATE, telegram_id="500143")
    stage.turn()
    stage.write("STOP")
    assert stage.sent()[-1] == "stop_done"
    assert stage.out()[-1]["kind"] == "opt_out_confirmation"
    stage.days(10)
    assert {row["channel"] for row in stage.out()[2:] if row["state"] == "sent"} == {"telegram"}
    stage.write("START", channel=Channel.TELEGRAM)
    sms, telegram = sorted(stage.view().points, key=lambda point: point.channel)
    assert (sms.opted_out_at is not None, telegram.opted_in_at) == (True, None)
    stage.write("START")
    again = next(point for point in stage.view().points if point.channel is Channel.SMS)
    assert (again.opted_out_at, again.opted_out_how, again.opted_in_at) == (None, "words", stage.clock.now())
    assert again.consented_at == sms.consented_at
    assert telegram in stage.view().points


def test_stop_at_the_last_contact_point_calls_a_person(late: Stage) -> None:
    late.write("STOP")
    assert (late.case().treatment, late.tasks()) == (Treatment.UNREACHABLE, ["unreachable"])
    late.write("START")
    assert late.case().treatment is not Treatment.UNREACHABLE


def test_a_wrong_person_is_told_nothing_and_whoever_shares_the_number_is_looked_at(stage: Stage) -> None:
    stage.borrower(LATE, verified="")
    stage.borrower(LATE, ref="B-2", loan="L-2", name="Ana Diaz", verified="")
    stage.turn()
    stage.write("wrong number, I don't know any Ana")
    point = stage.view("B-2").points[0]
    assert (point.bad_reason, point.confirmed_at) == ("wrong_person", None)
    assert stage.tasks("B-1") == ["shared_address"]
    before = len(stage.sent("B-2"))
    stage.days(20)
    assert len(stage.sent("B-2")) == before
    assert not any("100" in (row["body"] or "") for row in stage.out("B-2") if row["state"] == "sent")


def test_a_collector_who_speaks_is_not_interrupted_but_rights_count(late: Stage) -> None:
    late.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=1)))
    before = len(late.sent())
    late.write("thank you, Ana")
    late.write("STOP")
    assert len(late.sent()) == before
    assert late.view().points[0].opted_out_at is not None


def test_two_messages_at_once_are_both_taken(late: Stage) -> None:
    together(lambda number: receive(late.runtime, message(f"t-{number}", "hello")), 4)
    assert late.rows("SELECT count(*) FROM messages WHERE direction = 'in'") == [(4,)]
    assert late.replayed() == late.case()


def together(do: Callable[[int], Any], number: int) -> None:
    """The same thing in so many threads at once; what one of them raises is raised."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(do, range(number)))
