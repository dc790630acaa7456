"""Calendar months: the same day of a later month, or that month's last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_day(year: int, month: int, day: int) -> date:
    """That day of the month, clamped to the month's end: day 31 of February is the 28th or 29th."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(start: date, months: int, *, day: int | None = None) -> date:
    """The day ``months`` later; ``day`` (else that of ``start``) is clamped to the month's end, never carried over."""
    years, month = divmod(start.month - 1 + months, 12)
    return month_day(start.year + years, month + 1, day or start.day)
