"""What the alarms do: the ladder, promises and plans, leases and holds, outages and poisoned rows."""

from __future__ import annotations

from tests.support.stage import Stage


def test_the_first_overdue_reminder_leaves_at_ten_on_the_day_after(stage: Stage) -> None:
    stage.borrower(("2026-11-25", "100.00"))
    stage.until("2026-11-26T09:59")
    assert stage.sent() == ["due_soon"]
    stage.until("2026-11-26T10:00")
    assert stage.said() == [("due_soon", "sent"), ("overdue_1", "sent")]
    assert [row["kind"] for row in stage.out()] == ["service", "demand"]
    assert stage.case().treatment == "outreach"
