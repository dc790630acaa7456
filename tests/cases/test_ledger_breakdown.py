"""The lines behind an arrears figure."""

from __future__ import annotations

from datetime import date

from cases.breakdown import Line, LineKind, breakdown, future_change
from cases.model import Account, Charge, Instalment, Loan, Payment

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def account(*payments: Payment) -> Account:
    return Account(
        loan=Loan(ref="L1", currency="USD"),
        instalments=tuple(
            Instalment(number=n, due_on=day, principal_minor=15000, interest_minor=3640, fees_minor=fees)
            for n, (day, fees) in enumerate(((MARCH, 0), (APRIL, 250), (MAY, 0)), start=1)
        ),
        payments=payments,
        charges=(Charge(external_ref="C1", charged_on=date(2026, 4, 8), amount_minor=1500, rule="late_fee"),),
    )


def test_each_late_part_has_a_line_and_payments_stand_under_what_they_paid() -> None:
    payments = (
        Payment(external_ref="P1", amount_minor=18640, paid_on=MARCH),
        Payment(external_ref="P2", amount_minor=2000, paid_on=date(2026, 4, 9)),
    )
    assert breakdown(account(*payments), date(2026, 4, 10)) == (
        Line(kind=LineKind.PRINCIPAL, due_on=APRIL, amount_minor=15000, number=2),
        Line(kind=LineKind.INTEREST, due_on=APRIL, amount_minor=3640, number=2),
        Line(kind=LineKind.FEES, due_on=APRIL, amount_minor=250, number=2),
        Line(kind=LineKind.PAID, due_on=date(2026, 4, 9), amount_minor=-2000, number=2),
        Line(kind=LineKind.CHARGE, due_on=date(2026, 4, 8), amount_minor=1500, rule="late_fee"),
    )


def test_one_payment_can_stand_under_two_items() -> None:
    lines = breakdown(account(Payment(external_ref="P1", amount_minor=18640 + 18890 + 400, paid_on=MAY)), MAY)
    assert [(line.kind, line.amount_minor) for line in lines] == [(LineKind.CHARGE, 1500), (LineKind.PAID, -400)]


def test_where_nothing_is_late_there_is_no_line() -> None:
    assert breakdown(account(), MARCH) == ()


def test_the_future_tells_what_comes_due_if_nothing_is_paid() -> None:
    known = account(Payment(external_ref="P1", amount_minor=18640, paid_on=date(2026, 3, 20)))
    change = future_change(known, date(2026, 3, 10), 25)
    assert (change.on, change.arrears_minor, change.added_minor) == (date(2026, 4, 4), 18640 + 18890, 18890)
    assert (change.dpd, change.bucket) == (34, "B2")
