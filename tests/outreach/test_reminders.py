"""What the alarms do: the ladder, promises and plans, leases and holds, outages and poisoned rows."""

from __future__ import annotations

from tests.support.stage import Stage


def test_the_first_overdue_reminder_leaves_at_ten_on_the_day_after(stage: Stage) -> None:
    stage.borrower(("2026-11-24", "100.00"))
    stage.until("2026-11-25T09:59")
    assert stage.sent() == []
    stage.until("2026-11-25T10:00")
    assert stage.sent() == ["overdue_1"]
    assert stage.case().treatment == "outreach"
