"""Which money paid which item: one pool, oldest item first, inside an item by a set order of its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.model import Account, Payment

FEES_FIRST = ("fees", "interest", "principal")
"""The default order inside one item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPosition:
    """An instalment (``number``) or a charge (``charge_ref`` and ``rule``), what of it is due and what is paid.

    ``late`` means that what is left of it counts as arrears.
    """

    number: int | None = None
    charge_ref: str | None = None
    rule: str | None = None
    due_on: date
    principal_minor: int = 0
    interest_minor: int = 0
    fees_minor: int = 0
    principal_paid_minor: int = 0
    interest_paid_minor: int = 0
    fees_paid_minor: int = 0
    late: bool = False

    @property
    def due_minor(self) -> int:
        """The whole item."""
        return self.principal_minor + self.interest_minor + self.fees_minor

    @property
    def paid_minor(self) -> int:
        """What has been paid of it."""
        return self.principal_paid_minor + self.interest_paid_minor + self.fees_paid_minor

    @property
    def left_minor(self) -> int:
        """What is still to be paid of it."""
        return self.due_minor - self.paid_minor


def received(payments: Iterable[Payment], as_of: date) -> tuple[tuple[Payment, int], ...]:
    """Each payment that had come by ``as_of`` with the minor units that still stand, oldest first.

    A reversal takes back the payment it names from its own date on, and never more than that payment was; one that
    names no payment of this account takes nothing.
    """
    taken: defaultdict[str, int] = defaultdict(int)
    come = [p for p in payments if p.paid_on <= as_of]
    for reversal in come:
        if reversal.reverses is not None:
            taken[reversal.reverses] += reversal.amount_minor
    kept = [(p, max(0, p.amount_minor - taken[p.external_ref])) for p in come if p.reverses is None]
    return tuple(sorted(kept, key=lambda row: (row[0].paid_on, row[0].external_ref)))


def allocate(
    account: Account, as_of: date, *, order: Sequence[str] = FEES_FIRST
) -> tuple[tuple[ItemPosition, ...], int]:
    """Items oldest first with what is paid of each, and the credit that is left over, in minor units.

    Instalments to come are prepaid in order. A charge exists from the day it was charged. Raises ValueError where
    ``order`` is not the three parts of an item.
    """
    if sorted(order) != sorted(FEES_FIRST):
        raise ValueError(f"allocation order must name fees, interest and principal once each, not {tuple(order)}")
    pool = sum(amount for _, amount in received(account.payments, as_of))
    items = []
    for key, parts in _dues(account, as_of):
        paid = dict.fromkeys(FEES_FIRST, 0)
        for part in order:
            paid[part] = min(pool, parts[part])
            pool -= paid[part]
        items.append(_item(key, parts, paid, as_of))
    return tuple(items), pool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    due_on: date
    number: int | None = None
    charge_ref: str | None = None
    rule: str | None = None


def _dues(account: Account, as_of: date) -> list[tuple[_Key, dict[str, int]]]:
    dues = [
        (
            _Key(due_on=i.due_on, number=i.number),
            {"principal": i.principal_minor, "interest": i.interest_minor, "fees": i.fees_minor},
        )
        for i in account.instalments
    ]
    dues += [
        (
            _Key(due_on=c.charged_on, charge_ref=c.external_ref, rule=c.rule),
            {"principal": 0, "interest": 0, "fees": c.amount_minor},
        )
        for c in account.charges
        if c.charged_on <= as_of
    ]
    return sorted(dues, key=lambda due: _rank(due[0]))


def _rank(key: _Key) -> tuple[date, bool, int, str]:
    """Oldest first; on one day the instalment before the charge."""
    return (key.due_on, key.number is None, key.number or 0, key.charge_ref or "")


def _item(key: _Key, parts: dict[str, int], paid: dict[str, int], as_of: date) -> ItemPosition:
    past_due = key.due_on < as_of or (key.number is None and key.due_on <= as_of)
    return ItemPosition(
        number=key.number,
        charge_ref=key.charge_ref,
        rule=key.rule,
        due_on=key.due_on,
        principal_minor=parts["principal"],
        interest_minor=parts["interest"],
        fees_minor=parts["fees"],
        principal_paid_minor=paid["principal"],
        interest_paid_minor=paid["interest"],
        fees_paid_minor=paid["fees"],
        late=past_due and sum(paid.values()) < sum(parts.values()),
    )
