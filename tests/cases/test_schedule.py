"""The schedule that is drawn: its sums are the ledger's, and every open instalment is in the picture."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.ledger import position
from cases.model import Account, Charge, Instalment, Loan, Payment
from cases.schedule import SHOWN, Standing, schedule

START = date(2026, 1, 5)


def _account(count: int, paid: int = 0, charges: tuple[tuple[int, int], ...] = ()) -> Account:
    """Instalments of 165.02 every 30 days; ``paid`` cents paid on the first day; charges as (day, cents)."""
    parts = tuple(
        Instalment(
            number=n + 1, due_on=START + timedelta(days=30 * n), principal_minor=15_318 + n % 7, interest_minor=1_184
        )
        for n in range(count)
    )
    money = (Payment(external_ref="P", amount_minor=paid, paid_on=START),) if paid else ()
    return Account(
        loan=Loan(ref="L", currency="USD"),
        instalments=parts,
        payments=money,
        charges=tuple(
            Charge(external_ref=f"C{n}", charged_on=START + timedelta(days=day), amount_minor=cents, rule="late_fee")
            for n, (day, cents) in enumerate(charges)
        ),
    )


def test_each_instalment_says_how_it_stands() -> None:
    drawn = schedule(_account(5, paid=16_502 + 6_000), START + timedelta(days=61))
    assert [bar.standing for bar in drawn.bars] == [
        Standing.PAID,
        Standing.PARTLY,
        Standing.OPEN,
        Standing.COMING,
        Standing.COMING,
    ]
    assert drawn.next_due_on == START + timedelta(days=90)


def test_a_fee_stands_with_the_instalment_it_followed() -> None:
    drawn = schedule(_account(3, charges=((15, 1_500), (45, 1_600))), START + timedelta(days=50))
    assert [bar.charges_minor for bar in drawn.bars] == [1_500, 1_600, 0]
    assert (drawn.charges, drawn.charges_minor) == (2, 3_100)


@given(
    count=st.integers(0, 70),
    paid=st.integers(0, 2_000_000),
    day=st.integers(-10, 2_400),
    charges=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 9_999)), max_size=6).map(tuple),
)
def test_the_sums_are_the_ledgers_and_nothing_open_is_left_out(
    count: int, paid: int, day: int, charges: tuple[tuple[int, int], ...]
) -> None:
    account, as_of = _account(count, paid, charges), START + timedelta(days=day)
    drawn, stands = schedule(account, as_of), position(account, as_of)
    assert drawn.arrears_minor == stands.arrears_minor
    assert drawn.paid_minor + drawn.open_minor + drawn.coming_minor == sum(bar.due_minor for bar in drawn.bars)
    assert sum(bar.charges_minor for bar in drawn.bars) == (drawn.charges_minor if drawn.bars else 0)
    open_ones = [bar for bar in drawn.bars if bar.standing in (Standing.OPEN, Standing.PARTLY)]
    assert set(open_ones) <= set(drawn.window)
    assert len(drawn.window) >= min(SHOWN, count)
