"""A story that went otherwise than written is found out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.stories.script import differences, moment, told

WRITTEN = ("SMS James: hello", "SMS Bot: see https://…/x now", "= dpd 1")


def test_what_went_as_written_has_no_differences() -> None:
    assert differences(WRITTEN, ["SMS James: hello", "SMS Bot: see https://a.example/x now", "= dpd 1"]) == ""


@pytest.mark.parametrize(
    "happened",
    [
        ["SMS James: hello", "= dpd 1"],
        ["SMS James: hello", "SMS Bot: see https://a.example/x now", "SMS Bot: again", "= dpd 1"],
        ["SMS James: hello", "SMS Bot: see https://a.example/x then", "= dpd 1"],
        ["SMS Bot: see https://a.example/x now", "SMS James: hello", "= dpd 1"],
    ],
)
def test_a_missing_another_or_a_changed_line_is_told(happened: list[str]) -> None:
    assert any(line.startswith(("+", "-")) for line in differences(WRITTEN, happened).splitlines())


def test_a_moment_with_a_wrong_weekday_is_refused() -> None:
    zone = ZoneInfo("America/New_York")
    assert told(moment("Sat 2026-11-21 10:00", zone)) == "Sat 2026-11-21 10:00"
    with pytest.raises(ValueError, match="is a Sat"):
        moment("Sun 2026-11-21 10:00", zone)
