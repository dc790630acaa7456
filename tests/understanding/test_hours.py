"""Hours that people ask to be written to in, in four languages; only those in which texts may go at all."""

from __future__ import annotations

from datetime import date

import pytest

import understanding
from understanding.hours import find_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("please only text me after 6 pm", ("18:00-20:00",)),
        ("text between 9 and 11:30", ("09:00-11:30",)),
        ("only from 1 to 3 pm please", ("13:00-15:00",)),
        ("don't text me before 10 am", ("10:00-20:00",)),
        ("not after 5pm", ("08:00-17:00",)),
        ("después de las 5 de la tarde", ("17:00-20:00",)),
        ("no antes de las 9", ("09:00-20:00",)),
        ("entre las 10 y las 12", ("10:00-12:00",)),
        ("пишите после 18", ("18:00-20:00",)),
        ("с 10 до 13 часов", ("10:00-13:00",)),
        ("не пишите до 9 утра", ("09:00-20:00",)),
        ("晚上7点以后再发", ("19:00-20:00",)),
        ("上午9点到11点", ("09:00-11:00",)),
        ("不要在早上9点以前发", ("09:00-20:00",)),
        ("after 11 pm", ()),
        ("not now", ()),
        ("i am at work", ()),
    ],
)
def test_hours_are_read(text: str, hours: tuple[str, ...]) -> None:
    assert find_hours(text) == hours


def test_a_reading_has_them_where_the_moment_was_said_to_be_wrong() -> None:
    reading = understanding.read("don't text me before 10 am", locale="en-US", today=date(2026, 11, 24), currency="USD")
    assert (reading.intent.value, reading.hours) == ("inconvenient", ("10:00-20:00",))


def test_a_day_is_no_hour() -> None:
    reading = understanding.read(
        "don't text me until 15 december", locale="en", today=date(2026, 11, 24), currency="USD"
    )
    assert (reading.hours, [each.on for each in reading.dates]) == ((), [date(2026, 12, 15)])
