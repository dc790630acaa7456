"""Dates made absolute: ahead unless the text tells of the past. The tables' day is Tuesday, 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from understanding import read

TODAY = date(2026, 11, 24)


def nov(day: int) -> date:
    return date(2026, 11, day)


def dec(day: int) -> date:
    return date(2026, 12, day)


def jan(day: int) -> date:
    return date(2027, 1, day)


ENGLISH = [
    ("pay today", [nov(24)]),
    ("tonight", [nov(24)]),
    ("can pay now", [nov(24)]),
    ("tomorrow", [nov(25)]),
    ("tmrw", [nov(25)]),
    ("the day after tomorrow", [nov(26)]),
    ("friday", [nov(27)]),
    ("Friday", [nov(27)]),
    ("on tuesday", [dec(1)]),
    ("next friday", [dec(4)]),
    ("this friday", [nov(27)]),
    ("by fri", [nov(27)]),
    ("a week from friday", [dec(4)]),
    ("next week on wednesday", [dec(2)]),
    ("the 4th", [dec(4)]),
    ("4th", [dec(4)]),
    ("on the 28", [nov(28)]),
    ("by 15", [dec(15)]),
    ("til the 15th", [dec(15)]),
    ("Dec 4", [dec(4)]),
    ("december 4th", [dec(4)]),
    ("4 December", [dec(4)]),
    ("Dec. 4, 2026", [dec(4)]),
    ("the fifteenth of december", [dec(15)]),
    ("2026-12-04", [dec(4)]),
    ("12/4", [dec(4)]),
    ("12/04/2026", [dec(4)]),
    ("75 this friday and 75 the friday after", [nov(27), dec(4)]),
    ("in 3 days", [nov(27)]),
    ("in a week", [dec(1)]),
    ("in two weeks", [dec(8)]),
    ("end of the month", [nov(30)]),
    ("end of next month", [dec(31)]),
    ("the 5th of next month", [dec(5)]),
    ("Jan 2", [date(2027, 1, 2)]),
    ("50 on friday and 50 on the 4th", [nov(27), dec(4)]),
    ("I get paid the 4th", [dec(4)]),
    ("i paid on friday", [nov(20)]),
    ("I already paid on the 20th", [nov(20)]),
    ("paid yesterday", [nov(23)]),
    ("paid it 3 days ago", [nov(21)]),
    ("I sent it last friday", [nov(20)]),
    ("paid on Nov 12", [nov(12)]),
    ("i paid 50 on friday and will pay the rest next friday", [nov(20), dec(4)]),
    ("my payment of Nov 20", [nov(20)]),
]
SPANISH = [
    ("hoy", [nov(24)]),
    ("pago ahorita", [nov(24)]),
    ("mañana", [nov(25)]),
    ("pasado mañana", [nov(26)]),
    ("el viernes", [nov(27)]),
    ("este viernes", [nov(27)]),
    ("el viernes de la próxima semana", [dec(4)]),
    ("el 15", [dec(15)]),
    ("el día 15", [dec(15)]),
    ("el 4 de diciembre", [dec(4)]),
    ("4/12", [dec(4)]),
    ("en 3 días", [nov(27)]),
    ("en una semana", [dec(1)]),
    ("a fin de mes", [nov(30)]),
    ("pagué el viernes", [nov(20)]),
    ("deposité ayer", [nov(23)]),
    ("hace 3 días deposité", [nov(21)]),
    ("me pagan el 30", [nov(30)]),
    ("en la mañana", []),
    ("me quedé sin trabajo en octubre", []),
]
RUSSIAN = [
    ("сегодня", [nov(24)]),
    ("оплачу сейчас", [nov(24)]),
    ("завтра", [nov(25)]),
    ("послезавтра", [nov(26)]),
    ("в пятницу", [nov(27)]),
    ("в следующую пятницу", [dec(4)]),
    ("на следующей неделе в среду", [dec(2)]),
    ("15-го", [dec(15)]),
    ("15 числа", [dec(15)]),
    ("до 15", [dec(15)]),
    ("4 декабря", [dec(4)]),
    ("04.12", [dec(4)]),
    ("04.12.2026", [dec(4)]),
    ("через 3 дня", [nov(27)]),
    ("через неделю", [dec(1)]),
    ("через две недели", [dec(8)]),
    ("в конце месяца", [nov(30)]),
    ("пятого декабря", [dec(5)]),
    ("первого числа", [dec(1)]),
    ("оплатил в пятницу", [nov(20)]),
    ("заплатила вчера", [nov(23)]),
    ("зарплата 10-го", [dec(10)]),
]
CHINESE = [
    ("今天", [nov(24)]),
    ("现在就还", [nov(24)]),
    ("明天还", [nov(25)]),
    ("后天", [nov(26)]),
    ("周五", [nov(27)]),
    ("下周五", [dec(4)]),
    ("星期天", [nov(29)]),
    ("15号", [dec(15)]),
    ("十五号发工资", [dec(15)]),
    ("12月4日", [dec(4)]),
    ("12月4号", [dec(4)]),
    ("十二月四号", [dec(4)]),
    ("下个月5号", [dec(5)]),
    ("3天后", [nov(27)]),
    ("过两天", [nov(26)]),
    ("两周后", [dec(8)]),
    ("月底", [nov(30)]),
    ("下月底", [dec(31)]),
    ("昨天还了", [nov(23)]),
    ("上周五就还了", [nov(20)]),
    ("20号已经还了", [nov(20)]),
    ("三天前付的", [nov(21)]),
    ("2026年12月4日", [dec(4)]),
]
TABLE = [
    (locale, text, dates)
    for locale, rows in (("en-US", ENGLISH), ("es-MX", SPANISH), ("ru", RUSSIAN), ("zh-Hans", CHINESE))
    for text, dates in rows
]


@pytest.mark.parametrize(("locale", "text", "dates"), TABLE)
def test_a_date_is_made_absolute(locale: str, text: str, dates: list[date]) -> None:
    assert [found.on for found in read(text, locale=locale, today=TODAY, currency="USD").dates] == dates


@pytest.mark.parametrize(
    ("locale", "text", "on"),
    [
        ("en-US", "5/12", date(2027, 5, 12)),
        ("en-GB", "5/12", dec(5)),
        ("es-MX", "5/12", dec(5)),
        ("en-US", "15/12", dec(15)),
    ],
)
def test_the_locale_tells_day_from_month(locale: str, text: str, on: date) -> None:
    assert [found.on for found in read(text, locale=locale, today=TODAY, currency="USD").dates] == [on]


BESIDE = [
    ("dec 5-10", "en-US", [dec(5), dec(10)]),
    ("the 5th or 6th of march", "en-US", [date(2027, 3, 5), date(2027, 3, 6)]),
    ("move it from the 28th to the 5th", "en-US", [nov(28), dec(5)]),
    ("Friday the 4th", "en-US", [dec(4)]),
    ("tomorrow (wednesday)", "en-US", [nov(25)]),
    ("friday, no, saturday", "en-US", [nov(27), nov(28)]),
    ("in 2-3 days", "en-US", [nov(26), nov(27)]),
    ("friday. yes, friday", "en-US", [nov(27)]),
    ("del 28 al 5 de diciembre", "es-MX", [nov(28), dec(5)]),
    ("el 15 y 30 me pagan", "es-MX", [dec(15), nov(30)]),
    ("el viernes 4", "es-MX", [dec(4)]),
    ("5, 10 и 15 числа", "ru", [dec(5), dec(10), dec(15)]),
    ("с 28 на 5 декабря", "ru", [nov(28), dec(5)]),
    ("в пятницу, 4 декабря", "ru", [dec(4)]),
    ("3月5日到10日", "zh-Hans", [date(2027, 3, 5), date(2027, 3, 10)]),
    ("12月4日（周五）", "zh-Hans", [dec(4)]),
]


@pytest.mark.parametrize(("text", "locale", "dates"), BESIDE)
def test_days_beside_each_other_share_a_month_and_a_weekday_is_one_with_its_date(
    text: str, locale: str, dates: list[date]
) -> None:
    assert [found.on for found in read(text, locale=locale, today=TODAY, currency="USD").dates] == dates


@pytest.mark.parametrize(
    ("text", "today", "on"),
    [
        ("friday", date(2026, 12, 4), dec(11)),
        ("next friday", date(2026, 12, 4), dec(11)),
        ("this friday", date(2026, 12, 4), dec(4)),
        ("next monday", date(2026, 11, 29), nov(30)),
        ("the 31st", nov(24), dec(31)),
        ("the 24th", nov(24), nov(24)),
        ("the 29th", date(2027, 2, 3), date(2027, 3, 29)),
        ("end of the month", nov(30), nov(30)),
        ("in a month", date(2027, 1, 31), date(2027, 2, 28)),
        ("Feb 29", nov(24), date(2028, 2, 29)),
    ],
)
def test_the_edges_of_weeks_and_months(text: str, today: date, on: date) -> None:
    assert [found.on for found in read(text, locale="en-US", today=today, currency="USD").dates] == [on]


@pytest.mark.parametrize(
    "text",
    [
        "june",
        "the other one",
        "this is the 2nd time",
        "half past five",
        "at 11",
        "31/31",
        "Feb 30, 2027",
        "i sat down",
        "the sun",
        "may i ask",
    ],
)
def test_what_names_no_day_gives_no_date(text: str) -> None:
    assert read(text, locale="en-US", today=TODAY, currency="USD").dates == ()


def test_now_is_no_date_where_nobody_offers_to_pay() -> None:
    assert read("I can't pay right now", locale="en-US", today=TODAY, currency="USD").dates == ()


def test_a_date_keeps_its_words_as_written() -> None:
    (found,) = read("OK, by  Next Friday", locale="en-US", today=TODAY, currency="USD").dates
    assert found.text == "Next Friday"
