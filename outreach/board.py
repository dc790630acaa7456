"""The supervisors' board: who waits, who answers, what left, what did not and why, what promises came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from outreach.policies import packs_folder
from outreach.policyreview import Due, due
from outreach.runtime import Runtime
from storage import board

DAY: Final = timedelta(hours=24)
SOON: Final = timedelta(minutes=5)
PROMISE_DAYS: Final = timedelta(days=30)
LEFT: Final = frozenset({"sent", "delivered", "read"})
SETTLED: Final = ("kept", "partly_kept", "broken", "reversed")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """Who waits with one skill."""

    skill: str
    waiting: int
    since: datetime | None
    soon: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """What one colleague holds and wrote in the last 24 hours."""

    login: str
    name: str
    role: str
    chats: int
    lease_until: datetime | None
    replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """What became of the texts of one channel in the last 24 hours."""

    channel: str
    left: int
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything on it, as of ``at``. ``held`` is now, ``denied`` and ``skipped`` the last 24 hours, by rule.

    ``reviews`` are policy packs past their review date.
    """

    at: datetime
    custody: Mapping[str, int]
    queues: Sequence[QueueLine]
    people: Sequence[PersonLine]
    channels: Sequence[ChannelLine]
    held: Sequence[tuple[str | None, int]]
    denied: Sequence[tuple[str | None, int]]
    skipped: Sequence[tuple[str | None, int]]
    promises: Mapping[str, int]
    reviews: Sequence[Due]

    @property
    def since(self) -> datetime | None:
        """Since when the longest waits."""
        return min((line.since for line in self.queues if line.since), default=None)

    @property
    def late(self) -> int:
        """How many wait longer than they should."""
        return sum(line.late for line in self.queues)

    @property
    def left(self) -> int:
        """Texts that left in the last 24 hours."""
        return sum(line.left for line in self.channels)

    @property
    def kept_share(self) -> float | None:
        """Share of the promises of 30 days, those that came to an end, that were kept."""
        settled = sum(self.promises.get(state, 0) for state in SETTLED)
        return self.promises.get("kept", 0) / settled if settled else None


def board_of(runtime: Runtime) -> Board:
    """The board at this moment."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        queues = board.queues(connection, now, now + SOON)
        people = board.collectors(connection, now - DAY)
        return Board(
            at=now,
            custody=board.custody(connection),
            queues=tuple(
                QueueLine(
                    skill=row.skill or "general", waiting=row.waiting, since=row.since, soon=row.soon, late=row.late
                )
                for row in queues
            ),
            people=tuple(
                PersonLine(
                    login=row.login,
                    name=row.name,
                    role=row.role,
                    chats=row.chats or 0,
                    lease_until=row.lease_until,
                    replies=row.replies or 0,
                )
                for row in people
            ),
            channels=_channels(board.outcomes(connection, now - DAY)),
            held=board.stopped(connection, "held", None),
            denied=board.stopped(connection, "denied", now - DAY),
            skipped=board.stopped(connection, "skipped", now - DAY),
            promises=board.promise_states(connection, (now - PROMISE_DAYS).date()),
            reviews=_past_review(runtime, now.date()),
        )


def _past_review(runtime: Runtime, today: date) -> tuple[Due, ...]:
    folder = packs_folder(runtime.settings)
    return tuple(each for each in due(runtime.settings, folder, today) if each.past)


def _channels(outcomes: Sequence[tuple[str, str, int]]) -> tuple[ChannelLine, ...]:
    by_channel: dict[str, dict[str, int]] = {}
    for channel, state, many in outcomes:
        by_channel.setdefault(channel, {})[state] = many
    return tuple(
        ChannelLine(
            channel=channel,
            left=sum(many for state, many in states.items() if state in LEFT),
            failed=states.get("failed", 0),
            unknown=states.get("unknown", 0),
        )
        for channel, states in sorted(by_channel.items())
    )
