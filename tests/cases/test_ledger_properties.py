"""What holds of every account, whatever its rows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.annuity import derive_schedule
from cases.breakdown import breakdown, future_change
from cases.history import bucket_history
from cases.ledger import position
from cases.model import Account, Charge, Instalment, Loan, Payment

DAY = date(2026, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: DAY + timedelta(days=n))
MINOR = st.integers(0, 100_000)
ORDERS = st.permutations(["fees", "interest", "principal"])


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    dues = sorted(draw(st.lists(DAYS, max_size=8)))
    payments = [
        Payment(external_ref=f"P{n}", amount_minor=draw(MINOR), paid_on=day)
        for n, day in enumerate(draw(st.lists(DAYS, max_size=8)))
    ]
    taken_back = [p for p in payments if draw(st.booleans())]
    reversals = [
        Payment(
            external_ref=f"R{p.external_ref}",
            amount_minor=draw(st.integers(0, p.amount_minor)),
            paid_on=p.paid_on + timedelta(days=draw(st.integers(0, 60))),
            reverses=p.external_ref,
        )
        for p in taken_back
    ]
    return Account(
        loan=Loan(ref="L1", currency="EUR"),
        instalments=tuple(
            Instalment(number=n, due_on=day, principal_minor=draw(MINOR), interest_minor=draw(MINOR), fees_minor=5)
            for n, day in enumerate(dues, start=1)
        ),
        payments=(*payments, *reversals),
        charges=tuple(
            Charge(external_ref=f"C{n}", charged_on=day, amount_minor=draw(MINOR), rule="late_fee")
            for n, day in enumerate(draw(st.lists(DAYS, max_size=4)))
        ),
    )


@given(accounts(), DAYS, ORDERS)
def test_allocation_conserves_money(account: Account, as_of: date, order: list[str]) -> None:
    there = position(account, as_of, order=order)
    come = [p for p in account.payments if p.paid_on <= as_of]
    received = sum(p.amount_minor if p.reverses is None else -p.amount_minor for p in come)
    assert sum(item.paid_minor for item in there.items) + there.credit_minor == received
    assert all(0 <= item.paid_minor <= item.due_minor for item in there.items)
    assert there.credit_minor == 0 or there.balance_minor == 0
    assert there.balance_minor == sum(item.due_minor - item.paid_minor for item in there.items)


@given(accounts(), DAYS, st.randoms(use_true_random=False))
def test_the_position_never_depends_on_the_order_of_rows(
    account: Account, as_of: date, shuffler: random.Random
) -> None:
    shuffled = replace(
        account,
        instalments=tuple(shuffler.sample(account.instalments, len(account.instalments))),
        payments=tuple(shuffler.sample(account.payments, len(account.payments))),
        charges=tuple(shuffler.sample(account.charges, len(account.charges))),
    )
    assert position(shuffled, as_of) == position(account, as_of)
    assert breakdown(shuffled, as_of) == breakdown(account, as_of)


@given(accounts(), DAYS)
def test_the_breakdown_sums_to_the_arrears(account: Account, as_of: date) -> None:
    assert sum(line.amount_minor for line in breakdown(account, as_of)) == position(account, as_of).arrears_minor


@given(accounts(), DAYS, st.integers(0, 90))
def test_without_payments_arrears_never_fall_and_dpd_grows_by_the_days(
    account: Account, as_of: date, days: int
) -> None:
    now, then = position(account, as_of), future_change(account, as_of, days)
    assert then.arrears_minor >= now.arrears_minor
    assert then.added_minor == then.arrears_minor - now.arrears_minor
    if any(item.late and item.number for item in now.items):
        assert then.dpd == now.dpd + days


@given(accounts(), DAYS)
def test_bucket_history_is_without_gap_and_ends_in_the_bucket_of_the_day(account: Account, until: date) -> None:
    stays = bucket_history(account, until)
    assert all(stay.left_on == after.entered_on for stay, after in pairwise(stays))
    assert all(stay.bucket != after.bucket for stay, after in pairwise(stays))
    for stay in stays:
        last = stay.left_on - timedelta(days=1) if stay.left_on else until
        assert {position(account, day).bucket for day in (stay.entered_on, last)} == {stay.bucket}


@given(
    principal=st.integers(0, 10**12),
    rate=st.decimals(0, 300, places=3),
    months=st.integers(1, 480),
    first=st.dates(date(2000, 1, 1), date(2050, 12, 31)),
)
def test_the_principal_parts_of_an_annuity_sum_to_the_principal(
    principal: int, rate: Decimal, months: int, first: date
) -> None:
    loan = Loan(
        ref="L1", currency="EUR", principal_minor=principal, annual_rate=rate, term_months=months, first_due_on=first
    )
    schedule = derive_schedule(loan)
    assert len(schedule) == months
    assert sum(i.principal_minor for i in schedule) == principal
    assert all(i.principal_minor >= 0 and i.interest_minor >= 0 for i in schedule)
    assert [i.due_on for i in schedule] == sorted({i.due_on for i in schedule})
