"""Somebody waits past the time by which they shall have been answered: up in the queue, and supervisors hear of it."""

from __future__ import annotations

from typing import Any

from cases.consequences.custody import UNANSWERED
from cases.effects import SetFire
from cases.events import WaitEscalated
from cases.flows.handover import NOW
from cases.model import CustodyState
from outreach import desk_hours
from outreach.work import Work
from storage import snoozes


def ring(work: Work, _data: Any) -> None:
    """Once for a wait. The time to answer counts hours of the desk; what is put aside is looked at again later."""
    custody = work.case.custody
    if custody.state is not CustodyState.QUEUED or custody.due_by is None:
        return
    if custody.due_by > work.now:
        work.order(SetFire(kind=UNANSWERED, due_at=custody.due_by))
        return
    aside = snoozes.until_of(work.connection, work.case_id, work.now)
    if aside is not None:
        again = min(aside, desk_hours.state(work.runtime.settings.desk, work.now).answer_by)
        work.order(SetFire(kind=UNANSWERED, due_at=again))
        return
    work.apply(WaitEscalated(priority=max(custody.priority, min(custody.priority + 1, NOW))))
