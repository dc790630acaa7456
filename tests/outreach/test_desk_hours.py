"""When people answer, told honestly in the desk's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from outreach.desk_hours import state
from outreach.settings import DeskSettings

DESK = DeskSettings()
"""New York, Monday to Friday, nine to six, half an hour to answer."""


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "is_open", "opens_at", "answer_by"),
    [
        (utc(24, 15), True, utc(24, 15), utc(24, 15, 30)),
        (utc(24, 13, 59), False, utc(24, 14), utc(24, 14, 30)),
        (utc(24, 14), True, utc(24, 14), utc(24, 14, 30)),
        (utc(24, 23), False, utc(25, 14), utc(25, 14, 30)),
        (utc(27, 23, 30), False, utc(30, 14), utc(30, 14, 30)),
        (utc(28, 15), False, utc(30, 14), utc(30, 14, 30)),
        (utc(24, 22, 50), True, utc(24, 22, 50), utc(25, 14, 20)),
        (utc(27, 22, 45), True, utc(27, 22, 45), utc(30, 14, 15)),
    ],
)
def test_open_closed_and_by_when_somebody_answers(
    now: datetime, is_open: bool, opens_at: datetime, answer_by: datetime
) -> None:
    found = state(DESK, now)
    assert (found.open, found.opens_at, found.answer_by) == (is_open, opens_at, answer_by)


def test_nine_o_clock_is_nine_o_clock_in_summer_too() -> None:
    found = state(DESK, datetime(2026, 7, 6, 12, tzinfo=UTC))
    assert (found.open, found.opens_at) == (False, datetime(2026, 7, 6, 13, tzinfo=UTC))


LUNCH = DeskSettings(pauses=["12:30-13:30"], days_off=[date(2026, 11, 25)], holidays="US")
"""Thanksgiving is Thursday the 26th; the Wednesday before it the lender keeps free."""


@pytest.mark.parametrize(
    ("now", "is_open", "opens_at", "answer_by"),
    [
        (utc(24, 15), True, utc(24, 15), utc(24, 15, 30)),
        (utc(24, 17, 20), True, utc(24, 17, 20), utc(24, 18, 50)),
        (utc(24, 17, 30), False, utc(24, 18, 30), utc(24, 19)),
        (utc(24, 23), False, utc(27, 14), utc(27, 14, 30)),
        (utc(26, 15), False, utc(27, 14), utc(27, 14, 30)),
    ],
)
def test_pauses_days_off_and_holidays_are_no_time_of_work(
    now: datetime, is_open: bool, opens_at: datetime, answer_by: datetime
) -> None:
    found = state(LUNCH, now)
    assert (found.open, found.opens_at, found.answer_by) == (is_open, opens_at, answer_by)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"pauses": ["lunch"]}, "like 12:30-13:30"),
        ({"pauses": ["13:00-12:00"]}, "ends before it begins"),
        ({"pauses": ["08:00-10:00"]}, "between opens and closes"),
        ({"pauses": ["12:00-13:00", "12:30-14:00"]}, "one after the other"),
        ({"pauses": ["09:00-10:00"]}, "move opens or closes"),
        ({"pauses": ["17:00-18:00"]}, "move opens or closes"),
        ({"holidays": "XX"}, "no holidays of 'XX'"),
        ({"holidays": "US-ZZ"}, "no holidays of 'US-ZZ'"),
        ({"days_off": ["Christmas"]}, "days_off"),
    ],
)
def test_hours_that_make_no_sense_are_refused(settings: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        DeskSettings.model_validate(settings)
