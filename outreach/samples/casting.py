"""The cast as people: names, birth dates, addresses, zones and the dates their stories turn on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from cases.strategy import Strategy
from outreach.samples.cast import CAST, Role
from outreach.samples.names import names
from outreach.samples.places import PLACES
from outreach.samples.stage import Player, next_day_at

TELEGRAM_IDS: Final = 900_000_000
FIRST_NUMBER: Final = 1000
HISTORY: Final = timedelta(days=28)
TEN: Final = time(10)


def cast(now: datetime, seed: int, strategy: Strategy) -> tuple[Player, ...]:
    """Sixty people, the same for the same seed and moment."""
    random = Random(seed)  # noqa: S311  # invented people, no secrets
    pools = {place.locale: names(place.locale, random) for place in PLACES.values()}
    numbers: Counter[str] = Counter()
    players = []
    for number, role in enumerate(CAST, start=1):
        place = PLACES[role.place]
        numbers[place.country] += 1
        zones = tuple(place.zones[number % len(place.zones)].split("|"))
        due_on = _due_on(role, zones, now, strategy)
        players.append(
            Player(
                role=role,
                ref=f"B-{FIRST_NUMBER + number}",
                name=next(pools[place.locale]),
                phone=place.phone.format(numbers[place.country]),
                telegram_id=TELEGRAM_IDS + number,
                zones=zones,
                born_on=date(random.randrange(1958, 2001), random.randrange(1, 13), random.randrange(1, 29)),
                due_on=due_on,
                first_day=_first_day(due_on, zones, now),
            )
        )
    return tuple(players)


def _today(zones: tuple[str, ...], now: datetime) -> date:
    """The date where they are; with several zones the earliest."""
    return next_day_at(time(0), zones, now) - timedelta(days=1)


def _due_on(role: Role, zones: tuple[str, ...], now: datetime, strategy: Strategy) -> date:
    if role.rings is None:
        return _today(zones, now) - timedelta(days=role.late)
    hours = {step.dpd: step.hour for ladder in strategy.ladders for step in ladder.steps}
    return next_day_at(hours.get(role.rings, TEN), zones, now) - timedelta(days=role.rings)


def _first_day(due_on: date, zones: tuple[str, ...], now: datetime) -> date:
    """The first day late, or that of the opening import for who was late before it."""
    return max(due_on + timedelta(days=1), _today(zones, now - HISTORY))
