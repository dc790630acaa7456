"""Holds offers against a policy, and says what can be, with nothing of the solver: by counting days and bounds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from cases.plans import Ask, Cadence, Circumstances, ClosedDays, Debt, Growth, Offer, OfferKind, PlanPolicy

DAY = timedelta(days=1)
DAYS = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}


def in_month(year: int, month: int, day: int) -> date:
    """A day of a month, counted on from January where the month is past December; clamped to its end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def last_day(at: Circumstances, policy: PlanPolicy) -> date:
    """The last day of the term that role and law allow."""
    place = at.jurisdiction.lower()
    months = [policy.roles[at.role].longest_months]
    for limit in policy.limits:
        named = not limit.products or not at.product or any(word in at.product for word in limit.products)
        if named and place.split("-")[0] == limit.jurisdiction.lower():
            months.append(limit.longest_months)
    return in_month(at.as_of.year, at.as_of.month + min(months), at.as_of.day)


def dates(ask: Ask, at: Circumstances, policy: PlanPolicy, cadence: Cadence) -> list[date]:
    """Every date that parts may have where closed days are kept."""
    latest = at.as_of + policy.first_within_days * DAY
    first = ask.first_on or at.as_of + policy.first_after_days * DAY
    if ask.first_on is None and ask.pay_day:
        first = next(d for d in days_after(at.as_of) if d == in_month(d.year, d.month, ask.pay_day))
    first = max(min(first, latest), at.as_of + DAY)
    found, end = [], last_day(at, policy)
    for step in range(400):
        if cadence in DAYS:
            due = first + step * DAYS[cadence] * DAY
        else:
            due = in_month(first.year, first.month + step, ask.pay_day or first.day) if step else first
        if due > end:
            break
        found.append(due)
    return found


def days_after(day: date) -> Iterator[date]:
    """One day after the other."""
    while True:
        day += DAY
        yield day


def interest(debt: Debt, at: Circumstances, policy: PlanPolicy, due: list[date]) -> int:
    """What the principal bears, added up day by day."""
    if policy.interest is Growth.FROZEN or not due:
        return 0
    owed, principal = Fraction(0), Fraction(debt.balance_minor - debt.interest_minor - debt.fees_minor)
    for number in range((due[-1] - at.as_of).days):
        day = at.as_of + number * DAY
        open_parts = sum(on > day for on in due)
        owed += principal * open_parts / len(due) * Fraction(debt.annual_rate) / 36500
    return ceil(owed)


def least_part(total: int, debt: Debt, policy: PlanPolicy) -> int:
    """The smallest part of a total."""
    return max(1, policy.least_minor.get(debt.currency, 0), ceil(total * policy.least_share))


def least_first(total: int, debt: Debt, at: Circumstances, policy: PlanPolicy) -> int:
    """The smallest first part."""
    return max(least_part(total, debt, policy), ceil(total * policy.down_payment.get(at.bucket, Fraction(0))))


def faults(offer: Offer, debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> list[str]:
    """Every limit that the offer breaks."""
    days, amounts = [part.due_on for part in offer.parts], [part.amount_minor for part in offer.parts]
    most = at.as_of + policy.first_within_days * DAY
    checks = {
        "sum": sum(amounts) == offer.total_minor,
        "no part of nought": min(amounts) > 0,
        "numbered": [part.number for part in offer.parts] == list(range(1, len(amounts) + 1)),
        "rising": all(early < late for early, late in pairwise(days)),
        "future": days[0] > at.as_of,
        "business days": policy.closed_days is ClosedDays.KEEP or all(is_open(day, at, policy) for day in days),
        "down payment": offer.down_minor in (None, amounts[0]),
        "currency": offer.currency == debt.currency,
    }
    if offer.kind is OfferKind.PLAN:
        checks |= _plan_checks(offer, debt, ask, at, policy) | {"first date": days[0] <= most}
    elif offer.kind is OfferKind.PROMISE:
        checks["promise"] = len(amounts) == 1 and days[0] <= at.as_of + policy.promise.within_days * DAY
        checks["whole"] = offer.total_minor == debt.balance_minor - offer.waived_minor
    else:
        share = policy.roles[at.role].settle.get(at.bucket, Fraction(0))
        owed = debt.balance_minor - offer.waived_minor
        checks["settlement"] = len(amounts) == 1 and owed * (1 - share) <= offer.total_minor < owed
        checks["settlement date"] = days[0] <= at.as_of + policy.settlement_days * DAY
    rights, none = policy.roles[at.role], Fraction(0)
    fees, late = rights.waive_fees.get(at.bucket, none), rights.waive_interest.get(at.bucket, none)
    checks["waiver"] = 0 <= offer.waived_minor <= debt.fees_minor * fees + debt.interest_minor * late
    return [name for name, good in checks.items() if not good]


def _plan_checks(offer: Offer, debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> dict[str, bool]:
    days, amounts, rights = [part.due_on for part in offer.parts], offer.amounts, policy.roles[at.role]
    cadence = ask.cadence if ask.cadence in policy.cadences else policy.cadences[0]
    owed = debt.balance_minor - offer.waived_minor
    left = min(rights.plans_per_case - at.plans_in_case, rights.plans_per_year - at.plans_in_year)
    return {
        "several": len(amounts) > 1,
        "parts": len(amounts) <= rights.most_parts.get(cadence or Cadence.MONTHLY, 1),
        "term": days[-1] <= last_day(at, policy),
        "least": min(amounts) >= least_part(offer.total_minor, debt, policy),
        "first": amounts[0] >= least_first(offer.total_minor, debt, at, policy),
        "total": offer.total_minor == owed + interest(debt, at, policy, days),
        "plans left": left > 0,
    }


def is_open(day: date, at: Circumstances, policy: PlanPolicy) -> bool:
    """Whether it is a business day."""
    return day not in at.calendar.off and (day.weekday() not in policy.weekend or day in at.calendar.worked)


def possible(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> bool:
    """Whether any amounts and dates can meet the ask, closed days kept: parts fit if the total lies between their
    smallest and their largest sum."""
    cadence = ask.cadence or policy.cadences[0]
    whole, single = debt.balance_minor, ask.parts in (None, 1)
    reach = ask.first_on is None or at.as_of < ask.first_on <= at.as_of + policy.promise.within_days * DAY
    if single and reach and whole <= (ask.down_minor if ask.down_minor is not None else ask.each_minor or whole):
        return True
    return any(_fits(debt, ask, at, policy, n, dates(ask, at, policy, cadence)) for n in range(2, 400))


def _fits(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy, n: int, due: list[date]) -> bool:
    rights, cadence = policy.roles[at.role], ask.cadence or policy.cadences[0]
    left = min(rights.plans_per_case - at.plans_in_case, rights.plans_per_year - at.plans_in_year)
    if n > min(len(due), rights.most_parts.get(cadence, 1)) or ask.parts not in (None, n) or left <= 0:
        return False
    if ask.first_on not in (None, due[0]):
        return False
    total = debt.balance_minor + interest(debt, at, policy, due[:n])
    least, first = least_part(total, debt, policy), least_first(total, debt, at, policy)
    each = ask.each_minor or total
    lowest = [first] + [least] * (n - 1)
    highest = [each] * n
    if ask.down_minor is not None:
        if ask.down_minor < first:
            return False
        lowest[0] = highest[0] = ask.down_minor
    return all(map(int.__le__, lowest, highest)) and sum(lowest) <= total <= sum(highest)
