"""What the alarms do: the ladder, promises and plans, leases and holds, outages and poisoned rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.events import (
    Claimed,
    DisputeAnswered,
    DisputeOpened,
    ForbearanceGranted,
    HandedBack,
    HardshipReported,
    HoldPlaced,
    PaidClaimed,
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
from outreach import alarms
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


# The ladder.


def test_the_first_overdue_reminder_leaves_at_ten_on_the_day_after(stage: Stage) -> None:
    stage.borrower(("2026-11-25", "100.00"))
    stage.until("2026-11-26T09:59")
    assert stage.sent() == ["due_soon"]
    stage.until("2026-11-26T10:00")
    assert stage.said() == [("due_soon", "sent"), ("overdue_1", "sent")]
    assert [row["kind"] for row in stage.out()] == ["service", "demand"]
    assert stage.case().treatment == "outreach"


@pytest.mark.parametrize(
    ("due", "template"),
    [
        ("2026-11-22", "overdue_1"),
        ("2026-11-10", "overdue_2"),
        ("2026-10-20", "overdue_3"),
        ("2026-07-01", "overdue_4"),
    ],
)
def test_who_is_overdue_at_import_starts_at_the_newest_step(stage: Stage, due: str, template: str) -> None:
    stage.borrower((due, "100.00"))
    stage.turn()
    assert stage.sent() == [template]
    stage.turn()
    assert stage.sent() == [template]


def test_at_night_the_first_step_waits_for_the_next_lawful_hour(stage: Stage) -> None:
    stage.borrower(("2026-11-10", "100.00"), as_of=date(2026, 11, 25))
    stage.until("2026-11-25T07:59")
    assert stage.said() == [("overdue_2", "held")]
    stage.until("2026-11-25T08:00")
    assert stage.said() == [("overdue_2", "sent")]


def test_an_unconfirmed_owner_is_reached_without_a_word_of_debt(stage: Stage) -> None:
    stage.borrower(LATE, verified="")
    stage.turn()
    (row,) = stage.out()
    assert (row["template"], row["kind"], row["state"]) == ("first_contact", "demand", "sent")
    assert "100" not in row["body"]
    stage.days(8)
    assert {key for key, _ in stage.said()} == {"first_contact", "first_contact_again"}


def test_after_an_outage_only_the_newest_fitting_step_leaves(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.turn()
    stage.clock.set(NOW + timedelta(days=70))
    stage.turn()
    assert stage.sent() == ["overdue_1", "overdue_2"]
    assert stage.case().step == "day-26"
    assert stage.fires()["ladder"] > stage.clock.now()


def test_the_whole_ladder_rises_by_one_tone_and_repeats_nothing(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.days(130)
    tones = [int(key.removeprefix("overdue_")) for key in stage.sent()]
    assert tones == [1, 1, 2, 2, 2, 3, 3, 4, 4, 4]
    assert stage.rows("SELECT count(*) - count(DISTINCT dedupe) FROM messages") == [(0,)]


def test_without_a_known_zone_nothing_leaves_and_a_person_is_asked(stage: Stage) -> None:
    stage.borrower(LATE, timezone="")
    stage.turn()
    assert {state for _, state in stage.said()} == {"denied"}
    assert stage.out()[0]["decision"]["rule"] == "base.zone"
    assert "zone_unknown" in stage.tasks()
    stage.borrower(timezone="America/New_York")
    stage.turn()
    assert stage.sent() == ["overdue_1"]


def test_a_step_that_was_refused_was_not_taken(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(hold())
    stage.days(20)
    assert {state for _, state in stage.said()} == {"denied"}
    assert stage.case().step is None


def test_one_loan_in_doubt_does_not_silence_the_other(stage: Stage) -> None:
    stage.borrower(("2026-11-01", "100.00"), reported_arrears="5.00")
    stage.borrower(("2026-11-20", "70.00"), loan="L-2")
    stage.turn()
    (row,) = stage.out()
    assert row["loans"] == ["L-2"]
    assert "70.00" in row["body"]
    assert "figures_differ" in stage.tasks()


# Promises.


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


# Plans.


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


# Holds and their ends.


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
    assert stage.sent()[-2:] == ["overdue_2", "overdue_3"]


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
    assert stage.said() == []
    stage.days(2)
    assert stage.case().treatment is Treatment.OUTREACH
    assert stage.fires()["ladder"] > stage.clock.now()
    stage.days(6)
    assert stage.sent()[0].startswith("overdue")


def test_an_answered_dispute_lets_reminders_go_on(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(DisputeOpened(ref="d", kind="amount", words="too much"))
    stage.days(10)
    assert stage.said() == []
    stage.happen(DisputeAnswered(ref="d", outcome="the amount is right"))
    assert stage.case().treatment is Treatment.OUTREACH
    stage.days(8)
    assert stage.sent()[0].startswith("overdue")


# Custody.


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


# Rows that go wrong.


def test_a_poisoned_alarm_blocks_nobody_and_rings_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.borrower(LATE)
    stage.borrower(LATE, ref="B-2", loan="L-2", phone="+12025550144")
    poisoned = stage.case_id("B-1")
    honest = alarms.HANDLERS["ladder"]

    def handler(work: object, data: object) -> None:
        honest(work, data)  # type: ignore[arg-type]  # as the table calls it
        if getattr(work, "case_id", None) == poisoned:
            raise RuntimeError("poison")

    monkeypatch.setitem(alarms.HANDLERS, "ladder", handler)
    counts = stage.turn()
    assert (counts.fired, stage.sent("B-1"), stage.sent("B-2")) == (1, [], ["overdue_1"])
    assert stage.case("B-1").step is None
    monkeypatch.setitem(alarms.HANDLERS, "ladder", honest)
    stage.until(NOW + timedelta(minutes=31))
    assert stage.sent("B-1") == ["overdue_1"]


def test_every_alarm_that_is_ever_set_has_a_handler(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.happen(promised("2026-12-04"), hold(until=NOW + timedelta(days=9)))
    stage.happen(Claimed(login="ana", lease_until=NOW + timedelta(days=1)))
    assert set(stage.fires()) <= set(alarms.HANDLERS)
