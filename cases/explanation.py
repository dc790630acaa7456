"""Why a charge was made and where a payment went: what stands behind the lines of a breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.allocation import FEES_FIRST, received
from cases.breakdown import slices
from cases.ledger import position
from cases.model import Account, Payment
from cases.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The oldest instalment that was open when something was charged, what of it was open, and for how many days."""

    number: int
    days: int
    open_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of a payment went to one item: an instalment by its ``number``, or a charge by its ``rule``."""

    number: int | None
    rule: str | None
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A payment as it stands after reversals; its shares and the credit that is left add up to it, in minor units."""

    paid_on: date
    amount_minor: int
    shares: tuple[Share, ...]
    credit_minor: int


def cause_of(account: Account, charged_on: date, *, order: Sequence[str] = FEES_FIRST) -> Cause | None:
    """Why something was charged that day: what was late the day before; None where nothing was, or a payment since
    backdated says so.
    """
    before = position(account, charged_on - timedelta(days=1), order=order)
    late = next((item for item in before.items if item.late and item.number is not None), None)
    if late is None or late.number is None:
        return None
    return Cause(number=late.number, days=(charged_on - late.due_on).days, open_minor=late.left_minor)


def sent_back(accounts: Sequence[Account], since: date) -> tuple[Payment, Money] | None:
    """The newest payment, made on or after this day, that the bank took back, and what it was."""
    made = [
        (payment, Money(currency=account.loan.currency, minor=payment.amount_minor))
        for account in accounts
        for payment in account.payments
        if payment.paid_on >= since
        and any(each.reverses == payment.external_ref for each in account.payments if each.reverses)
    ]
    return max(made, key=lambda found: found[0].paid_on, default=None)


def applied(account: Account, as_of: date, *, order: Sequence[str] = FEES_FIRST) -> tuple[Applied, ...]:
    """Every payment that stands, oldest first, with what it paid."""
    items = position(account, as_of, order=order).items
    kept = received(account.payments, as_of)
    shares: list[list[Share]] = [[] for _ in kept]
    for item, parts in zip(items, slices(items, kept), strict=True):
        for place, minor in parts:
            shares[place].append(Share(number=item.number, rule=item.rule, amount_minor=minor))
    return tuple(
        Applied(
            paid_on=payment.paid_on,
            amount_minor=minor,
            shares=tuple(mine),
            credit_minor=minor - sum(each.amount_minor for each in mine),
        )
        for (payment, minor), mine in zip(kept, shares, strict=True)
        if minor
    )
