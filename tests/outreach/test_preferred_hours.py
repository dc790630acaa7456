"""An inconvenient hour is a preference at once: kept with the contact point, and binding what waits already."""

from __future__ import annotations

from datetime import timedelta

from tests.support.stage import NOW, Stage

LATE = ("2026-11-22", "100.00")


def test_hours_bind_at_once_also_what_waits(stage: Stage) -> None:
    stage.clock.set(NOW - timedelta(hours=6))
    stage.borrower(LATE)
    stage.turn()
    assert stage.said() == [("overdue_1", "held")]
    stage.write("don't text me before 1 pm")
    assert stage.view().points[0].hours == ("13:00-20:00",)
    assert "13:00" in (stage.out()[-1]["body"] or "")
    stage.until("2026-11-24T12:50")
    assert "overdue_1" not in stage.sent()
    stage.until("2026-11-24T13:10")
    assert "overdue_1" in stage.sent()
    assert stage.replayed() == stage.case()
