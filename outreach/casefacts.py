"""What the packs call facts, of one case: live holds, a plan that is kept, what the lender told, hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.holds import facts_of
from cases.model import Case, Channel, ContactPoint, PlanState
from cases.promises import late_part
from outreach.casefile import BorrowerFile


def live_facts(
    file: BorrowerFile, case: Case, *, channel: Channel, point: ContactPoint | None, loan: str | None, now: datetime
) -> Mapping[str, object]:
    """The facts of one message to one contact point about one loan; None as loan: about all of them.

    What the lender told stands unless the case knows better: a hold that was lifted here may still be told there.
    """
    point_id = point.id if point is not None else None
    held = facts_of(case.holds, now, loans=(loan,) if loan else (), channel=channel, contact_point_id=point_id)
    facts: dict[str, object] = {**file.borrower.facts, **held}
    if plan_is_kept(file, case):
        facts["repayment_plan_active"] = True
    if point is not None and point.hours:
        facts["agreed_hours"] = list(point.hours)
    if point is not None and point.days:
        facts["agreed_days"] = list(point.days)
    if point is not None and point.place:
        facts["place"] = point.place
    if point is not None and point.owner == "work":
        facts |= {"place": "work", "known_employer_address": True}
    return facts


def plan_is_kept(file: BorrowerFile, case: Case) -> bool:
    """A part that is late may be asked for: then the plan keeps no demand off."""
    plan = case.plan
    return plan is not None and plan.state is PlanState.ACTIVE and late_part(plan, file.today) is None
