"""In which order people who wait are answered, and the reason that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.ranking import Waiting, ranked

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FIRST = Waiting(
    case_id=1,
    mine=False,
    skill="general",
    priority=1,
    due_by=NOW + timedelta(hours=1),
    queued_at=NOW - timedelta(minutes=5),
    arrears=[["USD", 10_000]],
    oldest_due_on=date(2026, 11, 10),
)


def other(**changes: object) -> Waiting:
    return replace(FIRST, case_id=2, **changes)  # type: ignore[arg-type]


def order(*rows: Waiting) -> list[int]:
    return [each.waiting.case_id for each in ranked(rows, NOW)]


@pytest.mark.parametrize(
    "before",
    [
        {"mine": True},
        {"priority": 2},
        {"due_by": NOW + timedelta(minutes=5)},
        {"due_by": NOW - timedelta(minutes=1)},
        {"arrears": [["USD", 40_000]]},
        {"arrears": [["USD", 10_000], ["MXN", 100_000]]},
        {"oldest_due_on": date(2026, 11, 20), "arrears": [["USD", 10_001]]},
        {"queued_at": NOW - timedelta(minutes=50)},
    ],
)
def test_goes_before_the_first(before: dict[str, object]) -> None:
    assert order(FIRST, other(**before)) == [2, 1]


@pytest.mark.parametrize(
    "after",
    [
        {"priority": 0},
        {"due_by": None},
        {"due_by": NOW + timedelta(hours=5)},
        {"arrears": []},
        {"oldest_due_on": date(2026, 3, 1)},
    ],
)
def test_goes_after_the_first(after: dict[str, object]) -> None:
    assert order(other(**after), FIRST) == [1, 2]


def test_a_large_amount_waits_behind_a_near_time_to_answer() -> None:
    near = other(due_by=NOW + timedelta(minutes=9), arrears=[["USD", 1]])
    assert order(replace(FIRST, arrears=[["USD", 9_000_000]]), near) == [2, 1]


def test_despair_goes_before_every_priority() -> None:
    assert order(replace(FIRST, priority=9, due_by=NOW - timedelta(days=1)), other(skill="distress", priority=3)) == [
        2,
        1,
    ]


def test_amounts_are_compared_within_their_currency() -> None:
    """100 dollars among dollars weigh as much as 2,000 pesos among pesos: no rate is needed."""
    pesos = [replace(FIRST, case_id=number, arrears=[["MXN", 200_000]]) for number in (3, 4)]
    dollars = [FIRST, replace(FIRST, case_id=2, arrears=[["USD", 10_000]])]
    assert order(*pesos, *dollars) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"skill": "distress", "priority": 3}, "despair"),
        ({"priority": 2}, "priority"),
        ({"due_by": NOW - timedelta(seconds=1)}, "late"),
        ({"due_by": NOW + timedelta(minutes=3)}, "soon"),
        ({"arrears": [["USD", 90_000]]}, "worth"),
        ({}, "wait"),
    ],
)
def test_the_reason_is_what_put_them_there(changes: dict[str, object], reason: str) -> None:
    told = {each.waiting.case_id: each.reason for each in ranked([FIRST, other(**changes)], NOW)}
    assert told[2] == reason


@given(st.permutations([replace(FIRST, case_id=number, priority=number % 3) for number in range(8)]))
def test_the_order_does_not_hang_on_how_rows_came(rows: list[Waiting]) -> None:
    assert order(*rows) == order(*sorted(rows, key=lambda row: row.case_id))
