"""Counting SMS segments."""

from __future__ import annotations

import pytest

from outreach.segments import Segments, for_sms, segments


@pytest.mark.parametrize(
    ("text", "encoding", "count", "units"),
    [
        ("a" * 160, "GSM-7", 1, 160),
        ("a" * 161, "GSM-7", 2, 161),
        ("a" * 306, "GSM-7", 2, 306),
        ("a" * 307, "GSM-7", 3, 307),
        ("€" * 80, "GSM-7", 1, 160),
        ("€" * 81, "GSM-7", 2, 162),
        ("é ñ ü ¿ ¡", "GSM-7", 1, 9),
        ("Lucía", "UCS-2", 1, 5),
        ("я" * 70, "UCS-2", 1, 70),
        ("я" * 71, "UCS-2", 2, 71),
        ("я" * 134, "UCS-2", 2, 134),
        ("я" * 135, "UCS-2", 3, 135),
        ("😀" * 35, "UCS-2", 1, 70),
        ("", "GSM-7", 1, 0),
    ],
)
def test_it_counts_as_a_phone_network_does(text: str, encoding: str, count: int, units: int) -> None:
    found = segments(text)
    assert (found.encoding, found.count, found.units) == (encoding, count, units)


def test_a_character_of_two_units_is_not_split_between_parts() -> None:
    assert segments("a" * 152 + "€" + "a" * 152) == Segments(encoding="GSM-7", count=3, units=306)


def test_no_break_spaces_never_reach_an_sms() -> None:
    assert for_sms("1\u00a0204,50\u202f₽") == "1 204,50 ₽"


def test_typographic_marks_go_where_they_alone_cost_a_segment() -> None:
    assert for_sms("We’ve – noted “it”…") == 'We\'ve - noted "it"...'


def test_typographic_marks_stay_where_the_text_is_ucs2_anyway() -> None:
    assert for_sms("回复“人工”") == "回复“人工”"
