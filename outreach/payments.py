"""What a changed ledger means for a case: the facts, in order, from the position before to the one after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cases.events import (
    ArrearsCleared,
    ArrearsReduced,
    CaseClosed,
    Event,
    FellLate,
    PaymentReceived,
    PaymentReversed,
    PlanKept,
    PromiseKept,
    Reopened,
    WatchEnded,
)
from cases.ledger import BorrowerPosition, LoanPosition
from cases.model import Account, Case, ClosedReason, Payment, PlanKind, PlanState, Treatment
from cases.money import Money
from cases.promises import is_whole, next_part

CALM_TREATMENTS = frozenset({Treatment.IDLE, Treatment.PRE_DUE, Treatment.CURED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """A payment that arrived while we knew its loan."""

    payment: Payment
    loan_ref: str
    currency: str


def news_among(accounts: Sequence[Account], refs: frozenset[str]) -> tuple[NewPayment, ...]:
    """The payments of these refs, in the order they were made."""
    found = [
        NewPayment(payment=payment, loan_ref=account.loan.ref, currency=account.loan.currency)
        for account in accounts
        for payment in account.payments
        if payment.external_ref in refs
    ]
    return tuple(sorted(found, key=lambda new: (new.payment.paid_on, new.payment.external_ref)))


def overpaid(before: BorrowerPosition, after: BorrowerPosition) -> tuple[LoanPosition, ...]:
    """The loans on which more came than is owed. One that still waits for its instalments is none of them."""
    credit = {loan.ref: loan.credit_minor for loan in before.loans}
    return tuple(loan for loan in after.loans if loan.items and loan.credit_minor > credit.get(loan.ref, 0))


def facts_of_payment(new: NewPayment, after: BorrowerPosition, accounts: Sequence[Account]) -> Event:
    """The fact of one payment or reversal."""
    payment = new.payment
    if payment.reverses is None:
        return PaymentReceived(
            external_ref=payment.external_ref,
            loan_ref=new.loan_ref,
            amount_minor=payment.amount_minor,
            currency=new.currency,
            paid_on=payment.paid_on,
        )
    return PaymentReversed(
        external_ref=payment.external_ref,
        loan_ref=new.loan_ref,
        amount_minor=payment.amount_minor,
        currency=new.currency,
        arrears=after.late,
        paid_on=payment.paid_on,
        oldest_due_on=after.oldest_due_on,
        made_on=next((p.paid_on for a in accounts for p in a.payments if p.external_ref == payment.reverses), None),
    )


def agreements_kept(case: Case) -> Iterator[Event]:
    """What the money that was credited made whole."""
    promise, plan = case.promise, case.plan
    if promise and is_whole(promise):
        yield PromiseKept(ref=promise.ref)
    if plan and plan.state is PlanState.ACTIVE and next_part(plan) is None:
        yield PlanKept(ref=plan.ref)
        if plan.kind is PlanKind.SETTLEMENT:
            yield CaseClosed(reason=ClosedReason.SETTLED)


def facts_of_ledger(
    case: Case,
    before: BorrowerPosition,
    after: BorrowerPosition,
    news: Sequence[NewPayment],
    *,
    reminded_on: date | None = None,
) -> Iterator[Event]:
    """What became of arrears; nothing where nothing changed. ``reminded_on``: the local date of the last demand.

    What was settled stays so, whatever the ledger still shows of it; only money that goes back opens it again.
    """
    if case.treatment is Treatment.CLOSED and case.closed_reason is ClosedReason.SETTLED:
        return
    received = [new for new in news if new.payment.reverses is None]
    if after.oldest_due_on is None:
        if _was_late(case, before):
            yield _cleared(after, received, reminded_on)
            if not received and case.step is None:
                # Nobody was late: what had come in was not told yet.
                yield WatchEnded()
        if after.settled and case.treatment is not Treatment.CLOSED:
            yield CaseClosed(reason=ClosedReason.PAID)
        return
    if case.treatment is Treatment.CLOSED:
        yield Reopened(why="Something is owed again.")
    if case.treatment in CALM_TREATMENTS or case.treatment is Treatment.CLOSED:
        yield FellLate(oldest_due_on=after.oldest_due_on)
    elif received:
        yield _reduced(before, after, after.oldest_due_on, received, reminded_on)


def _was_late(case: Case, before: BorrowerPosition) -> bool:
    return before.late or case.treatment not in (*CALM_TREATMENTS, Treatment.CLOSED)


def _chased(received: Sequence[NewPayment], reminded_on: date | None) -> bool:
    """Whether a reminder left after the day on which the last of it was paid."""
    return reminded_on is not None and reminded_on > received[-1].payment.paid_on


def _cleared(after: BorrowerPosition, received: Sequence[NewPayment], reminded_on: date | None) -> ArrearsCleared:
    if not received:
        return ArrearsCleared(settled=after.settled)
    currency = received[-1].currency
    due = after.next_due
    amount = next((money for money in due[1] if money.currency == currency), None) if due else None
    return ArrearsCleared(
        settled=after.settled,
        currency=currency,
        paid_minor=_paid(received, currency),
        paid_ref=received[-1].payment.external_ref,
        next_due_on=due[0] if due and amount else None,
        next_minor=amount.minor if amount else 0,
        paid_on=received[-1].payment.paid_on,
        chased=_chased(received, reminded_on),
    )


def _reduced(
    before: BorrowerPosition,
    after: BorrowerPosition,
    oldest: date,
    received: Sequence[NewPayment],
    reminded_on: date | None,
) -> ArrearsReduced:
    currency = received[-1].currency
    return ArrearsReduced(
        oldest_due_on=oldest,
        reanchored=before.oldest_due_on is not None and oldest != before.oldest_due_on,
        currency=currency,
        paid_minor=_paid(received, currency),
        before_minor=_of(before.arrears, currency),
        left_minor=_of(after.arrears, currency),
        paid_ref=received[-1].payment.external_ref,
        paid_on=received[-1].payment.paid_on,
        chased=_chased(received, reminded_on),
    )


def _paid(received: Sequence[NewPayment], currency: str) -> int:
    return sum(new.payment.amount_minor for new in received if new.currency == currency)


def _of(amounts: Sequence[Money], currency: str) -> int:
    return next((money.minor for money in amounts if money.currency == currency), 0)
