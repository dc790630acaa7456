"""The ladder: the first step, catching up, rising tone, and rows that go wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from cases.events import (
    Claimed,
    HoldPlaced,
    PromiseMade,
)
from cases.model import (
    Hold,
    HoldType,
)
from outreach import alarms
from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")
"""Due two days before the stage's first day."""


def hold(type_: HoldType = HoldType.MANUAL, until: datetime | None = None) -> HoldPlaced:
    return HoldPlaced(hold=Hold(ref=f"h-{type_}", type=type_, from_at=NOW, until=until, source="test"))


def promised(on: str, minor: int = 10_000, ref: str = "pr") -> PromiseMade:
    return PromiseMade(ref=ref, amount_minor=minor, currency="USD", due_on=date.fromisoformat(on))


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
        ("2026-07-01", "overdue_4_third"),
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
    assert stage.sent() == ["overdue_1", "overdue_2_third"]
    assert stage.case().step == "day-26"
    assert stage.fires()["ladder"] > stage.clock.now()


def test_the_whole_ladder_rises_by_one_tone_and_repeats_nothing(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.days(130)
    tones = [int(key.split("_")[1]) for key in stage.sent()]
    assert tones == [1, 1, 2, 2, 2, 3, 3, 4, 4, 4]
    assert stage.rows("SELECT count(*) - count(DISTINCT dedupe) FROM messages") == [(0,)]


def test_no_reminder_has_the_words_of_the_one_before(stage: Stage) -> None:
    stage.borrower(LATE)
    stage.borrower(LATE, ref="B-2", loan="L-2", phone="+12025550144")
    stage.borrower(("2026-11-21", "70.00"), ref="B-2", loan="L-3", phone="+12025550144")
    stage.days(130)
    alone, several = stage.sent("B-1"), stage.sent("B-2")
    assert len(set(alone)) == len(alone) == 10
    assert set(several) == {"overdue_several", "overdue_several_again"}
    assert not [key for before, key in pairwise(several) if before == key]


def test_a_stranger_is_asked_in_turns_by_two_texts(stage: Stage) -> None:
    stage.borrower(LATE, verified="")
    stage.days(50)
    asked = stage.sent()
    assert asked[:3] == ["first_contact", "first_contact_again", "first_contact"]
    assert not [key for before, key in pairwise(asked) if before == key]


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
