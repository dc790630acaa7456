"""Holds end without a word, a collector is never talked over, and the ladder goes on from where it should."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cases.events import (
    Claimed,
    DisputeAnswered,
    DisputeOpened,
    ForbearanceGranted,
    HandedBack,
    HardshipReported,
    HoldPlaced,
    PaidClaimed,
    PromiseMade,
)
from cases.model import (
    CustodyState,
    Hold,
    HoldType,
    Treatment,
)
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")
"""Due two days before the stage's first day."""


def hold(type_: HoldType = HoldType.MANUAL, until: datetime | None = None) -> HoldPlaced:
    return HoldPlaced(hold=Hold(ref=f"h-{type_}", type=type_, from_at=NOW, until=until, source="test"))


def promised(on: str, minor: int = 10_000, ref: str = "pr") -> PromiseMade:
    return PromiseMade(ref=ref, amount_minor=minor, currency="USD", due_on=date.fromisoformat(on))


def test_a_hold_ends_without_a_word(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.happen(hold(until=NOW + timedelta(days=10)))
    stage.until(NOW + timedelta(days=10, hours=5))
    assert stage.sent() == ["overdue_1"]
    assert stage.case().holds[0].lifted_at is not None
    assert stage.fires()["ladder"] > stage.clock.now()


def test_a_claim_to_have_paid_that_finds_nothing_goes_one_step_back(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.days(26)
    assert stage.case().step == "day-26"
    stage.happen(PaidClaimed(ref="c", words="I paid", until=stage.clock.now() + timedelta(days=3)))
    stage.days(4)
    assert stage.sent()[-1] == "paid_not_found"
    assert stage.case().step == "day-5"
    assert "check_payment" in stage.tasks()
    stage.days(20)
    assert stage.sent()[-2:] == ["overdue_2_third", "overdue_3_again"]


def test_who_said_they_had_paid_and_had_hears_no_more_of_it(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(PaidClaimed(ref="c", words="I paid", until=NOW + timedelta(days=3)))
    stage.days(1)
    stage.pay("60.00")
    assert stage.case().holds[0].lifted_at is not None
    stage.days(5)
    assert "paid_not_found" not in stage.sent()


def test_hardship_silences_demands_until_it_was_reviewed(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-27"), HardshipReported(ref="h", reason="job", words="lost my job"))
    stage.happen(ForbearanceGranted(ref="f", until=NOW + timedelta(days=20), review_on=date(2026, 12, 14)))
    stage.days(19)
    assert stage.sent() == ["hardship_review"]
    stage.days(2)
    assert "relief_review" in stage.tasks()
    assert stage.case().treatment is Treatment.FORBEARANCE
    stage.days(14)
    assert stage.case().treatment is Treatment.OUTREACH
    assert stage.fires()["ladder"] > stage.clock.now()
    assert stage.sent() == ["hardship_review"]
    stage.days(11)
    assert stage.sent()[1].startswith("overdue")


def test_an_answered_dispute_lets_reminders_go_on(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(DisputeOpened(ref="d", kind="amount", words="too much"))
    stage.days(10)
    assert stage.said() == []
    stage.happen(DisputeAnswered(ref="d", outcome="the amount is right"))
    assert stage.case().treatment is Treatment.OUTREACH
    stage.days(8)
    assert stage.sent()[0].startswith("overdue")


def test_nothing_automated_leaves_while_a_collector_holds_the_chat(stage: Stage) -> None:
    stage.borrower(LATE, as_of=date(2026, 11, 25))
    stage.borrower(("2026-11-20", "10.00"), loan="L-2")
    stage.clock.set(datetime(2026, 11, 25, 5, tzinfo=UTC))
    stage.turn()
    assert [state for _, state in stage.said()] == ["held"]
    stage.happen(Claimed(login="ana", lease_until=stage.clock.now() + timedelta(days=3)))
    stage.days(2)
    stage.pay("1.00")
    assert stage.sent() == []
    assert "payment_arrived" in stage.tasks()
    assert stage.said()[0][1] == "skipped"


def test_a_lease_that_runs_out_goes_back_to_the_queue(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(Claimed(login="ana", lease_until=NOW + timedelta(minutes=15)))
    stage.until(NOW + timedelta(minutes=16))
    assert stage.case().custody.state is CustodyState.QUEUED
    stage.days(3)
    assert stage.sent() == []


def test_after_the_hand_back_the_ladder_plans_from_now(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=1)))
    stage.happen(HandedBack(outcome="other", agreed=""))
    assert stage.fires()["ladder"] > NOW
    assert stage.sent() == []
