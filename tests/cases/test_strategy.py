"""Which rung, when: local hours, several zones, tone that rises by one and rests after a payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Case, Channel
from cases.money import Money
from cases.strategy import Ladder, Segment, Step, Strategy, before, coming, local_instant, newest, permitted


def rung(dpd: int, tone: int) -> Step:
    return Step(id=f"d{dpd}", dpd=dpd, hour=time(10), channels=(Channel.SMS,), template="overdue_1", tone=tone)


RUNGS = tuple(rung(dpd, tone) for dpd, tone in ((-3, 0), (1, 1), (5, 1), (10, 2), (33, 3), (63, 4)))
LADDER = Ladder(name="standard", steps=RUNGS)
DUE = date(2026, 3, 10)
NEW_YORK = ("America/New_York",)
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "zones", "utc"),
    [
        (date(2026, 3, 6), NEW_YORK, datetime(2026, 3, 6, 15, tzinfo=UTC)),
        (date(2026, 3, 9), NEW_YORK, datetime(2026, 3, 9, 14, tzinfo=UTC)),
        (date(2026, 3, 9), ("America/New_York", "America/Chicago"), datetime(2026, 3, 9, 15, tzinfo=UTC)),
        (date(2026, 3, 9), (), datetime(2026, 3, 9, 10, tzinfo=UTC)),
        (date(2026, 3, 9), ("Asia/Kathmandu",), datetime(2026, 3, 9, 4, 15, tzinfo=UTC)),
    ],
)
def test_an_hour_is_that_of_the_borrower_in_all_their_zones(day: date, zones: tuple[str, ...], utc: datetime) -> None:
    assert local_instant(day, time(10), zones) == utc


@pytest.mark.parametrize(
    ("at", "late", "reached", "ahead"),
    [
        (datetime(2026, 3, 7, 14, tzinfo=UTC), False, None, "d-3"),
        (datetime(2026, 3, 7, 15, tzinfo=UTC), False, "d-3", "d1"),
        (datetime(2026, 3, 11, 13, 59, tzinfo=UTC), True, None, "d1"),
        (datetime(2026, 3, 11, 14, tzinfo=UTC), True, "d1", "d5"),
        (datetime(2026, 4, 2, 0, tzinfo=UTC), True, "d10", "d33"),
        (datetime(2027, 4, 2, 0, tzinfo=UTC), True, "d63", None),
    ],
)
def test_the_newest_rung_reached_and_the_one_ahead(
    at: datetime, late: bool, reached: str | None, ahead: str | None
) -> None:
    found = newest(LADDER, DUE, NEW_YORK, at, late=late)
    following = coming(LADDER, DUE, NEW_YORK, at)
    assert (found.id if found else None) == reached
    assert (following.step.id if following else None) == ahead


@pytest.mark.parametrize(
    ("last", "reached", "calm", "taken"),
    [
        (None, "d63", False, "d63"),
        ("d1", "d5", False, "d5"),
        ("d5", "d10", False, "d10"),
        ("d1", "d63", False, "d10"),
        ("d10", "d63", False, "d33"),
        ("d5", "d10", True, "d5"),
        ("d10", "d1", True, "d1"),
        ("d10", "d-3", True, "d-3"),
    ],
)
def test_tone_rises_by_one_and_not_at_all_while_it_is_calm(
    last: str | None, reached: str, calm: bool, taken: str
) -> None:
    step = LADDER.find(reached)
    assert step is not None
    case = Case(borrower_ref="B", calm_until=datetime(2026, 11, 25, tzinfo=UTC) if calm else None)
    found = permitted(LADDER, case, LADDER.find(last), step, NOW)
    assert found is not None
    assert found.id == taken


@given(st.lists(st.sampled_from(RUNGS[1:]), min_size=1, max_size=12))
def test_no_way_up_the_ladder_ever_jumps(reached: list[Step]) -> None:
    last: Step | None = None
    for step in reached:
        taken = permitted(LADDER, Case(borrower_ref="B"), last, step, NOW)
        if taken is not None:
            assert last is None or taken.tone <= last.tone + 1
            last = taken


def test_one_step_back_is_a_milder_tone_or_the_first_rung() -> None:
    assert [before(LADDER, step).id for step in RUNGS[1:]] == ["d1", "d1", "d5", "d10", "d33"]


def test_segments_are_asked_in_their_order() -> None:
    mild = replace(LADDER, name="mild", steps=(rung(2, 1),))
    strategy = Strategy(
        segments=(
            Segment(name="big", ladder="standard", least=Money(currency="USD", minor=50_000)),
            Segment(name="late spaniards", ladder="standard", buckets=("B2",), languages=("es",)),
            Segment(name="everybody", ladder="mild"),
        ),
        ladders=(LADDER, mild),
    )
    usd, euro = (Money(currency="USD", minor=50_000),), (Money(currency="EUR", minor=90_000),)
    assert strategy.ladder_for("B1", "en", usd) is LADDER
    assert strategy.ladder_for("B1", "en", euro) is mild
    assert strategy.ladder_for("B2", "es", euro) is LADDER
    assert strategy.ladder_for("B2", "en", ()) is mild


def test_a_rung_of_the_ladder_climbed_before_still_counts() -> None:
    mild = Ladder(name="mild", steps=(rung(2, 1),))
    strategy = Strategy(segments=(Segment(name="all", ladder="mild"),), ladders=(mild, LADDER))
    assert strategy.taken("d10", mild) == LADDER.find("d10")
    assert strategy.taken(None, mild) is None
