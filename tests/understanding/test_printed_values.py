"""What a program prints for a locale is read back the same: amounts by CLDR's formats, dates in their long form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from understanding import read
from understanding.currencies import decimals

TODAY = date(2026, 11, 24)
LOCALES = ("en_US", "en_GB", "en_CA", "es_MX", "es_ES", "es_AR", "es_CL", "es_US", "ru_RU", "ru_KZ", "zh_Hans_CN")
CURRENCIES = ("USD", "EUR", "GBP", "MXN", "RUB", "CNY", "KZT", "JPY", "INR", "CLP", "ARS", "COP", "UAH", "BRL", "PEN")
LONGEST = 9_999_999_99
"""Minor units: ten million is more than anybody lends by text."""


@settings(max_examples=400, deadline=None)
@given(
    minor=st.integers(min_value=1, max_value=LONGEST),
    locale=st.sampled_from(LOCALES),
    currency=st.sampled_from(CURRENCIES),
)
def test_a_printed_amount_is_read_back(minor: int, locale: str, currency: str) -> None:
    text = format_currency(Decimal(minor).scaleb(-decimals(currency)), currency, locale=locale)
    reading = read(text, locale=locale, today=TODAY, currency=currency)
    assert [(amount.minor, amount.currency) for amount in reading.amounts] == [(minor, currency)], text


@settings(max_examples=400, deadline=None)
@given(
    on=st.dates(min_value=date(2020, 1, 1), max_value=date(2039, 12, 31)),
    locale=st.sampled_from(LOCALES),
    form=st.sampled_from(["long", "full"]),
)
def test_a_printed_date_is_read_back(on: date, locale: str, form: str) -> None:
    text = format_date(on, format=form, locale=locale)
    reading = read(text, locale=locale, today=TODAY, currency="USD")
    assert ([found.on for found in reading.dates], reading.amounts) == ([on], ()), text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_short_form_with_a_year_of_four_figures_is_read_back(locale: str) -> None:
    pattern = {"en_US": "M/d/y", "zh_Hans_CN": "y/M/d", "en_CA": "y-MM-dd"}.get(locale, "dd.MM.y")
    for on in (date(2026, 12, 4), date(2027, 1, 31), date(2028, 2, 29)):
        reading = read(format_date(on, pattern, locale), locale=locale, today=TODAY, currency="USD")
        assert [found.on for found in reading.dates] == [on]
