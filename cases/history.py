"""When a loan entered and left each bucket, and since when it has been in arrears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from cases.allocation import FEES_FIRST
from cases.buckets import Buckets
from cases.ledger import DEFAULT_BUCKETS, LoanPosition, position
from cases.model import Account

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketStay:
    """A time in one bucket: from ``entered_on`` until the day before ``left_on``; None while it lasts."""

    bucket: str
    entered_on: date
    left_on: date | None = None


def bucket_history(
    account: Account, until: date, *, order: Sequence[str] = FEES_FIRST, buckets: Buckets = DEFAULT_BUCKETS
) -> tuple[BucketStay, ...]:
    """Every stay up to and with the day ``until``, oldest first; empty before the loan's first date.

    A payment reversed later counts until the day of its reversal: history tells what was so then.
    """
    entered: list[tuple[str, date]] = []
    for day in _days_of_change(account, until, order, buckets):
        bucket = position(account, day, order=order, buckets=buckets).bucket
        if not entered or entered[-1][0] != bucket:
            entered.append((bucket, day))
    return tuple(
        BucketStay(bucket=stay[0], entered_on=stay[1], left_on=after[1] if after else None)
        for stay, after in zip_longest(entered, entered[1:])
    )


def arrears_began_on(account: Account, as_of: date) -> date | None:
    """The first day of the arrears that still last on ``as_of``; None where there are none.

    The amount may have changed in between, but was never zero.
    """
    began: date | None = None
    for day, there in _steps(account, as_of, FEES_FIRST):
        if not there.arrears_minor:
            began = None
        elif began is None:
            began = day
    return began


def _steps(account: Account, until: date, order: Sequence[str]) -> Iterator[tuple[date, LoanPosition]]:
    for day in _dates(account, until):
        yield day, position(account, day, order=order)


def _days_of_change(account: Account, until: date, order: Sequence[str], buckets: Buckets) -> list[date]:
    """The account's own dates, and those on which the mere passing of time leads into the next bucket."""
    days = set(_dates(account, until))
    anchors = {there.oldest_due_on for _, there in _steps(account, until, order) if there.oldest_due_on}
    days |= {anchor + ONE_DAY * start for anchor in anchors for _, start in buckets.bands}
    first = min(_dates(account, until), default=until)
    return sorted(day for day in days if first <= day <= until)


def _dates(account: Account, until: date) -> list[date]:
    days = {i.due_on + ONE_DAY for i in account.instalments}
    days |= {p.paid_on for p in account.payments} | {c.charged_on for c in account.charges}
    starts = [account.loan.opened_on, *(i.due_on for i in account.instalments)]
    start = min((day for day in starts if day), default=None)
    days |= {start} if start else set()
    return sorted(day for day in days if day <= until)
