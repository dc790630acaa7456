"""The lines that explain an arrears figure, to the minor unit, and what it will be later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cases.allocation import FEES_FIRST, ItemPosition, received
from cases.buckets import Buckets
from cases.ledger import DEFAULT_BUCKETS, position
from cases.model import Account, Payment


class LineKind(StrEnum):
    """What a line of the breakdown is."""

    PRINCIPAL = "instalment_principal"
    INTEREST = "instalment_interest"
    FEES = "instalment_fees"
    CHARGE = "charge"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; ``amount_minor`` is negative for what was paid.

    ``due_on`` is the due date of the instalment, the day of the charge, or the day of the payment. ``number`` names the
    instalment (also under a payment: the one it went to), ``rule`` what made a charge.
    """

    kind: LineKind
    due_on: date
    amount_minor: int
    rule: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureChange:
    """What the loan comes to ``on`` a later day if nothing is paid; ``added_minor`` is how much more that is."""

    on: date
    arrears_minor: int
    added_minor: int
    dpd: int
    bucket: str


def breakdown(account: Account, as_of: date, *, order: Sequence[str] = FEES_FIRST) -> tuple[Line, ...]:
    """Lines of every item that is late, oldest first, each followed by what was paid towards it.

    The amounts sum exactly to ``position(account, as_of).arrears_minor``; no line where nothing is late.
    """
    items = position(account, as_of, order=order).items
    kept = received(account.payments, as_of)
    lines: list[Line] = []
    for item, paid in zip(items, slices(items, kept), strict=True):
        if item.late:
            lines += _due_lines(item)
            lines += [
                Line(
                    kind=LineKind.PAID,
                    due_on=kept[place][0].paid_on,
                    amount_minor=-minor,
                    rule=item.rule,
                    number=item.number,
                )
                for place, minor in paid
            ]
    return tuple(lines)


def future_change(
    account: Account,
    as_of: date,
    days: int,
    *,
    order: Sequence[str] = FEES_FIRST,
    buckets: Buckets = DEFAULT_BUCKETS,
) -> FutureChange:
    """The arrears ``days`` after ``as_of`` if nothing more is paid, from the charges and instalments known now."""
    on = as_of + timedelta(days=days)
    paid = tuple(payment for payment in account.payments if payment.paid_on <= as_of)
    now = position(account, as_of, order=order, buckets=buckets)
    then = position(replace(account, payments=paid), on, order=order, buckets=buckets)
    return FutureChange(
        on=on,
        arrears_minor=then.arrears_minor,
        added_minor=then.arrears_minor - now.arrears_minor,
        dpd=then.dpd,
        bucket=then.bucket,
    )


def _due_lines(item: ItemPosition) -> Iterator[Line]:
    if item.number is None:
        yield Line(kind=LineKind.CHARGE, due_on=item.due_on, amount_minor=item.fees_minor, rule=item.rule)
        return
    parts = (
        (LineKind.PRINCIPAL, item.principal_minor),
        (LineKind.INTEREST, item.interest_minor),
        (LineKind.FEES, item.fees_minor),
    )
    for kind, minor in parts:
        if minor:
            yield Line(kind=kind, due_on=item.due_on, amount_minor=minor, number=item.number)


def slices(items: Sequence[ItemPosition], kept: Sequence[tuple[Payment, int]]) -> list[list[tuple[int, int]]]:
    """For each item what paid it, as (place in ``kept``, minor units): the oldest first, as the pool was poured."""
    money = [(place, kept[place][1]) for place in reversed(range(len(kept)))]
    parts: list[list[tuple[int, int]]] = []
    for item in items:
        wanted, taken = item.paid_minor, []
        while wanted:
            place, minor = money.pop()
            part = min(wanted, minor)
            wanted -= part
            if part:
                taken.append((place, part))
            if minor > part:
                money.append((place, minor - part))
        parts.append(taken)
    return parts
