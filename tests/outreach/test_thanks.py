"""What is said when money comes: found again, thanked on its day, or told to people who have the conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.events import Claimed, PaidClaimed, PersonRequested
from cases.model import Channel
from channels.base import ErrorKind, SendError
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")


def claim(words: str = "I paid", days: int = 3) -> PaidClaimed:
    return PaidClaimed(ref="c", words=words, until=NOW + timedelta(days=days))


def body(stage: Stage) -> str:
    return str(stage.rows("SELECT body FROM messages WHERE direction = 'out' ORDER BY id DESC LIMIT 1")[0][0])


@pytest.mark.parametrize(
    ("amount", "state"), [("100.00", "You are up to date."), ("60.00", "$40.00 is left.")], ids=["all", "part"]
)
def test_who_said_they_had_paid_is_told_that_it_was_found(stage: Stage, amount: str, state: str) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.happen(claim())
    stage.clock.set(NOW + timedelta(hours=2))
    stage.pay(amount)
    stage.turn()
    assert stage.sent() == ["overdue_1", "paid_found"]
    assert f"We found your ${amount}" in body(stage)
    assert state in body(stage)
    assert "sorry" not in body(stage)


def test_who_was_reminded_after_having_paid_hears_that_we_are_sorry(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.happen(claim())
    stage.clock.set(NOW + timedelta(days=1))
    row = {"external_ref": "P-1", "loan_ref": "L-1", "amount": "100.00", "paid_at": "2026-11-23T15:00:00+00:00"}
    stage.bring("payments", row)
    stage.turn()
    assert "Our reminder was a mistake. We are sorry." in body(stage)


def test_who_said_nothing_is_thanked_as_ever(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.pay("100.00")
    stage.turn()
    assert stage.sent()[-1] == "payment_full"


def test_what_was_not_found_is_named_with_the_day_and_amount_the_borrower_told(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.happen(claim("I paid $80 on November 23 at the branch"))
    stage.days(4)
    assert stage.sent()[-1] == "paid_not_found"
    assert "$80.00 from" in body(stage)
    assert "Nov 23" in body(stage)


def test_money_of_a_day_ahead_is_thanked_for_on_that_day(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    row = {"external_ref": "P-1", "loan_ref": "L-1", "amount": "100.00", "paid_at": "2026-11-27T15:00:00+00:00"}
    stage.bring("payments", row)
    stage.until("2026-11-26T23:00")
    assert stage.sent() == ["overdue_1"]
    stage.until("2026-11-27T09:00")
    assert stage.sent() == ["overdue_1", "payment_full"]


def test_while_a_person_is_awaited_people_are_told_of_money(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.happen(PersonRequested(skill="general", priority=2, reason="asked", due_by=NOW))
    stage.pay("100.00")
    stage.turn()
    assert "payment_full" not in stage.sent()
    assert "payment_arrived" in stage.tasks()


def test_people_who_take_the_conversation_before_the_thanks_left_are_told(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.clock.set(NOW + timedelta(hours=14))
    stage.pay("100.00")
    stage.turn()
    assert stage.tasks() == []
    stage.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=2)))
    stage.until(NOW + timedelta(hours=26))
    assert "payment_full" not in stage.sent()
    assert stage.tasks() == ["payment_arrived"]


def test_thanks_go_where_the_borrower_was_heard_unless_that_is_off(stage: Stage) -> None:
    stage.borrower(LATE, telegram_id="500143")
    stage.turn()
    stage.write("hello", channel=Channel.SMS)
    stage.pay("40.00")
    stage.turn()
    assert stage.out()[-1]["channel"] == "sms"
    stage.channels[Channel.SMS].on = False
    stage.clock.set(NOW + timedelta(days=1))
    stage.pay("60.00", ref="P-2")
    stage.turn()
    assert stage.out()[-1]["channel"] == "telegram"


def test_a_stop_that_the_carrier_confirmed_itself_leaves_our_confirmation_out(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.channels[Channel.SMS].orders.append(SendError(ErrorKind.STOPPED, "blocked", code="21610"))
    stage.write("STOP")
    last = stage.out()[-1]
    assert (last["template"], last["state"]) == ("stop_done", "skipped")
    assert last["decision"]["rule"] == "channel.stopped"
    assert last["sent_at"] is None
