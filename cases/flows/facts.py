"""What the conversations read off a case: what is late, what stands, what is being looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import ceil

from cases.flows.turn import FlowContext
from cases.ledger import LoanPosition
from cases.machine import TABLE
from cases.model import Charge, ClosedReason, Hold, HoldType, Plan, PlanPart, PlanState, Treatment
from cases.money import Money
from cases.policy.zones import zones_of
from cases.promises import next_part
from cases.say import Phrase, Value

SATURDAY = 5
LATELY = timedelta(days=60)
"""A payment that came back longer ago is not the one that failed now."""
RELIEF = (Treatment.HARDSHIP_REVIEW, Treatment.FORBEARANCE)


def late_loans(context: FlowContext) -> tuple[LoanPosition, ...]:
    """The loans with arrears, the oldest first."""
    late = [loan for loan in context.position.loans if loan.arrears_minor > 0]
    return tuple(sorted(late, key=lambda loan: (loan.oldest_due_on or context.today, loan.ref)))


def arrears_in(context: FlowContext, currency: str) -> Money | None:
    """What is late in this currency."""
    return next((amount for amount in context.position.arrears if amount.currency == currency), None)


def main_arrears(context: FlowContext) -> Money | None:
    """What is late in the currency of the loan that has been late longest; None where nothing is late."""
    loans = late_loans(context)
    return arrears_in(context, loans[0].currency) if loans else None


def undisputed(context: FlowContext) -> tuple[LoanPosition, ...]:
    """The loans with what is late of each and not looked into: without a charge, or nothing, where it is disputed."""
    holds = [each for each in context.case.holds if each.type is HoldType.DISPUTE and each.live_at(context.now)]
    return tuple(replace(loan, arrears_minor=_undisputed(context, loan, holds)) for loan in context.position.loans)


def _undisputed(context: FlowContext, loan: LoanPosition, holds: Sequence[Hold]) -> int:
    on_it = [hold for hold in holds if hold.target in (None, loan.ref)]
    charges = {context.questioned.get(hold.ref) for hold in on_it}
    if None in charges:
        return 0
    return loan.arrears_minor - sum(item.left_minor for item in loan.items if item.late and item.charge_ref in charges)


def least_promise(context: FlowContext, arrears: Money) -> int:
    """The smallest promise the lender lets the bot take, in minor units: the set share, rounded up."""
    return max(1, ceil(arrears.minor * context.rules.plans.promise.least_share))


def live_hold(context: FlowContext, *types: HoldType) -> Hold | None:
    """The first hold of one of these types that blocks now."""
    return next((hold for hold in context.case.holds if hold.type in types and hold.live_at(context.now)), None)


def answer_by(context: FlowContext, hold: Hold) -> date:
    """The borrower's date by which a hold's question is answered: the one they were told when it began."""
    if hold.until is None:
        return max(context.today, _local_day(context, hold.from_at) + timedelta(days=context.rules.dispute_days))
    return max(context.today, _local_day(context, hold.until))


def _local_day(context: FlowContext, at: datetime) -> date:
    zones = zones_of(context.borrower.zones) or (UTC,)
    return min(at.astimezone(zone).date() for zone in zones)


def active_plan(context: FlowContext) -> tuple[Plan, PlanPart] | None:
    """The plan in force with its next unpaid part."""
    plan = context.case.plan
    part = next_part(plan) if plan and plan.state is PlanState.ACTIVE else None
    return (plan, part) if plan and part else None


def possible(treatment: Treatment, event: str) -> bool:
    """Whether the treatment table has a row for this event, by its name."""
    return any(name == event and treatment.value in sources.split() for name, sources, _ in TABLE)


def business_days_after(day: date, count: int) -> date:
    """The day ``count`` business days later; Saturdays and Sundays are none."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def coming_charge(context: FlowContext, ref: str, until: date) -> Charge | None:
    """The next charge already known of a loan, dated after today and by ``until``."""
    charges = [
        charge
        for account in context.accounts
        if account.loan.ref == ref
        for charge in account.charges
        if context.today < charge.charged_on <= until
    ]
    return min(charges, key=lambda charge: charge.charged_on, default=None)


def loan_name(context: FlowContext, ref: str) -> str:
    """What the lender calls the loan."""
    return next((a.loan.product for a in context.accounts if a.loan.ref == ref and a.loan.product), ref)


def next_line(context: FlowContext) -> Value:
    """What comes due next, or that nothing does."""
    coming = context.position.next_due
    if coming is None or not coming[1]:
        return Phrase(key="next.none") if context.position.settled else ""
    return Phrase(key="next.due", values={"date": coming[0], "amount": coming[1][0]})


def summary(context: FlowContext) -> Phrase:
    """Where the borrower stands, in one sentence: what is being looked at, what was agreed, else what is late."""
    return standing(context) or _late(context, late_loans(context))


def standing(context: FlowContext) -> Phrase | None:
    """What is being looked at or was agreed, in one sentence; None where nothing is."""
    if context.case.closed_reason is ClosedReason.SETTLED:
        return Phrase(key="summary.none")
    return _looked_at(context) or _agreed(context)


def _looked_at(context: FlowContext) -> Phrase | None:
    stale = live_hold(context, HoldType.LEDGER_STALE)
    checking = live_hold(context, HoldType.CLAIMED_PAID, HoldType.DISPUTE)
    if checking:
        return Phrase(key="summary.checking", values={"date": answer_by(context, checking)})
    if context.case.treatment in RELIEF:
        agreed = context.case.treatment is Treatment.FORBEARANCE
        return Phrase(key="summary.relief" if agreed else "summary.hardship")
    return Phrase(key="summary.stale", values={"as_of": stale.from_at}) if stale else None


def _agreed(context: FlowContext) -> Phrase | None:
    active, promise = active_plan(context), context.case.promise
    if active:
        plan, part = active
        amount = Money(currency=plan.currency, minor=part.left_minor)
        return Phrase(key="summary.plan", values={"amount": amount, "date": part.due_on})
    if promise and context.position.late:
        amount = Money(currency=promise.currency, minor=promise.left_minor)
        return Phrase(key="summary.promise", values={"amount": amount, "date": promise.due_on})
    return None


def _late(context: FlowContext, late: Sequence[LoanPosition]) -> Phrase:
    if len(late) > 1:
        count = Phrase(key="count.loans", values={"n": len(late)})
        return Phrase(key="summary.several", values={"count_loans": count, "amounts": context.position.arrears})
    if late:
        since = late[0].oldest_due_on or context.today
        return Phrase(key="summary.late", values={"amount": late[0].arrears, "date": since})
    coming = context.position.next_due
    if coming and coming[1]:
        return Phrase(key="summary.none_next", values={"amount": coming[1][0], "date": coming[0]})
    return Phrase(key="summary.none")
