"""Calendar steps a date can be reached by. All from ``today``, the borrower's own; None where no such day exists."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

JUST_GONE = timedelta(days=60)
"""A day and month without a year that went by no longer ago than this is meant as that one, not as next year's."""


def shift_months(today: date, months: int) -> date:
    """The same day ``months`` on, or the last one of a shorter month."""
    index = today.year * 12 + today.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def month_end(today: date, months: int = 0) -> date:
    """The last day of the month ``months`` on."""
    first = shift_months(today.replace(day=1), months)
    return first.replace(day=monthrange(first.year, first.month)[1])


def on_day(today: date, day: int, *, past: bool) -> date | None:
    """The next such day of a month, today counted; with ``past`` the latest one."""
    step = -1 if past else 1
    for months in range(13):
        found = valid(*_year_month(today, step * months), day)
        if found and (found <= today if past else found >= today):
            return found
    return None


def in_month(today: date, day: int, months: int) -> date | None:
    """That day of the month ``months`` on."""
    return valid(*_year_month(today, months), day)


def on_month_day(today: date, month: int, day: int, *, past: bool) -> date | None:
    """The next such day of a year, today counted; with ``past``, or where it has just gone by, the latest one."""
    ahead = next((d for year in range(5) if (d := valid(today.year + year, month, day)) and d >= today), None)
    back = next((d for year in range(5) if (d := valid(today.year - year, month, day)) and d <= today), None)
    if past or (back and ahead != back and today - back <= JUST_GONE):
        return back
    return ahead


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today (Monday is 0)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def latest(today: date, weekday: int) -> date:
    """The last such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def of_week(today: date, weekday: int, weeks: int) -> date:
    """That weekday of the calendar week ``weeks`` on; weeks begin on Monday."""
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks + weekday)


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_month(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1
