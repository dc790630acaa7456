"""Amounts, dates and moments as readers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.model import Channel
from cases.money import Money, MoneyError, to_major
from outreach.formats import Formats, babel_locale

TODAY = date(2026, 11, 24)
ANYWHERE = ("en", "en-IN", "es", "es-ES", "es-MX", "ru", "zh-Hans", "de-CH", "fr", "pl")


def formats(locale: str, *, channel: Channel = Channel.WEBCHAT, codes: bool = False, short: bool = False) -> Formats:
    zone = ZoneInfo("Europe/Berlin")
    return Formats(locale=locale, channel=channel, today=TODAY, zone=zone, codes=codes, short_dates=short)


@pytest.mark.parametrize(
    ("locale", "currency", "minor", "text"),
    [
        ("en", "USD", 120450, "$1,204.50"),
        ("en-GB", "GBP", 120450, "£1,204.50"),
        ("en", "CNY", 120450, "CNY\u00a01,204.50"),
        ("en", "JPY", 1204, "JPY\u00a01,204"),
        ("en", "USD", -1500, "-$15.00"),
        ("zh-Hans", "CNY", 120450, "1,204.50元"),
        ("zh-Hans", "USD", 120450, "1,204.50美元"),
        ("es", "MXN", 120450, "$1,204.50"),
        ("es-MX", "MXN", 120450, "$1,204.50"),
        ("es", "USD", 120450, "$1,204.50"),
        ("es-ES", "EUR", 1204500, "12.045,00\u00a0€"),
        ("ru", "RUB", 120450, "1\u00a0204,50\u00a0₽"),
        ("ru", "KWD", 1204500, "1\u00a0204,500\u00a0KWD"),
    ],
)
def test_an_amount_is_written_as_its_reader_does(locale: str, currency: str, minor: int, text: str) -> None:
    assert formats(locale).amount(Money(currency=currency, minor=minor)) == text


@pytest.mark.parametrize(
    ("locale", "currency", "text"),
    [
        ("en", "USD", "USD\u00a01,204.50"),
        ("zh-Hans", "CNY", "1,204.50\u00a0CNY"),
        ("es", "MXN", "1,204.50\u00a0MXN"),
        ("ru", "RUB", "1\u00a0204,50\u00a0RUB"),
    ],
)
def test_codes_are_shown_where_the_loans_differ_in_currency(locale: str, currency: str, text: str) -> None:
    assert formats(locale, codes=True).amount(Money(currency=currency, minor=120450)) == text


def test_a_sign_that_would_make_an_english_sms_ucs2_gives_way_to_the_code() -> None:
    amount = Money(currency="PHP", minor=120450)
    assert formats("en").amount(amount) == "₱1,204.50"
    assert formats("en", channel=Channel.SMS).amount(amount) == "PHP\u00a01,204.50"


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(MoneyError, match="XQZ"):
        formats("en").amount(Money(currency="XQZ", minor=1))


@pytest.mark.parametrize(
    ("locale", "near", "far", "other_year", "short"),
    [
        ("en", "Fri, Dec 4", "Dec 20", "Jan 25, 2027", "Dec 4"),
        ("en-GB", "Fri 4 Dec", "20 Dec", "25 Jan 2027", "4 Dec"),
        ("zh-Hans", "12月4日（周五）", "12月20日", "2027年1月25日", "12月4日"),
        ("es", "viernes 4 de diciembre", "20 de diciembre", "25 de enero de 2027", "4 dic"),
        ("ru", "4 декабря (пт)", "20 декабря", "25 января 2027 года", "4 декабря"),
    ],
)
def test_a_date_has_its_weekday_when_near_and_its_year_when_another(
    locale: str, near: str, far: str, other_year: str, short: str
) -> None:
    shown = formats(locale)
    assert shown.date(date(2026, 12, 4)) == near
    assert shown.date(date(2026, 12, 20)) == far
    assert shown.date(date(2027, 1, 25)) == other_year
    assert formats(locale, short=True).date(date(2026, 12, 4)) == short


def test_the_weekday_stays_up_to_three_weeks_on_either_side() -> None:
    shown = formats("en")
    days = [date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 15), date(2026, 12, 16)]
    assert [shown.date(day) for day in days] == ["Nov 2", "Tue, Nov 3", "Tue, Dec 15", "Dec 16"]


@pytest.mark.parametrize(
    ("locale", "today", "other"),
    [
        ("en", "5:00 PM today", "Mon, Nov 30, 9:30 AM"),
        ("zh-Hans", "今天17:00", "11月30日（周一）09:30"),
        ("es", "hoy a las 17:00", "el lunes 30 de noviembre a las 09:30"),
        ("ru", "17:00", "30 ноября (пн), 09:30"),
    ],
)
def test_a_moment_is_the_readers_own_clock(locale: str, today: str, other: str) -> None:
    shown = formats(locale)
    assert shown.moment(datetime(2026, 11, 24, 16, 0, tzinfo=UTC)) == today
    assert shown.moment(datetime(2026, 11, 30, 8, 30, tzinfo=UTC)) == other


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        formats("en").moment(datetime(2026, 11, 24, 16, 0))  # noqa: DTZ001 - the naive one is the point


@pytest.mark.parametrize(
    ("locale", "forms"),
    [("en", "one other other other"), ("ru", "one few many one"), ("zh-Hans", "other other other other")],
)
def test_plural_forms_follow_the_language(locale: str, forms: str) -> None:
    assert [formats(locale).plural(n) for n in (1, 2, 5, 21)] == forms.split()


@settings(max_examples=200, deadline=None)
@given(minor=st.integers(0, 10**14), currency=st.sampled_from(["USD", "JPY", "KWD"]), locale=st.sampled_from(ANYWHERE))
def test_digits_are_grouped_as_the_locale_groups_them(minor: int, currency: str, locale: str) -> None:
    pattern = {"JPY": "#,##0", "USD": "#,##0.00", "KWD": "#,##0.000"}[currency]
    expected = format_decimal(to_major(minor, currency), pattern, locale=babel_locale(locale))
    assert expected in formats(locale).amount(Money(currency=currency, minor=minor))
