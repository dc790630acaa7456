"""Civil time: days that are short or long, midnights that do not exist, hours that are agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.policy.pack import Calendar, HoursRule
from cases.policy.windows import HoursCheck, OpenHours, agreed_hours
from cases.policy.zones import day_start, instant, zones_of


@pytest.mark.parametrize(
    ("zone", "day", "clock", "expected"),
    [
        ("America/New_York", date(2026, 3, 8), time(8), datetime(2026, 3, 8, 12, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(8), datetime(2026, 11, 1, 13, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Asia/Kolkata", date(2026, 11, 24), time(8), datetime(2026, 11, 24, 2, 30, tzinfo=UTC)),
    ],
    ids=["spring", "autumn", "in the gap", "twice, the first", "half an hour"],
)
def test_a_clock_time_becomes_its_first_instant(zone: str, day: date, clock: time, expected: datetime) -> None:
    assert instant(ZoneInfo(zone), day, clock) == expected


def test_a_day_without_a_midnight_begins_when_the_clocks_jump() -> None:
    # Chile moves its clocks at midnight: 6 September 2026 begins at 01:00.
    assert day_start(ZoneInfo("America/Santiago"), date(2026, 9, 6)) == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_one_bad_candidate_makes_the_zone_unknown() -> None:
    assert zones_of(("Europe/Moscow", "Mars/Olympus")) == ()
    assert zones_of(("Europe/Moscow",)) == (ZoneInfo("Europe/Moscow"),)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("18:00-20:30", ((time(18), time(20, 30)),)),
        ({"from": "18:00", "to": "24:00"}, ((time(18), time.max),)),
        (["07:00-09:00", "17:00-19:00"], ((time(7), time(9)), (time(17), time(19)))),
        ("22:00-02:00", ((time(22), time.max), (time(0), time(2)))),
        ("22:00-00:00", ((time(22), time.max),)),
        (True, ()),
        (None, ()),
    ],
)
def test_agreed_hours_are_read_however_they_are_written(fact: object, expected: object) -> None:
    assert agreed_hours(fact) == expected


clocks = st.sampled_from([time(0), time(1, 30), time(2, 30), time(8), time(12), time(22), time.max])
spans = st.tuples(clocks, clocks).filter(lambda span: span[0] < span[1])
hours_rules = st.builds(
    lambda span, days, day_class, outside: HoursRule(
        id=f"{span}",
        status="house",
        source="test",
        opens=span[0],
        closes=span[1],
        days=days,
        day_class=day_class,
        outside=outside,
    ),
    spans,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from(["any", "workday", "weekend_or_holiday", "not_holiday"]),
    st.sampled_from(["hold", "deny"]),
)
open_hours = st.builds(
    OpenHours,
    rules=st.lists(hours_rules, min_size=1, max_size=3).map(tuple),
    calendar=st.just(Calendar(off=frozenset({date(2026, 11, 2)}), worked=frozenset({date(2026, 10, 31)}))),
    weekend=st.just(frozenset({5, 6})),
    margin=st.sampled_from([timedelta(0), timedelta(minutes=5)]),
)
places = st.sampled_from(
    ["America/New_York", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "Etc/GMT+12"]
)


@given(
    hours=open_hours,
    place=places,
    start=st.sampled_from([datetime(2026, 10, 30, tzinfo=UTC), datetime(2026, 9, 5, tzinfo=UTC)]),
    minutes=st.integers(0, 5 * 24 * 2).map(lambda halves: halves * 30) | st.integers(0, 5 * 24 * 60),
    second=st.sampled_from([-1, 0, 1]),
)
def test_the_course_of_a_day_answers_as_each_window_does(
    hours: OpenHours, place: str, start: datetime, minutes: int, second: int
) -> None:
    check = HoursCheck(hours, ZoneInfo(place))
    at = start + timedelta(minutes=minutes, seconds=second)
    assert check.wait(at) == check.wait_slowly(at)
