"""When parts fall due: on pay day, clamped to the month's end, and off days that are no business days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from cases.months import add_months, month_day
from cases.plans.asks import Ask, Circumstances
from cases.plans.policy import Cadence, ClosedDays, PlanPolicy
from cases.policy.pack import Calendar

DAY = timedelta(days=1)
STRIDES = {Cadence.WEEKLY: timedelta(days=7), Cadence.FORTNIGHTLY: timedelta(days=14)}
LONGEST_CLOSURE = 60
"""Days after which a calendar is taken to be wrong, and the date stays where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessDays:
    """Which days are worked, and where a date goes that falls on another."""

    rule: ClosedDays
    weekend: frozenset[int]
    calendar: Calendar

    def open_on(self, day: date) -> bool:
        """Whether it is a business day."""
        if day in self.calendar.off:
            return False
        return day.weekday() not in self.weekend or day in self.calendar.worked

    def moved(self, day: date, *, after: date, until: date | None = None) -> date:
        """The day itself, or the business day that the rule names, later than ``after`` and not later than ``until``.

        Where that side has none the other one is looked at; the day itself stays where neither has.
        """
        start = max(day, after + DAY)
        if self.rule is ClosedDays.KEEP:
            return start
        later, earlier = self._towards(start, DAY, after, until), self._towards(day, -DAY, after, until)
        found = (later, earlier) if self.rule is ClosedDays.NEXT else (earlier, later)
        return found[0] or found[1] or start

    def _towards(self, day: date, step: timedelta, after: date, until: date | None) -> date | None:
        for _ in range(LONGEST_CLOSURE):
            if day <= after or (until is not None and day > until):
                return None
            if self.open_on(day):
                return day
            day += step
        return None


def business_days(policy: PlanPolicy, calendar: Calendar) -> BusinessDays:
    """The rule of this policy with this calendar."""
    return BusinessDays(rule=policy.closed_days, weekend=policy.weekend, calendar=calendar)


def next_pay_day(after: date, pay_day: int) -> date:
    """The first pay day later than this day."""
    this_month = month_day(after.year, after.month, pay_day)
    return this_month if this_month > after else add_months(after, 1, day=pay_day)


def monthly_dates(first: date, n: int, *, pay_day: int | None = None) -> tuple[date, ...]:
    """``n`` dates a month apart from ``first`` on, on ``pay_day`` (else the first one's day) or the month's end."""
    return (first, *(add_months(first, months, day=pay_day) for months in range(1, n)))


def first_date(policy: PlanPolicy, as_of: date, pay_day: int | None) -> date:
    """When the first part falls due: the next pay day after ``as_of``, if the policy's days reach it."""
    latest = as_of + timedelta(days=policy.first_within_days)
    if pay_day is None:
        return min(latest, as_of + timedelta(days=policy.first_after_days))
    return min(latest, next_pay_day(as_of, pay_day))


def asked_first(policy: PlanPolicy, as_of: date, ask: Ask) -> date:
    """The first date: the one that was asked for, brought inside the policy's days; else the usual one."""
    if ask.first_on is None:
        return first_date(policy, as_of, ask.pay_day)
    return min(max(ask.first_on, as_of + DAY), as_of + timedelta(days=policy.first_within_days))


def due_dates(policy: PlanPolicy, at: Circumstances, ask: Ask, cadence: Cadence, until: date) -> tuple[date, ...]:
    """Every date up to ``until`` on which a part may fall due, strictly rising; a plan of n parts takes the first n."""
    first, latest = asked_first(policy, at.as_of, ask), at.as_of + timedelta(days=policy.first_within_days)
    days, found, before = business_days(policy, at.calendar), list[date](), at.as_of
    for nominal in _nominal(first, cadence, ask.pay_day):
        on = days.moved(nominal, after=before, until=None if found else latest)
        if on > until:
            return tuple(found)
        found.append(on)
        before = on
    return tuple(found)


def _nominal(first: date, cadence: Cadence, pay_day: int | None) -> Iterator[date]:
    for step in count():
        if cadence in STRIDES:
            yield first + step * STRIDES[cadence]
        else:
            yield add_months(first, step, day=pay_day) if step else first


def single_date(policy: PlanPolicy, at: Circumstances, ask: Ask, within_days: int) -> date:
    """When one single payment falls due: the day that was asked for, or pay day, brought inside ``within_days``."""
    wanted = ask.first_on
    if wanted is None:
        usual = at.as_of + timedelta(days=policy.first_after_days)
        wanted = next_pay_day(at.as_of, ask.pay_day) if ask.pay_day else usual
    latest = at.as_of + timedelta(days=within_days)
    day = min(max(wanted, at.as_of + DAY), latest)
    return business_days(policy, at.calendar).moved(day, after=at.as_of, until=latest)
