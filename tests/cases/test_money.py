"""Money: minor units by the decimals of ISO 4217."""

from __future__ import annotations

import pytest
from babel.core import get_global

from cases.money import MoneyError, exponent, is_currency, to_major, to_minor

CURRENCIES = sorted(code for code in get_global("all_currencies") if is_currency(code))


@pytest.mark.parametrize(
    ("decimals", "codes"),
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "AFN ALL EUR HUF IDR IRR KPW LAK LBP MGA MMK MUR PKR RSD RUB SOS SYP TZS TWD USD UZS YER"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ],
)
def test_a_currency_has_the_decimals_of_the_standard(decimals: int, codes: str) -> None:
    assert {code: exponent(code) for code in codes.split()} == dict.fromkeys(codes.split(), decimals)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_minor_units_and_back_are_the_same_amount(currency: str) -> None:
    assert to_minor(to_major(1_234_567, currency), currency) == 1_234_567


@pytest.mark.parametrize(("amount", "currency"), [("1.5", "JPY"), ("0.001", "USD"), ("1.00001", "CLF"), ("x", "USD")])
def test_what_the_currency_cannot_hold_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(MoneyError):
        to_minor(amount, currency)
