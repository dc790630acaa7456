"""Which amounts of a text nobody owes: what a person typed, or a template says by itself, against the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

import understanding
from cases.ledger import LoanPosition
from cases.model import Account, Case
from cases.money import Money
from cases.say import Phrase, Say, Value
from outreach.casefile import BorrowerFile

ANY_CURRENCY = "USD"
"""In which a bare sign is read where the borrower has no loan."""


def unknown_amounts(file: BorrowerFile, case: Case, text: str, locale: str, say: Say | None) -> tuple[str, ...]:
    """The amounts in a text, as written, that neither the ledger nor an agreement knows, nor the text's own values.

    A sign such as $ may mean the currency of any of the loans.
    """
    currencies = sorted({account.loan.currency for account in file.accounts}) or [ANY_CURRENCY]
    readings = [
        understanding.written_amounts(text, locale=locale, today=file.today, currency=each) for each in currencies
    ]
    if not any(readings):
        return ()
    known = {*known_amounts(file, case), *_said(say.values if say is not None else {})}
    strange = [
        {each.text for each in reading if Money(currency=each.currency, minor=each.minor) not in known}
        for reading in readings
    ]
    return tuple(sorted(set.intersection(*strange)))


def known_amounts(file: BorrowerFile, case: Case) -> Iterator[Money]:
    """Everything that may be named: arrears, balances, instalments, fees, payments, promises, plans and their parts."""
    yield from file.position.arrears
    for loan in file.position.loans:
        yield from _each(loan.currency, _of_loan(loan))
    for account in file.accounts:
        yield from _each(account.loan.currency, _of_account(account))
    for promise in case.promises:
        yield from _each(promise.currency, (promise.amount_minor, promise.left_minor, promise.paid_minor))
    for plan in case.plans:
        parts = ((part.amount_minor, part.left_minor, part.paid_minor) for part in plan.parts)
        yield from _each(plan.currency, (plan.total_minor, *chain.from_iterable(parts)))
    for currency in {loan.currency for loan in file.position.loans}:
        balances = (loan.balance_minor for loan in file.position.loans if loan.currency == currency)
        yield Money(currency=currency, minor=sum(balances))


def _each(currency: str, minors: Iterator[int] | tuple[int, ...]) -> Iterator[Money]:
    return (Money(currency=currency, minor=minor) for minor in minors if minor)


def _of_loan(loan: LoanPosition) -> Iterator[int]:
    yield from (loan.arrears_minor, loan.balance_minor, loan.credit_minor)
    yield from (loan.next_due[1],) if loan.next_due else ()
    for item in loan.items:
        yield from (item.due_minor, item.left_minor, item.paid_minor)
        yield from (item.principal_minor, item.interest_minor, item.fees_minor)


def _of_account(account: Account) -> Iterator[int]:
    yield account.loan.principal_minor or 0
    yield from (charge.amount_minor for charge in account.charges)
    yield from (payment.amount_minor for payment in account.payments)


def _said(values: Mapping[str, Value]) -> Iterator[Money]:
    """The amounts that the program itself put into the text."""
    for value in values.values():
        yield from _money(value)


def _money(value: object) -> Iterator[Money]:
    if isinstance(value, Money):
        yield value
    elif isinstance(value, Phrase):
        yield from _said(value.values)
    elif isinstance(value, tuple):
        for each in value:
            yield from _money(each)
