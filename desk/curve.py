"""Waiting through the day as a drawing: paths of an SVG, its grid and its hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from desk.looks import clock
from outreach.daylight import Moment

LEFT: Final = 30
RIGHT: Final = 806
TOP: Final = 8
FLOOR: Final = 128
STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
LINES: Final = 4
HOURS: Final = 6
"""So many times of day are written at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """``waiting`` and ``late`` are paths, ``grid`` heights with their numbers, ``hours`` places with their times."""

    waiting: str
    area: str
    late: str
    grid: tuple[tuple[float, int], ...]
    hours: tuple[tuple[float, str], ...]
    since: str
    most: Moment
    now: Moment


def curve_of(moments: Sequence[Moment], zone: str) -> Curve:
    """The drawing of these moments, the last of which is now."""
    there = ZoneInfo(zone)
    most = max(moments, key=lambda each: each.waiting)
    step = next((each for each in STEPS if each * LINES >= most.waiting), STEPS[-1])
    high = max(step * LINES, most.waiting)
    places = [_across(each.at, moments) for each in moments]
    waiting = [(x, _height(each.waiting, high)) for x, each in zip(places, moments, strict=True)]
    late = [(x, _height(each.late, high)) for x, each in zip(places, moments, strict=True)]
    every = max(1, -(-len(moments) // HOURS))
    return Curve(
        waiting=_path(waiting),
        area=_closed(waiting),
        late=_closed(late),
        grid=tuple((_height(number, high), number) for number in range(0, step * LINES + 1, step)),
        hours=tuple((places[at], clock(moments[at].at, there)) for at in range(0, max(1, len(moments) - 1), every)),
        since=clock(moments[0].at, there),
        most=most,
        now=moments[-1],
    )


def _across(at: datetime, moments: Sequence[Moment]) -> float:
    whole = (moments[-1].at - moments[0].at).total_seconds() or 1
    return round(LEFT + (RIGHT - LEFT) * (at - moments[0].at).total_seconds() / whole, 1)


def _height(number: int, high: int) -> float:
    return round(FLOOR - (FLOOR - TOP) * number / high, 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _closed(points: Sequence[tuple[float, float]]) -> str:
    return f"{_path([(points[0][0], FLOOR), *points, (points[-1][0], FLOOR)])}Z"
