"""A stretch of simulated time: the live turn on a clock moved by hand, the same each time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from outreach.clock import SampleClock, SystemClock
from outreach.simulation import next_due, simulate
from tests.support.stage import NOW, Stage, staged

MINUTE = timedelta(minutes=1)


def test_steps_in_which_nothing_is_due_are_passed_over(stage: Stage) -> None:
    stage.borrower(("2026-11-28", "100.00"))
    turns: list[object] = []
    counts = simulate(stage.runtime, NOW, NOW + timedelta(days=12), MINUTE, turns.append)
    assert counts.as_dict() == {
        "fired": 3,
        "planned": 3,
        "held": 0,
        "denied": 0,
        "skipped": 0,
        "sent": 3,
        "failed": 0,
    }
    assert len(turns) < 12
    assert stage.clock.now() == NOW + timedelta(days=12)


def test_the_same_stretch_has_the_same_end(tmp_path: Path) -> None:
    ends = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with staged(tmp_path / name) as stage:
            stage.borrower(("2026-11-22", "100.00"))
            counts = simulate(stage.runtime, NOW, NOW + timedelta(days=40), timedelta(minutes=7))
            ends.append((counts.as_dict(), [(row["planned_at"], row["state"], row["template"]) for row in stage.out()]))
    assert ends[0] == ends[1]


def test_what_is_next_due_is_told(stage: Stage) -> None:
    assert next_due(stage.runtime) is None
    stage.borrower(("2026-11-28", "100.00"))
    assert next_due(stage.runtime) == NOW + timedelta(days=1)


@pytest.mark.parametrize(("hours", "step"), [(-1, MINUTE), (1, timedelta())])
def test_a_stretch_that_makes_no_sense_is_refused(stage: Stage, hours: int, step: timedelta) -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        simulate(stage.runtime, NOW, NOW + timedelta(hours=hours), step)


def test_the_real_clock_is_never_moved(stage: Stage) -> None:
    stage.runtime.clock = SystemClock(stage.runtime.db)
    with pytest.raises(TypeError, match="can be set"):
        simulate(stage.runtime, NOW, NOW, MINUTE)


def test_the_clock_of_a_sample_keeps_its_place_over_a_restart(stage: Stage) -> None:
    SampleClock(stage.runtime.db).set(NOW + timedelta(days=400))
    again = SampleClock(stage.runtime.db).now()
    assert timedelta() <= again - (NOW + timedelta(days=400)) < timedelta(minutes=1)
