"""What may be agreed: plans in parts, settlements and single payments, inside a lender's policy.

``solve(debt, ask, at, policy) -> Solution`` is the way in; everything is a value, nothing looks at a clock.
"""

from cases.plans.amounts import equal_parts
from cases.plans.asks import END_OF_MONTH, NO_DAYS_OFF, Ask, AskError, Circumstances, Debt
from cases.plans.dates import first_date, monthly_dates
from cases.plans.offers import Barrier, Offer, OfferKind, Refusal, Solution
from cases.plans.policy import (
    Authority,
    Cadence,
    ClosedDays,
    Growth,
    PlanPolicy,
    PromiseLimits,
    TermLimit,
)
from cases.plans.solve import solve

__all__ = [
    "END_OF_MONTH",
    "NO_DAYS_OFF",
    "Ask",
    "AskError",
    "Authority",
    "Barrier",
    "Cadence",
    "Circumstances",
    "ClosedDays",
    "Debt",
    "Growth",
    "Offer",
    "OfferKind",
    "PlanPolicy",
    "PromiseLimits",
    "Refusal",
    "Solution",
    "TermLimit",
    "equal_parts",
    "first_date",
    "monthly_dates",
    "solve",
]
