"""What lies behind a case: talks that people had, what the bot tried, and the days past due of a year as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from cases.ledger import DEFAULT_BUCKETS, positions
from cases.model import Account
from outreach.casebook import ThreadLine, TimelineLine

ENDS: Final = frozenset({"HandedBack", "LeaseExpired", "Requeued"})
TOLD: Final = ("outcome", "agreed", "avoid")
UNASKED: Final = frozenset({"demand", "service"})
WENT: Final = frozenset({"sent", "delivered", "read", "unknown"})
STEP: Final = timedelta(days=7)
WIDTH: Final = 308
TOP: Final = 6
FLOOR: Final = 66
LEAST: Final = 45
"""So many days past due the drawing has room for at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTalk:
    """A time in which a person had the chat. ``outcome`` and ``agreed`` where it was handed back."""

    who: str
    began: datetime
    outcome: str | None = None
    agreed: str = ""
    avoid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the bot sent unasked, by channel: how many left, how many failed or were stopped, and the last."""

    channel: str
    sent: int
    stopped: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Days past due of a year: a path, bands of buckets from top to bottom, months, the highest and today's."""

    path: str
    bands: tuple[tuple[str, float, float], ...]
    months: tuple[tuple[float, date], ...]
    most: int
    now: int
    at: tuple[float, float]


def talks_of(log: Iterable[TimelineLine], names: Mapping[str, str]) -> tuple[PastTalk, ...]:
    """Talks that are over, the newest first."""
    return tuple(reversed(list(_talks(log, names))))


def _talks(log: Iterable[TimelineLine], names: Mapping[str, str]) -> Iterator[PastTalk]:
    running: PastTalk | None = None
    for line in log:
        if line.what == "Claimed":
            if running is not None:
                yield running
            login = line.facts["login"]
            running = PastTalk(who=names.get(login, login), began=line.at)
        elif line.what in ENDS and running is not None:
            back = line.what == "HandedBack"
            yield replace(running, **{name: line.facts[name] for name in TOLD} if back else {})
            running = None


def tried_by_bot(thread: Sequence[ThreadLine]) -> tuple[Tried, ...]:
    """By channel, what the bot sent that nobody had asked for, the most used first."""
    unasked = [line for line in thread if line.from_ == "bot" and line.direction == "out" and line.kind in UNASKED]
    found = []
    for channel in dict.fromkeys(line.channel for line in unasked):
        there = [line for line in unasked if line.channel == channel]
        sent = sum(line.state in WENT for line in there)
        last = max(line.at for line in there)
        found.append(Tried(channel=channel, sent=sent, stopped=len(there) - sent, last=last))
    return tuple(sorted(found, key=lambda each: -each.sent))


def lateness_of(accounts: Sequence[Account], today: date) -> Lateness | None:
    """The year up to today; None where nothing was late in it."""
    days = [today - STEP * back for back in range(52, -1, -1)]
    late = [positions(accounts, day).dpd for day in days] if accounts else [0]
    if not any(late):
        return None
    high = max(*late, LEAST)
    points = [(round(WIDTH * at / (len(days) - 1), 1), _height(dpd, high)) for at, dpd in enumerate(late)]
    return Lateness(
        path="M" + "L".join(f"{x} {y}" for x, y in points),
        bands=tuple(_bands(high)),
        months=tuple((points[at][0], days[at]) for at in range(0, len(days) - 4, 9)),
        most=max(late),
        now=late[-1],
        at=points[-1],
    )


def _bands(high: int) -> Iterator[tuple[str, float, float]]:
    """Name, top and height of each bucket that begins within the drawing."""
    starts = [(name, start) for name, start in DEFAULT_BUCKETS.bands if 0 < start <= high]
    for (name, start), end in zip(starts, [start for _, start in starts[1:]] + [high], strict=True):
        top = _height(end, high)
        yield name, top, round(_height(start, high) - top, 1)


def _height(dpd: int, high: int) -> float:
    return round(FLOOR - (FLOOR - TOP) * dpd / high, 1)
