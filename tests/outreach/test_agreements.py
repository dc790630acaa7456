"""Promises and plans through time: remembered before their day, broken after their grace, kept off while they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cases.events import (
    HoldPlaced,
    PlanAccepted,
    PlanOffered,
    PromiseMade,
)
from cases.model import (
    Channel,
    CustodyState,
    Hold,
    HoldType,
    Plan,
    PlanPart,
    PlanState,
    PromiseState,
    Treatment,
)
from channels.base import Inbound
from channels.webchat import webchat_address
from outreach.inbound import receive
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")
"""Due two days before the stage's first day."""


def hold(type_: HoldType = HoldType.MANUAL, until: datetime | None = None) -> HoldPlaced:
    return HoldPlaced(hold=Hold(ref=f"h-{type_}", type=type_, from_at=NOW, until=until, source="test"))


def promised(on: str, minor: int = 10_000, ref: str = "pr") -> PromiseMade:
    return PromiseMade(ref=ref, amount_minor=minor, currency="USD", due_on=date.fromisoformat(on))


def plan(*parts: tuple[str, int]) -> tuple[PlanOffered, PlanAccepted]:
    made = Plan(
        ref="pl",
        currency="USD",
        total_minor=sum(amount for _, amount in parts),
        parts=tuple(
            PlanPart(number=n, due_on=date.fromisoformat(on), amount_minor=amount)
            for n, (on, amount) in enumerate(parts, start=1)
        ),
        offered_at=NOW,
    )
    return PlanOffered(plan=made), PlanAccepted(ref="pl", terms_hash="abc")


def test_a_promise_keeps_demands_off_and_is_remembered_the_day_before(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-12-04"))
    stage.until("2026-12-03T09:59")
    assert stage.said() == []
    stage.until("2026-12-05T23:00")
    assert stage.sent() == ["promise_eve"]
    assert stage.case().treatment is Treatment.PROMISED


def test_a_promise_for_tomorrow_is_not_remembered_a_moment_later(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-25"))
    stage.until("2026-11-26T23:00")
    assert stage.said() == []


def test_a_text_to_a_chat_page_that_was_left_goes_where_it_is_seen(stage: Stage) -> None:
    stage.borrower(LATE)
    chat = Inbound(
        channel=Channel.WEBCHAT, address=webchat_address(1), external_id="hello", at=NOW, text="hello", borrower_id=1
    )
    receive(stage.runtime, chat)
    receive(stage.runtime, replace(chat, external_id="year", text="1987"))
    stage.happen(promised("2026-11-27"))
    stage.pay("50.00")
    stage.until("2026-11-26T12:00")
    went = {row["template"]: row["channel"] for row in stage.out() if row["kind"] == "service"}
    assert went == {"promise_part": "webchat", "promise_eve": "sms"}


def test_a_broken_promise_is_asked_about_once_and_the_ladder_goes_on(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-27"))
    stage.until("2026-11-29T10:00")
    assert stage.case().promises[0].state is PromiseState.BROKEN
    assert stage.sent() == ["promise_eve", "promise_missed"]
    assert stage.fires()["ladder"] > stage.clock.now()


def test_the_second_broken_promise_goes_to_a_person(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-27"))
    stage.until("2026-11-30T12:00")
    stage.happen(promised("2026-12-03", ref="pr2"))
    stage.until("2026-12-06T12:00")
    custody = stage.case().custody
    assert custody.state is CustodyState.QUEUED
    assert custody.due_by is not None
    assert stage.sent().count("promise_missed") == 1


def test_while_the_ledger_is_in_doubt_no_promise_breaks(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-27"), hold(HoldType.LEDGER_STALE, until=NOW + timedelta(days=8)))
    stage.until("2026-12-02T09:00")
    assert stage.case().promises[0].state is PromiseState.OPEN
    stage.until("2026-12-04T12:00")
    assert stage.case().promises[0].state is PromiseState.BROKEN


def test_a_day_that_passed_under_a_hold_breaks_no_promise(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-11-27"), hold(HoldType.BREATHING_SPACE, until=NOW + timedelta(days=30)))
    stage.until("2026-12-02T12:00")
    assert stage.case().promises[0].state is PromiseState.CANCELLED
    assert "promise_missed" not in stage.sent()


def test_a_word_before_the_day_says_nothing_once_the_day_is_there(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-12-04"))
    stage.until("2026-12-03T09:59")
    stage.runtime.channels[Channel.SMS].orders.append(None)  # type: ignore[attr-defined]  # a fake channel
    stage.clock.set(datetime(2026, 12, 4, 15, tzinfo=UTC))
    stage.turn()
    assert stage.sent() == []


def test_a_plan_is_remembered_before_each_part_and_silent_between(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(*plan(("2026-12-01", 5_000), ("2027-01-01", 5_000)))
    stage.until("2026-12-01T12:00")
    assert stage.sent() == ["plan_eve"]
    stage.pay("50.00")
    stage.until("2026-12-30T12:00")
    assert stage.sent() == ["plan_eve", "promise_kept"]
    stage.until("2026-12-31T12:00")
    assert stage.sent()[-1] == "plan_eve"


def test_a_missed_part_has_its_grace_and_can_be_cured(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(*plan(("2026-12-01", 5_000), ("2027-01-01", 5_000)))
    stage.until("2026-12-02T12:00")
    assert stage.sent() == ["plan_eve", "plan_part_missed"]
    assert "part_grace" in stage.fires()
    stage.pay("50.00")
    assert "part_grace" not in stage.fires()
    stage.until("2026-12-10T12:00")
    assert stage.case().plans[0].state is PlanState.ACTIVE


def test_a_part_not_paid_within_its_grace_breaks_the_plan(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(*plan(("2026-12-01", 5_000), ("2027-01-01", 5_000)))
    stage.until("2026-12-05T12:00")
    assert stage.case().plans[0].state is PlanState.BROKEN
    assert stage.case().treatment is Treatment.OUTREACH
    assert stage.sent() == ["plan_eve", "plan_part_missed", "plan_ended"]
    assert "ladder" in stage.fires()
