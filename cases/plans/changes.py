"""What may be changed of a plan that is kept: another day for one part, or one part after the last."""

from __future__ import annotations

from datetime import date, timedelta

from cases.model import Plan, PlanKind, PlanPart
from cases.months import add_months
from cases.plans.asks import Circumstances
from cases.plans.dates import DAY, business_days
from cases.plans.policy import PlanPolicy
from cases.promises import next_part

MONTH = timedelta(days=28)


def days_for(plan: Plan, part: PlanPart, at: Circumstances, policy: PlanPolicy) -> tuple[date, date] | None:
    """The first and the last day that a part may move to; None where no change or no day is left.

    It stays before the next part, and within the days that a first part may wait.
    """
    if plan.kind is PlanKind.SETTLEMENT or plan.moved >= policy.redates:
        return None
    after = [each.due_on for each in plan.parts if each.number > part.number]
    furthest = min(part.due_on + policy.first_within_days * DAY, _by_law(plan, at, policy))
    latest = min([furthest, *(on - DAY for on in after[:1])])
    earliest = at.as_of + DAY
    return (earliest, latest) if earliest <= latest else None


def end_for(plan: Plan, at: Circumstances, policy: PlanPolicy) -> date | None:
    """When a skipped part falls due: one step after the last; None where none may be skipped any more."""
    part = next_part(plan)
    if plan.kind is PlanKind.SETTLEMENT or plan.skipped >= policy.skips or part is None or part is plan.parts[-1]:
        return None
    last, before = plan.parts[-1].due_on, plan.parts[-2].due_on
    step = last - before
    pay_day = max(each.due_on.day for each in plan.parts if each is not part)
    wanted = add_months(last, 1, day=pay_day) if step >= MONTH else last + step
    on = business_days(policy, at.calendar).moved(wanted, after=last)
    return on if on <= _by_law(plan, at, policy) else None


def _by_law(plan: Plan, at: Circumstances, policy: PlanPolicy) -> date:
    """The last day that the law of the place leaves, counted from the agreement."""
    limit = policy.term_limit(at.jurisdiction, at.product)
    agreed = (plan.accepted_at or plan.offered_at).date()
    return add_months(agreed, limit.longest_months) if limit else date.max
