"""What people do with a case: everything passes the lease, the gate and the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cases.custody import CustodyRefused
from cases.events import DisputeOpened, HoldPlaced
from cases.model import Channel, CustodyState, Hold, HoldType, PromiseState, Treatment
from outreach import casework, holding, replying
from outreach.casework import PromiseTerms
from outreach.holding import By
from outreach.refusals import GateRefused, NotFound, Refused
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")


@pytest.fixture
def held(stage: Stage) -> Stage:
    """The borrower asked for a person, and Ana took the chat."""
    stage.borrower(LATE)
    stage.turn()
    stage.write("a person please")
    casework.claim(stage.runtime, "B-1", "ana")
    return stage


def test_a_claim_gives_a_lease_that_activity_renews(held: Stage) -> None:
    lease = timedelta(minutes=held.runtime.settings.desk.lease_minutes)
    assert held.case().custody.lease_until == NOW + lease
    held.until(NOW + timedelta(minutes=10))
    replying.reply(held.runtime, "B-1", "ana", "Good morning, how can I help?")
    assert held.case().custody.lease_until == NOW + timedelta(minutes=10) + lease
    assert held.out()[-1]["body"] == "Good morning, how can I help?"
    assert held.out()[-1]["state"] == "sent"
    held.until(NOW + timedelta(minutes=30))
    assert held.case().custody.state is CustodyState.QUEUED


def test_nobody_takes_a_held_chat_unless_by_right(held: Stage) -> None:
    with pytest.raises(CustodyRefused, match="ana holds"):
        casework.claim(held.runtime, "B-1", "ben")
    casework.claim(held.runtime, "B-1", "ben", take_over=True)
    with pytest.raises(CustodyRefused, match="ben holds"):
        replying.reply(held.runtime, "B-1", "ana", "still me")
    with pytest.raises(CustodyRefused):
        casework.renew(held.runtime, "B-1", "ana")


def test_a_reply_of_an_old_lease_does_not_leave(held: Stage) -> None:
    held.channels[Channel.SMS].on = False
    replying.reply(held.runtime, "B-1", "ana", "one moment")
    held.do("UPDATE messages SET state = 'queued' WHERE body = 'one moment'")
    casework.claim(held.runtime, "B-1", "ben", take_over=True)
    held.channels[Channel.SMS].on = True
    held.turn()
    assert held.out()[-1]["state"] == "denied"
    assert held.out()[-1]["decision"]["rule"] == "base.custody"


def test_the_gate_stands_before_a_collector_too(held: Stage) -> None:
    held.clock.set(NOW + timedelta(hours=40))
    casework.claim(held.runtime, "B-1", "ana")
    with pytest.raises(GateRefused) as refused:
        replying.reply(held.runtime, "B-1", "ana", "You owe us money.")
    assert refused.value.decision.decision == "hold"
    checked = replying.check(held.runtime, "B-1", "ana", "You owe us money.")
    assert (checked.decision.decision, checked.channel, checked.segments) == ("hold", Channel.SMS, 1)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_reply_is_refused(held: Stage, text: str) -> None:
    with pytest.raises(Refused, match="nothing to send"):
        replying.reply(held.runtime, "B-1", "ana", text)


def test_a_hand_back_with_a_promise_is_told_and_kept_to(held: Stage) -> None:
    terms = PromiseTerms(amount_minor=10_000, currency="USD", due_on=date(2026, 12, 4))
    casework.hand_back(held.runtime, "B-1", "ana", "promise", "", promise=terms)
    case = held.case()
    assert (case.custody.state, case.treatment) == (CustodyState.BOT, Treatment.PROMISED)
    assert held.sent()[-1] == "hand_back"
    assert "100.00" in held.out()[-1]["body"]
    held.until("2026-12-03T09:00")
    assert held.sent()[-1] == "hand_back"
    held.until("2026-12-03T12:00")
    assert held.sent()[-1] == "promise_eve"


@pytest.mark.parametrize(
    ("outcome", "promise", "words"),
    [
        ("nonsense", None, "not an outcome"),
        ("promise", PromiseTerms(amount_minor=0, currency="USD", due_on=date(2026, 12, 4)), "above zero"),
        ("promise", PromiseTerms(amount_minor=5, currency="USD", due_on=date(2026, 11, 1)), "has not passed"),
    ],
)
def test_a_hand_back_that_makes_no_sense_changes_nothing(
    held: Stage, outcome: str, promise: PromiseTerms | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        casework.hand_back(held.runtime, "B-1", "ana", outcome, "", promise=promise)
    assert held.case().custody.holder == "ana"
    assert held.case().promises == ()


def test_an_agreement_in_words_does_not_silence_the_ladder_for_ever(held: Stage) -> None:
    casework.hand_back(held.runtime, "B-1", "ana", "information", "we talk again next week")
    assert held.fires()["ladder"] > NOW


@pytest.mark.parametrize(("role", "may"), [("collector", False), ("supervisor", True), ("admin", True)])
def test_a_hold_is_lifted_by_the_right_role_only(stage: Stage, role: str, may: bool) -> None:
    stage.borrower(LATE)
    hold = Hold(ref="h", type=HoldType.COMPLAINT, from_at=NOW, source="test", may_lift="supervisor")
    other = Hold(ref="o", type=HoldType.MANUAL, from_at=NOW, source="test")
    stage.happen(HoldPlaced(hold=hold), HoldPlaced(hold=other))
    if may:
        holding.lift_hold(stage.runtime, "B-1", By(actor="user:ana", role=role), "h", "settled")
    else:
        with pytest.raises(Refused, match="supervisor may lift"):
            holding.lift_hold(stage.runtime, "B-1", By(actor="user:ana", role=role), "h", "settled")
    assert [each.lifted_at is not None for each in stage.case().holds] == [may, False]


def test_lifting_a_dispute_answers_it(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(DisputeOpened(ref="d", kind="amount", words="too much"))
    holding.lift_hold(stage.runtime, "B-1", By(actor="user:ana", role="supervisor"), "d", "the amount is right")
    assert stage.case().treatment is Treatment.OUTREACH
    assert "ladder" in stage.fires()


def test_notes_and_tasks_are_kept_and_ended_once(held: Stage) -> None:
    casework.add_note(held.runtime, "B-1", "ana", " Calls back on Monday. ")
    assert [note.text for note in held.view().notes] == ["Calls back on Monday."]
    with pytest.raises(Refused):
        casework.add_note(held.runtime, "B-1", "ana", " ")
    held.pay("130.00")
    (task, *_) = held.view().tasks
    casework.end_task(held.runtime, "B-1", "ana", task.id, "seen")
    with pytest.raises(NotFound):
        casework.end_task(held.runtime, "B-1", "ana", task.id, "seen")


def test_a_borrower_that_does_not_exist_is_said_so(stage: Stage) -> None:
    verbs: tuple[Callable[[], object], ...] = (
        lambda: casework.claim(stage.runtime, "nobody", "ana"),
        lambda: replying.check(stage.runtime, "nobody", "ana", "hello"),
        lambda: holding.lift_hold(stage.runtime, "nobody", By(actor="user:ana", role="admin"), "h", "settled"),
    )
    for verb in verbs:
        with pytest.raises(NotFound, match="nobody"):
            verb()


def test_a_promise_of_the_bot_is_replaced_by_that_of_the_collector(held: Stage) -> None:
    for number, day in enumerate((4, 8)):
        terms = PromiseTerms(amount_minor=10_000, currency="USD", due_on=date(2026, 12, day))
        casework.hand_back(held.runtime, "B-1", "ana", "promise", "", promise=terms)
        casework.claim(held.runtime, "B-1", "ana")
        assert len(held.case().promises) == number + 1
    assert [each.state for each in held.case().promises] == [PromiseState.CANCELLED, PromiseState.OPEN]
