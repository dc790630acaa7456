"""Amounts in minor units, as people write them; numbers that are no money are left alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from babel.core import get_global

from cases.money import exponent, is_currency
from understanding import read
from understanding.currencies import currencies, decimals
from understanding.figures import figures

TODAY = date(2026, 11, 24)
CURRENCIES = {"en-US": "USD", "es-MX": "MXN", "es-ES": "EUR", "ru": "RUB", "zh-Hans": "CNY", "en-GB": "GBP"}

AMOUNTS: list[tuple[str, str, list[int]]] = [
    ("50", "en-US", [5000]),
    ("$50", "en-US", [5000]),
    ("$66.40 left", "en-US", [6640]),
    ("1,204.50", "en-US", [120450]),
    ("$1.5k", "en-US", [150000]),
    ("2k friday", "en-US", [200000]),
    ("50 on Friday", "en-US", [5000]),
    ("50 a month", "en-US", [5000]),
    ("fifty bucks", "en-US", [5000]),
    ("a hundred dollars", "en-US", [10000]),
    ("two hundred and fifty on friday", "en-US", [25000]),
    ("can do a grand now", "en-US", [100000]),
    ("twelve hundred", "en-US", [120000]),
    ("I can pay 5 today", "en-US", [500]),
    ("$5", "en-US", [500]),
    ("7.50", "en-US", [750]),
    ("100 now and 86.40 on the 4th", "en-US", [10000, 8640]),
    ("between 50 and 100", "en-US", [5000, 10000]),
    ("50-60 bucks", "en-US", [5000, 6000]),
    ("i make 2400 a month, rent is 1100", "en-US", [240000, 110000]),
    ("5 dollars 50 cents", "en-US", [550]),
    ("can pay 2000 on friday", "en-US", [200000]),
    ("I'll send 100 to your account 12345678", "en-US", [10000]),
    ("40 usd", "en-US", [4000]),
    ("20 quid", "en-GB", [2000]),
    ("£20.50", "en-GB", [2050]),
    ("mil pesos", "es-MX", [100000]),
    ("dos mil quinientos", "es-MX", [250000]),
    ("le doy 500 el viernes", "es-MX", [50000]),
    ("$1,620.00", "es-MX", [162000]),
    ("1.204,50", "es-ES", [120450]),
    ("puedo dar 2 mil", "es-MX", [200000]),
    ("ciento veinte pesos", "es-MX", [12000]),
    ("unos quinientos a la semana", "es-MX", [50000]),
    ("3mil", "es-MX", [300000]),
    ("200 pesos ahorita y 300 el 15", "es-MX", [20000, 30000]),
    ("2 тысячи", "ru", [200000]),
    ("пять тыщ", "ru", [500000]),
    ("1 204,50", "ru", [120450]),
    ("заплачу 7450", "ru", [745000]),
    ("полторы тысячи", "ru", [150000]),
    ("две тысячи пятьсот", "ru", [250000]),
    ("300р", "ru", [30000]),
    ("1,5 тыс", "ru", [150000]),
    ("5к завтра", "ru", [500000]),
    ("сто рублей", "ru", [10000]),
    ("закину на карту 3000", "ru", [300000]),
    ("99,00 ₽ за смс", "ru", [9900]),
    ("2 тысячи 500", "ru", [250000]),
    ("两千块", "zh-Hans", [200000]),
    ("5百", "zh-Hans", [50000]),
    ("一百二十", "zh-Hans", [12000]),
    ("两千五", "zh-Hans", [250000]),
    ("1.5万", "zh-Hans", [1500000]),
    ("先还300，剩下的月底", "zh-Hans", [30000]),
    ("1276.5", "zh-Hans", [127650]),
    ("三百块", "zh-Hans", [30000]),
    ("1千2", "zh-Hans", [120000]),
    ("一千零五十", "zh-Hans", [105000]),
    ("每月600元", "zh-Hans", [60000]),
    ("１００元", "zh-Hans", [10000]),
]


@pytest.mark.parametrize(("text", "locale", "minor"), AMOUNTS)
def test_an_amount_is_read_in_minor_units(text: str, locale: str, minor: list[int]) -> None:
    reading = read(text, locale=locale, today=TODAY, currency=CURRENCIES[locale])
    assert [amount.minor for amount in reading.amounts] == minor
    assert {amount.currency for amount in reading.amounts} == {CURRENCIES[locale]}


DECOYS = [
    ("1987", "en-US"),
    ("i was born in 1987", "en-US"),
    ("call me at 555-0134", "en-US"),
    ("my number is 212-555-0187", "en-US"),
    ("(555) 010-9999", "en-US"),
    ("card ending 4242", "en-US"),
    ("4111 1111 1111 1111", "en-US"),
    ("loan 4471", "en-US"),
    ("order #23117", "en-US"),
    ("ref AB-2231", "en-US"),
    ("at 11", "en-US"),
    ("after 5pm", "en-US"),
    ("17:00", "en-US"),
    ("I have 3 kids", "en-US"),
    ("in 12 days", "en-US"),
    ("this is the 15th time", "en-US"),
    ("2", "en-US"),
    ("24/7", "en-US"),
    ("100% sure", "en-US"),
    ("same card as june", "en-US"),
    ("see https://alder.example/pay/500", "en-US"),
    ("page 12", "en-US"),
    ("i'm 67 years old", "en-US"),
    ("mis 2 hijos", "es-MX"),
    ("a las 5", "es-MX"),
    ("mil gracias", "es-MX"),
    ("tarjeta terminada en 4242", "es-MX"),
    ("folio 88213", "es-MX"),
    ("tengo 45 años", "es-MX"),
    ("в 11", "ru"),
    ("после 18:00", "ru"),
    ("договор 1234567", "ru"),
    ("88000001234", "ru"),
    ("сто раз говорил", "ru"),
    ("через 10 дней", "ru"),
    ("стр. 31", "ru"),
    ("尾号4242", "zh-Hans"),
    ("13800001234", "zh-Hans"),
    ("下午3点", "zh-Hans"),
    ("一下子还不上", "zh-Hans"),
    ("分12期", "zh-Hans"),
    ("万一不行呢", "zh-Hans"),
    ("30天", "zh-Hans"),
]


@pytest.mark.parametrize(("text", "locale"), DECOYS)
def test_a_number_that_is_no_money_gives_no_amount(text: str, locale: str) -> None:
    assert read(text, locale=locale, today=TODAY, currency=CURRENCIES[locale]).amounts == ()


def test_a_lone_figure_is_a_choice_where_choices_were_shown() -> None:
    for figure in "123456789":
        reading = read(figure, locale="en-US", today=TODAY, currency="USD", offered=(("yes", "yes"), ("no", "no")))
        assert reading.amounts == ()


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("$50", "MXN", "MXN"),
        ("50 dollars", "RUB", "USD"),
        ("50 euros", "USD", "EUR"),
        ("500 pesos", "COP", "COP"),
        ("100¥", "CNY", "CNY"),
        ("100¥", "JPY", "JPY"),
        ("300 руб", "USD", "RUB"),
        ("50", "KZT", "KZT"),
        ("eur 20", "USD", "EUR"),
    ],
)
def test_the_currency_is_the_one_named_and_the_loans_own_where_none_is(text: str, currency: str, expected: str) -> None:
    reading = read(text, locale="en-US", today=TODAY, currency=currency)
    assert [amount.currency for amount in reading.amounts] == [expected]


def test_a_currency_without_decimals_counts_in_whole_units() -> None:
    assert [a.minor for a in read("5000", locale="en-US", today=TODAY, currency="JPY").amounts] == [5000]


def test_an_amount_keeps_its_words_as_written() -> None:
    (amount,) = read("Maybe Fifty Bucks?", locale="en-US", today=TODAY, currency="USD").amounts
    assert amount.text == "Fifty Bucks"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half now", Fraction(1, 2)),
        ("a third of it", Fraction(1, 3)),
        ("50%", Fraction(1, 2)),
        ("三分之一", Fraction(1, 3)),
        ("先还一半", Fraction(1, 2)),
        ("la mitad", Fraction(1, 2)),
        ("половину сейчас", Fraction(1, 2)),
        ("треть", Fraction(1, 3)),
    ],
)
def test_a_share_is_a_fraction(text: str, share: Fraction) -> None:
    assert read(text, locale="en-US", today=TODAY, currency="USD").shares == (share,)


@pytest.mark.parametrize("text", ["half past five", "half an hour", "20% interest", "100% sure", "a third party"])
def test_what_only_sounds_like_a_share_is_none(text: str) -> None:
    assert read(text, locale="en-US", today=TODAY, currency="USD").shares == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,204.50", "1204.50"),
        ("1.204,50", "1204.50"),
        ("1 204,50", "1204.50"),
        ("1,204", "1204"),
        ("12,5", "12.5"),
        ("3.14159", None),
    ],
)
def test_separators_are_told_apart(written: str, value: str | None) -> None:
    assert str(figures(written)) == str(value)


def test_decimals_agree_with_the_ledger() -> None:
    known = [code for code in get_global("all_currencies") if is_currency(code)]
    assert currencies().codes <= set(known)
    assert {code: decimals(code) for code in known} == {code: exponent(code) for code in known}
