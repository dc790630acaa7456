"""The schedule of a loan as it can be drawn: what of each instalment is paid, open, or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.allocation import FEES_FIRST, ItemPosition
from cases.ledger import LoanPosition, position
from cases.model import Account

SHOWN = 12
"""Instalments in one picture, as long as all that is open finds room."""
AHEAD = 3
"""Of these, so many still to come."""


class Standing(StrEnum):
    """How an instalment stands."""

    PAID = "paid"
    PARTLY = "partly"
    OPEN = "open"
    COMING = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One instalment. ``charges_minor``: what is still open of late fees since it fell due."""

    number: int
    due_on: date
    due_minor: int
    paid_minor: int
    charges_minor: int
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """All instalments of a loan on ``as_of``, in minor units of ``currency``.

    ``open_minor`` and ``charges_minor`` add up to the loan's arrears; ``paid_minor``, ``open_minor`` and
    ``coming_minor`` to all its instalments.
    """

    loan_ref: str
    currency: str
    as_of: date
    bars: tuple[Bar, ...]
    paid_minor: int
    open_minor: int
    charges_minor: int
    charges: int
    coming_minor: int
    next_due_on: date | None

    @property
    def arrears_minor(self) -> int:
        """What brings the loan up to date."""
        return self.open_minor + self.charges_minor

    @property
    def window(self) -> tuple[Bar, ...]:
        """The instalments worth drawing: every open one, a few to come, and paid ones where there is room."""
        if len(self.bars) <= SHOWN:
            return self.bars
        first = next((place for place, bar in enumerate(self.bars) if bar.standing is not Standing.PAID), None)
        if first is None:
            return self.bars[-SHOWN:]
        coming = next((place for place, bar in enumerate(self.bars) if bar.standing is Standing.COMING), len(self.bars))
        end = min(len(self.bars), max(coming + AHEAD, SHOWN))
        return self.bars[min(first, end - SHOWN) : end]


def schedule(account: Account, as_of: date, *, order: Sequence[str] = FEES_FIRST) -> Schedule:
    """The schedule at the end of ``as_of``; its sums are those of ``cases.ledger.position``."""
    stands = position(account, as_of, order=order)
    instalments = [item for item in stands.items if item.number is not None]
    charges = [item for item in stands.items if item.number is None and item.late and item.left_minor]
    late = sum(item.left_minor for item in instalments if item.late)
    return Schedule(
        loan_ref=stands.ref,
        currency=stands.currency,
        as_of=as_of,
        bars=tuple(_bar(item, _charged(item, instalments, charges)) for item in instalments),
        paid_minor=sum(item.paid_minor for item in instalments),
        open_minor=late,
        charges_minor=sum(item.left_minor for item in charges),
        charges=len(charges),
        coming_minor=sum(item.left_minor for item in instalments) - late,
        next_due_on=_next(stands),
    )


def _next(stands: LoanPosition) -> date | None:
    return stands.next_due[0] if stands.next_due else None


def _charged(item: ItemPosition, instalments: Sequence[ItemPosition], charges: Sequence[ItemPosition]) -> int:
    """The open charges between this instalment's due date and the next one's; the first takes earlier ones too."""
    place = instalments.index(item)
    since = date.min if place == 0 else item.due_on
    until = instalments[place + 1].due_on if place + 1 < len(instalments) else date.max
    return sum(charge.left_minor for charge in charges if since <= charge.due_on < until)


def _bar(item: ItemPosition, charges_minor: int) -> Bar:
    return Bar(
        number=item.number or 0,
        due_on=item.due_on,
        due_minor=item.due_minor,
        paid_minor=item.paid_minor,
        charges_minor=charges_minor,
        standing=_standing(item),
    )


def _standing(item: ItemPosition) -> Standing:
    if not item.left_minor:
        return Standing.PAID
    if not item.late:
        return Standing.COMING
    return Standing.PARTLY if item.paid_minor else Standing.OPEN
