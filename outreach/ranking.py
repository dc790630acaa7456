"""In which order people who wait are answered, and why each stands where it does. Pure: rows in, order out.

Words of despair go before everything. Then the priority of what was said, then how near the time to answer is, then
what an answer now is likely to bring. Amounts are compared within their currency only, so no exchange rate is needed:
an amount counts by how it compares with the middle one of those who wait and owe in the same currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final, Literal

Reason = Literal["despair", "late", "soon", "priority", "worth", "wait"]

BANDS: Final = (timedelta(0), timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2))
"""Time left to answer, in steps; within a step the expected value decides. The first: it is over."""
URGENT: Final = 2
"""From this priority on it is told as the reason."""
LARGE: Final = 1.5
"""So many times the middle expected value is worth telling."""
LIKELY: Final = ((30, 0.8), (60, 0.55), (90, 0.35), (180, 0.15))
"""Days past due below which an agreement is taken to hold so often. A house estimate to weigh rows by, not a
measurement: a lender's own kept rates stand on the board."""
LEAST_LIKELY: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One who waits. ``arrears`` are (currency, minor units) pairs, ``oldest_due_on`` the day they began."""

    case_id: int
    mine: bool
    skill: str | None
    priority: int
    due_by: datetime | None
    queued_at: datetime | None
    arrears: Sequence[Sequence[str | int]]
    oldest_due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Where somebody stands, and the first thing that put them there."""

    waiting: Waiting
    reason: Reason


def ranked(rows: Iterable[Waiting], now: datetime) -> list[Ranked]:
    """The order to answer in: one's own chats first."""
    found = list(rows)
    worth = _worths(found, now.date())
    middle = median(worth.values()) if worth else 0.0
    found.sort(key=lambda row: _key(row, worth[row.case_id], now))
    return [Ranked(waiting=row, reason=_reason(row, worth[row.case_id], middle, now)) for row in found]


def _key(row: Waiting, worth: float, now: datetime) -> tuple[bool, bool, int, int, float, float, int]:
    since = row.queued_at or row.due_by
    waited = since.timestamp() if since else 0.0
    return (not row.mine, row.skill != "distress", -row.priority, _band(row.due_by, now), -worth, waited, row.case_id)


def _band(due_by: datetime | None, now: datetime) -> int:
    """How near the time to answer is: 0 where it is over."""
    if due_by is None:
        return len(BANDS)
    left = due_by - now
    return next((number for number, most in enumerate(BANDS) if left <= most), len(BANDS))


def _reason(row: Waiting, worth: float, middle: float, now: datetime) -> Reason:
    if row.skill == "distress":
        return "despair"
    if row.priority >= URGENT:
        return "priority"
    band = _band(row.due_by, now)
    if band < 2:
        return "soon" if band else "late"
    return "worth" if middle and worth >= LARGE * middle else "wait"


def _worths(rows: Sequence[Waiting], today: date) -> Mapping[int, float]:
    """What an answer is likely to bring, in multiples of the middle amount of its currency."""
    amounts: dict[str, list[int]] = {}
    for row in rows:
        for currency, minor in row.arrears:
            amounts.setdefault(str(currency), []).append(int(minor))
    middles = {currency: median(found) or 1 for currency, found in amounts.items()}
    return {
        row.case_id: _likely(row.oldest_due_on, today)
        * sum(int(minor) / middles[str(currency)] for currency, minor in row.arrears)
        for row in rows
    }


def _likely(oldest_due_on: date | None, today: date) -> float:
    days = (today - oldest_due_on).days if oldest_due_on else 0
    return next((share for below, share in LIKELY if days <= below), LEAST_LIKELY)
