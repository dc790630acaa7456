"""Amounts, dates and moments as the reader of a locale writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import get_currency_name, get_decimal_symbol, get_group_symbol

from cases.model import Channel
from cases.money import Money, exponent
from outreach.segments import is_gsm

WEEKDAY_WITHIN = timedelta(weeks=3)

HOME = {"en": "en_US", "zh": "zh_Hans_CN", "es": "es_MX", "ru": "ru_RU"}
"""The region whose habits are taken where the borrower's locale names none."""

SYMBOLS = {
    **dict.fromkeys(("USD", "MXN", "ARS", "CLP", "COP", "CAD", "AUD", "NZD", "SGD", "HKD"), "$"),
    "BRL": "R$",
    "EUR": "€",
    "GBP": "£",
    "INR": "₹",
    "KZT": "₸",
    "NGN": "₦",
    "PHP": "₱",
    "RUB": "₽",
    "UAH": "₴",
}
"""Signs that readers know. A currency not named here is shown by its ISO code (¥ is the yen and the yuan)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePatterns:
    """CLDR patterns (Unicode TR 35): day alone, with weekday, with year, with both; ``short`` ones for a full SMS."""

    day: str
    weekday: str
    year: str
    weekday_year: str
    short: str
    short_year: str


DATES = {
    "zh": DatePatterns(
        day="M月d日",
        weekday="M月d日（EEE）",
        year="y年M月d日",
        weekday_year="y年M月d日（EEE）",
        short="M月d日",
        short_year="y年M月d日",
    ),
    "es": DatePatterns(
        day="d 'de' MMMM",
        weekday="EEEE d 'de' MMMM",
        year="d 'de' MMMM 'de' y",
        weekday_year="EEEE d 'de' MMMM 'de' y",
        short="d MMM",
        short_year="d MMM y",
    ),
    "ru": DatePatterns(
        day="d MMMM",
        weekday="d MMMM (EEE)",
        year="d MMMM y 'года'",
        weekday_year="d MMMM y 'года' (EEE)",
        short="d MMMM",
        short_year="d MMM y",
    ),
}
SKELETONS = DatePatterns(
    day="MMMd", weekday="MMMEd", year="yMMMd", weekday_year="yMMMEd", short="MMMd", short_year="yMMMd"
)
"""For the languages not in DATES (English): CLDR skeletons, so that "Dec 4" is "4 Dec" in Britain."""

MOMENTS = {
    "en": ("{time} today", "{date}, {time}"),
    "zh": ("今天{time}", "{date}{time}"),
    "es": ("hoy a las {time}", "el {date} a las {time}"),
    "ru": ("{time}", "{date}, {time}"),
}
"""A moment of today, and one of another day. The sentences around them are written to fit."""

CODE_FIRST = frozenset({"en"})
"""Languages that put the ISO code in front of the amount."""

TIMES = {"es": "HH:mm"}
"""Clock patterns where the language's own short one takes too much room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """How one message shows its values.

    ``locale`` is the borrower's, in the language of the words; ``codes`` asks for ISO codes (the loans differ in
    currency); ``short_dates`` drops weekday and long month.
    """

    locale: str
    channel: Channel
    today: date
    zone: ZoneInfo
    codes: bool = False
    short_dates: bool = False

    @property
    def language(self) -> str:
        """Language subtag, like ``zh``."""
        return self.locale.split("-")[0]

    def amount(self, money: Money) -> str:
        """All decimals that the currency has, with its sign or code. Raises MoneyError for an unknown currency."""
        number = _grouped(abs(money.minor), exponent(money.currency), _digits(self.locale))
        return ("-" if money.minor < 0 else "") + self._with_currency(number, money.currency)

    def date(self, day: date) -> str:
        """Weekday within three weeks of today, year when it is another one."""
        patterns = DATES.get(self.language, SKELETONS)
        far = day.year != self.today.year
        if self.short_dates:
            pattern = patterns.short_year if far else patterns.short
        elif abs(day - self.today) <= WEEKDAY_WITHIN:
            pattern = patterns.weekday_year if far else patterns.weekday
        else:
            pattern = patterns.year if far else patterns.day
        return _day(day, pattern, self.locale, skeleton=patterns is SKELETONS)

    def moment(self, at: datetime) -> str:
        """Clock time in the borrower's zone; the date too unless it is today's. Raises ValueError for a naive one."""
        if at.tzinfo is None:
            raise ValueError(f"{at} has no time zone")
        local = at.astimezone(self.zone)
        time = format_time(local, TIMES.get(self.language, "short"), locale=babel_locale(self.locale))
        today, other = MOMENTS.get(self.language, MOMENTS["en"])
        pattern = today if local.date() == self.today else other
        return pattern.format(time=time.replace("\u202f", " "), date=self.date(local.date()))

    def plural(self, n: int) -> str:
        """CLDR plural form of a count: one, few, many, other, …"""
        return babel_locale(self.locale).plural_form(n)

    def _with_currency(self, number: str, currency: str) -> str:
        sign = SYMBOLS.get(currency)
        if self.language == "zh" and not self.codes:
            return number + ("元" if currency == "CNY" else get_currency_name(currency, locale="zh_Hans"))
        if sign and not self.codes and self._fits(sign):
            return sign + number if self._sign_first() else f"{number}\u00a0{sign}"
        return f"{currency}\u00a0{number}" if self.language in CODE_FIRST else f"{number}\u00a0{currency}"

    def _fits(self, sign: str) -> bool:
        """Whether the sign may be used: in an SMS of Latin letters it must not force the text into UCS-2."""
        return self.channel is not Channel.SMS or self.language in {"zh", "ru"} or is_gsm(sign)

    def _sign_first(self) -> bool:
        return _digits(self.locale).sign_first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Digits:
    """How a locale writes an amount: its marks, and whether a sign stands in front."""

    group: str
    decimal: str
    sign_first: bool


@cache
def _digits(locale: str) -> _Digits:
    known = babel_locale(locale)
    return _Digits(
        group=get_group_symbol(known),
        decimal=get_decimal_symbol(known),
        sign_first=str(known.currency_formats["standard"].pattern).startswith("¤"),
    )


def _grouped(minor: int, decimals: int, digits: _Digits) -> str:
    """``1,234.50`` of 123450; Babel's own way through Decimal takes many times as long."""
    whole, part = divmod(minor, 10**decimals)
    number = f"{whole:,}".replace(",", digits.group)
    return f"{number}{digits.decimal}{part:0{decimals}d}" if decimals else number


@lru_cache(maxsize=4096)
def _day(day: date, pattern: str, locale: str, *, skeleton: bool) -> str:
    """One day as written there. There are few days that anybody writes of."""
    if skeleton:
        return format_skeleton(pattern, datetime.combine(day, datetime.min.time()), locale=babel_locale(locale))
    return format_date(day, pattern, locale=babel_locale(locale))


@cache
def babel_locale(locale: str) -> Locale:
    """Babel's locale for ours (``es-MX``, ``es``); the language's home where Babel lacks it, else English."""
    language = locale.split("-")[0]
    if locale in {language, "zh-Hans"}:
        return Locale.parse(HOME.get(language, language))
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(HOME.get(language, "en_US"))
