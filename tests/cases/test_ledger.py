"""Arrears, DPD and buckets, by example."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.buckets import Buckets
from cases.history import BucketStay, arrears_began_on, bucket_history
from cases.ledger import position, positions
from cases.model import Account, Charge, Instalment, Loan, Payment
from cases.money import Money

MARCH = date(2026, 3, 1)


def instalment(number: int, due_on: date, principal: int = 8000, interest: int = 2000, fees: int = 0) -> Instalment:
    return Instalment(number=number, due_on=due_on, principal_minor=principal, interest_minor=interest, fees_minor=fees)


def paid(ref: str, amount: int, on: date, reverses: str | None = None) -> Payment:
    return Payment(external_ref=ref, amount_minor=amount, paid_on=on, reverses=reverses)


def charged(ref: str, amount: int, on: date) -> Charge:
    return Charge(external_ref=ref, charged_on=on, amount_minor=amount, rule="late_fee")


def account(
    *payments: Payment, charges: tuple[Charge, ...] = (), ref: str = "L1", currency: str = "EUR", months: int = 3
) -> Account:
    days = [date(2026, 3 + n, 1) for n in range(months)]
    return Account(
        loan=Loan(ref=ref, currency=currency, opened_on=date(2026, 2, 1)),
        instalments=tuple(instalment(n, day) for n, day in enumerate(days, start=1)),
        payments=payments,
        charges=charges,
    )


@pytest.mark.parametrize(
    ("as_of", "arrears", "dpd", "bucket"),
    [
        (date(2026, 2, 28), 0, 0, "CURRENT"),
        (date(2026, 3, 1), 0, 0, "CURRENT"),
        (date(2026, 3, 2), 10000, 1, "B1"),
        (date(2026, 3, 30), 10000, 29, "B1"),
        (date(2026, 3, 31), 10000, 30, "B2"),
        (date(2026, 4, 2), 20000, 32, "B2"),
        (date(2026, 4, 30), 20000, 60, "B3"),
        (date(2026, 5, 30), 30000, 90, "B4"),
    ],
)
def test_an_instalment_is_late_from_the_day_after_its_due_date(
    as_of: date, arrears: int, dpd: int, bucket: str
) -> None:
    there = position(account(), as_of)
    assert (there.arrears_minor, there.dpd, there.bucket) == (arrears, dpd, bucket)
    assert there.balance_minor == 30000


def test_a_payment_pays_the_oldest_item_and_in_it_fees_then_interest_then_principal() -> None:
    loan = Account(
        loan=Loan(ref="L1", currency="EUR"),
        instalments=(instalment(1, MARCH, fees=500), instalment(2, date(2026, 4, 1))),
        payments=(paid("P1", 3000, MARCH),),
    )
    first, second = position(loan, date(2026, 4, 2)).items
    assert (first.fees_paid_minor, first.interest_paid_minor, first.principal_paid_minor) == (500, 2000, 500)
    assert (first.left_minor, second.paid_minor) == (7500, 0)


def test_another_order_inside_an_item_can_be_configured() -> None:
    first = position(account(paid("P1", 3000, MARCH)), MARCH, order=("principal", "interest", "fees")).items[0]
    assert (first.principal_paid_minor, first.interest_paid_minor) == (3000, 0)


def test_an_order_that_forgets_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="fees, interest and principal"):
        position(account(), MARCH, order=("fees", "principal"))


def test_a_payment_counts_from_its_own_date() -> None:
    late_payer = account(paid("P1", 10000, date(2026, 3, 9)))
    assert position(late_payer, date(2026, 3, 8)).dpd == 7
    assert position(late_payer, date(2026, 3, 9)).dpd == 0


def test_dpd_moves_on_to_the_next_unpaid_instalment() -> None:
    there = position(account(paid("P1", 12000, date(2026, 4, 5))), date(2026, 4, 11))
    assert (there.oldest_due_on, there.dpd, there.arrears_minor) == (date(2026, 4, 1), 10, 8000)


def test_a_reversal_takes_its_payment_back_from_its_own_date() -> None:
    bounced = account(paid("P1", 10000, date(2026, 3, 5)), paid("R1", 10000, date(2026, 3, 20), reverses="P1"))
    assert position(bounced, date(2026, 3, 19)).arrears_minor == 0
    assert position(bounced, date(2026, 3, 20)).dpd == 19


def test_a_reversal_never_takes_more_than_its_payment_was() -> None:
    odd = account(
        paid("P1", 4000, MARCH),
        paid("P2", 6000, MARCH),
        paid("R1", 9000, MARCH, reverses="P1"),
        paid("R2", 9000, MARCH, reverses="unknown"),
    )
    assert position(odd, date(2026, 3, 2)).arrears_minor == 4000


def test_a_payment_beyond_what_is_due_prepays_and_the_rest_is_credit() -> None:
    there = position(account(paid("P1", 15000, MARCH)), date(2026, 3, 15))
    assert there.next_due == (date(2026, 4, 1), 5000)
    assert there.credit_minor == 0
    assert position(account(paid("P1", 31000, MARCH)), date(2026, 3, 15)).credit_minor == 1000


def test_what_is_due_today_is_next_due_and_not_arrears() -> None:
    there = position(account(), MARCH)
    assert (there.next_due, there.arrears_minor) == ((MARCH, 10000), 0)


def test_a_charge_is_payable_on_its_day_and_stands_with_the_fees() -> None:
    with_charge = account(paid("P1", 10000, MARCH), charges=(charged("C1", 1500, date(2026, 3, 10)),))
    assert position(with_charge, date(2026, 3, 9)).balance_minor == 20000
    there = position(with_charge, date(2026, 3, 10))
    assert (there.arrears_minor, there.dpd, there.oldest_due_on) == (1500, 0, date(2026, 3, 10))
    assert [item.fees_minor for item in there.items if item.charge_ref] == [1500]
    assert position(with_charge, date(2026, 3, 14)).dpd == 4


def test_dpd_counts_from_the_instalment_where_a_charge_is_older() -> None:
    with_charge = account(charges=(charged("C1", 1500, date(2026, 2, 10)),))
    there = position(with_charge, date(2026, 3, 3))
    assert (there.dpd, there.arrears_minor) == (2, 11500)


def test_days_of_grace_are_a_bucket_of_their_own() -> None:
    buckets = Buckets(grace_days=5)
    assert [buckets.of(dpd) for dpd in (0, 1, 5, 6, 29, 30, 60, 90, 900)] == (
        ["CURRENT", "GRACE", "GRACE", "B1", "B1", "B2", "B3", "B4", "B4"]
    )
    assert buckets.rank("B1") == 2


def test_bucket_bounds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="must rise"):
        Buckets(grace_days=30)


def test_a_borrower_stands_as_their_worst_loan_and_owes_each_currency_apart() -> None:
    euro, dollar = account(ref="L1"), account(ref="L2", currency="USD")
    part_paid = account(paid("P1", 10000, MARCH), ref="L3")
    there = positions([part_paid, dollar, euro], date(2026, 4, 2))
    assert [loan.ref for loan in there.loans] == ["L1", "L2", "L3"]
    assert (there.dpd, there.bucket, there.oldest_due_on) == (32, "B2", MARCH)
    assert there.arrears == (Money(currency="EUR", minor=30000), Money(currency="USD", minor=20000))
    assert there.next_due == (
        date(2026, 5, 1),
        (Money(currency="EUR", minor=20000), Money(currency="USD", minor=10000)),
    )
    assert not there.settled


def test_settled_means_every_loan_has_a_schedule_and_nothing_left() -> None:
    done = account(paid("P1", 30000, MARCH))
    waiting = Account(loan=Loan(ref="L9", currency="EUR"))
    assert positions([done], MARCH).settled
    assert not positions([done, waiting], MARCH).settled
    assert not positions([], MARCH).settled


def test_bucket_history_tells_when_each_bucket_was_entered_and_left() -> None:
    payer = account(paid("P1", 10000, date(2026, 4, 3)), paid("P2", 20000, date(2026, 4, 20)))
    assert bucket_history(payer, date(2026, 6, 1)) == (
        BucketStay(bucket="CURRENT", entered_on=date(2026, 2, 1), left_on=date(2026, 3, 2)),
        BucketStay(bucket="B1", entered_on=date(2026, 3, 2), left_on=date(2026, 3, 31)),
        BucketStay(bucket="B2", entered_on=date(2026, 3, 31), left_on=date(2026, 4, 3)),
        BucketStay(bucket="B1", entered_on=date(2026, 4, 3), left_on=date(2026, 4, 20)),
        BucketStay(bucket="CURRENT", entered_on=date(2026, 4, 20)),
    )


def test_bucket_history_of_a_loan_without_a_date_is_empty() -> None:
    assert bucket_history(Account(loan=Loan(ref="L1", currency="EUR")), MARCH) == ()


def test_the_current_arrears_began_when_they_last_rose_from_zero() -> None:
    payer = account(paid("P1", 10000, date(2026, 3, 9)), paid("P2", 4000, date(2026, 4, 9)))
    assert arrears_began_on(payer, date(2026, 3, 5)) == date(2026, 3, 2)
    assert arrears_began_on(payer, date(2026, 3, 9)) is None
    assert arrears_began_on(payer, date(2026, 4, 9) + timedelta(days=30)) == date(2026, 4, 2)
