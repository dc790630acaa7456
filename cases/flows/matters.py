"""What a dispute is about: the kind, the loan, the one charge, and what may be paid all the same."""

from __future__ import annotations

from dataclasses import dataclass

from cases.flows.facts import late_loans, loan_name, main_arrears
from cases.flows.turn import FlowContext, Heard
from cases.model import Charge
from cases.money import Money
from cases.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """``loan_ref`` None: not known which, or all. ``charge`` is of that loan, in its currency."""

    loan_ref: str | None = None
    charge: Charge | None = None
    currency: str = ""


def matter_in(context: FlowContext, heard: Heard) -> Matter:
    """The loan and the charge that a text speaks of, by amount, by kind of charge, or by the name of the loan."""
    found = [
        Matter(loan_ref=account.loan.ref, charge=charge, currency=account.loan.currency)
        for account in context.accounts
        for charge in account.charges
        if charge.charged_on <= context.today and charge.amount_minor > 0
        if _speaks_of(heard.reading, charge, account.loan.currency)
    ]
    if len(found) == 1:
        return found[0]
    loans = {matter.loan_ref for matter in found} or _named(context, heard)
    only = loans.pop() if len(loans) == 1 else None
    if only is None and len(context.accounts) == 1:
        only = context.accounts[0].loan.ref
    return Matter(loan_ref=only)


def _speaks_of(reading: Reading, charge: Charge, currency: str) -> bool:
    priced = any(read.minor == charge.amount_minor and read.currency == currency for read in reading.amounts)
    return priced or any(topic in charge.rule.lower() for topic in reading.topics)


def _named(context: FlowContext, heard: Heard) -> set[str | None]:
    text = heard.reading.text.casefold()
    return {
        account.loan.ref
        for account in context.accounts
        if account.loan.ref.casefold() in text or (account.loan.product or account.loan.ref).casefold() in text
    }


def charge_of(context: FlowContext, ref: str) -> Matter | None:
    """The charge of this ref with its loan."""
    for account in context.accounts:
        for charge in account.charges:
            if charge.external_ref == ref:
                return Matter(loan_ref=account.loan.ref, charge=charge, currency=account.loan.currency)
    return None


def loans_to_choose(context: FlowContext) -> tuple[tuple[str, str], ...]:
    """(ref, name) of the loans a dispute may be on: the late ones, else all."""
    refs = [loan.ref for loan in late_loans(context)] or [account.loan.ref for account in context.accounts]
    return tuple((ref, loan_name(context, ref)) for ref in refs)


def rest_of(context: FlowContext, matter: Matter) -> Money | None:
    """What is late and not disputed; None where that is nothing, or not one figure."""
    main = main_arrears(context)
    if main is None or matter.loan_ref is None:
        return None
    disputed = next((loan for loan in context.position.loans if loan.ref == matter.loan_ref), None)
    if disputed is None or disputed.currency != main.currency:
        return None
    minor = main.minor - (matter.charge.amount_minor if matter.charge else disputed.arrears_minor)
    return Money(currency=main.currency, minor=minor) if minor > 0 else None
