"""The first axis of a case: arrears, DPD and bucket, derived from the account and never set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.allocation import FEES_FIRST, ItemPosition, allocate
from cases.buckets import Buckets
from cases.model import Account
from cases.money import Money

DEFAULT_BUCKETS = Buckets()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPosition:
    """How one loan stands on a day; amounts in minor units of ``currency``.

    ``oldest_due_on`` is the day DPD counts from; ``next_due`` the next unpaid instalment that is not late, as
    (due date, minor units left of it); ``credit_minor`` what was paid beyond all items.
    """

    ref: str
    currency: str
    arrears_minor: int
    balance_minor: int
    dpd: int
    bucket: str
    oldest_due_on: date | None
    credit_minor: int
    items: tuple[ItemPosition, ...]
    next_due: tuple[date, int] | None

    @property
    def arrears(self) -> Money:
        """The late part."""
        return Money(currency=self.currency, minor=self.arrears_minor)

    @property
    def balance(self) -> Money:
        """All that is still owed."""
        return Money(currency=self.currency, minor=self.balance_minor)


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerPosition:
    """How all loans of one borrower stand together: the worst DPD, arrears one amount per currency.

    ``next_due`` is the nearest due date that is not late with what is due then, one amount per currency. ``settled``
    means that every loan has its schedule and nothing of any is left to pay.
    """

    dpd: int
    bucket: str
    loans: tuple[LoanPosition, ...]
    arrears: tuple[Money, ...]
    next_due: tuple[date, tuple[Money, ...]] | None
    oldest_due_on: date | None
    settled: bool

    @property
    def late(self) -> bool:
        """Whether anything counts as arrears."""
        return bool(self.arrears)


def position(
    account: Account, as_of: date, *, order: Sequence[str] = FEES_FIRST, buckets: Buckets = DEFAULT_BUCKETS
) -> LoanPosition:
    """How the loan stands at the end of ``as_of``, whatever the order of its rows.

    An instalment is late from the day after its due date (DPD 1); a charge is payable at once. DPD counts from the
    oldest unpaid instalment, and from the oldest unpaid charge only where no instalment is late.
    """
    items, credit = allocate(account, as_of, order=order)
    late = [item for item in items if item.late]
    oldest = next((item for item in late if item.number is not None), late[0] if late else None)
    coming = next((item for item in items if item.number is not None and not item.late and item.left_minor), None)
    dpd = (as_of - oldest.due_on).days if oldest else 0
    return LoanPosition(
        ref=account.loan.ref,
        currency=account.loan.currency,
        arrears_minor=sum(item.left_minor for item in late),
        balance_minor=sum(item.left_minor for item in items),
        dpd=dpd,
        bucket=buckets.of(dpd),
        oldest_due_on=oldest.due_on if oldest else None,
        credit_minor=credit,
        items=items,
        next_due=(coming.due_on, coming.left_minor) if coming else None,
    )


def positions(
    accounts: Iterable[Account], as_of: date, *, order: Sequence[str] = FEES_FIRST, buckets: Buckets = DEFAULT_BUCKETS
) -> BorrowerPosition:
    """How a borrower stands with all their loans, loans in the order of their refs."""
    loans = tuple(
        position(account, as_of, order=order, buckets=buckets)
        for account in sorted(accounts, key=lambda account: account.loan.ref)
    )
    dpd = max((loan.dpd for loan in loans), default=0)
    return BorrowerPosition(
        dpd=dpd,
        bucket=buckets.of(dpd),
        loans=loans,
        arrears=by_currency(loan.arrears for loan in loans),
        next_due=_next_due(loans),
        oldest_due_on=min((loan.oldest_due_on for loan in loans if loan.oldest_due_on), default=None),
        settled=bool(loans) and all(loan.items and not loan.balance_minor for loan in loans),
    )


def by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum per currency, in the order of the codes; what sums to zero is left out."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return tuple(Money(currency=code, minor=minor) for code, minor in sorted(sums.items()) if minor)


def _next_due(loans: Sequence[LoanPosition]) -> tuple[date, tuple[Money, ...]] | None:
    nearest = min((loan.next_due[0] for loan in loans if loan.next_due), default=None)
    if nearest is None:
        return None
    left = [(loan.currency, loan.next_due[1]) for loan in loans if loan.next_due and loan.next_due[0] == nearest]
    return nearest, by_currency(Money(currency=currency, minor=minor) for currency, minor in left)
