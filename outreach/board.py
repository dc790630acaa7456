"""The supervisors' board, block by block: who waits, who answers and how fast, what left, what did not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from outreach import duty
from outreach.calls import PREFIX, Answered, answered, calls_between
from outreach.duty import Colleague
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
    """Who waits with one skill in one language, and how calls like these were answered in 24 hours.

    ``there``: names of colleagues on duty whom these chats can reach.
    """

    skill: str
    locale: str
    waiting: int
    since: datetime | None
    soon: int
    late: int
    there: tuple[str, ...]
    answers: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A colleague with the chats they hold (ref and name), what waits there longest, and what they did in 24 hours."""

    colleague: Colleague
    chats: tuple[tuple[str, str], ...]
    waits_since: datetime | None
    replies: int
    promises: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """What became of the texts of one channel in the last 24 hours."""

    channel: str
    left: int
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The line of figures, as of ``at``. ``there`` of ``people`` are on duty; with ``taken`` of ``places``.

    ``since`` and ``where`` (skill and language): the longest wait.
    """

    at: datetime
    custody: Mapping[str, int]
    since: datetime | None
    where: tuple[str, str] | None
    late: int
    answers: Answered
    there: int
    people: int
    taken: int
    places: int
    promises: Mapping[str, int]

    @property
    def kept_share(self) -> float | None:
        """Share of the promises of 30 days, those that came to an end, that were kept."""
        settled = self.settled
        return self.promises.get("kept", 0) / settled if settled else None

    @property
    def settled(self) -> int:
        """How many promises of 30 days came to an end."""
        return sum(self.promises.get(state, 0) for state in SETTLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """What did not leave, by rule: ``held`` now; ``denied`` and ``skipped`` in the last 24 hours."""

    held: Sequence[tuple[str | None, int]]
    denied: Sequence[tuple[str | None, int]]
    skipped: Sequence[tuple[str | None, int]]


def figures_of(runtime: Runtime) -> Figures:
    """The line of figures at this moment."""
    now = runtime.clock.now()
    there = duty.colleagues(runtime)
    with runtime.db.reading() as connection:
        waiting = board.queues(connection, now, now + SOON)
        longest = next((row for row in waiting if row.since is not None), None)
        return Figures(
            at=now,
            custody=board.custody(connection),
            since=longest.since if longest else None,
            where=(longest.skill or "general", longest.locale) if longest else None,
            late=sum(row.late for row in waiting),
            answers=answered(calls_between(connection, now - DAY, now), now),
            there=sum(each.there for each in there),
            people=len(there),
            taken=sum(each.chats for each in there if each.there),
            places=sum(each.capacity for each in there if each.there),
            promises=board.promise_states(connection, (now - PROMISE_DAYS).date()),
        )


def queues_of(runtime: Runtime) -> tuple[QueueLine, ...]:
    """Every queue that somebody waits in, or that had calls in the last 24 hours; the longest wait first."""
    now = runtime.clock.now()
    there = [each for each in duty.colleagues(runtime) if each.there]
    with runtime.db.reading() as connection:
        rows = board.queues(connection, now, now + SOON)
        found = calls_between(connection, now - DAY, now)
    waiting = {(row.skill or "general", row.locale): row for row in rows}
    places = [*waiting, *sorted({(call.skill, call.locale) for call in found} - set(waiting))]
    lines = []
    for skill, locale in places:
        row = waiting.get((skill, locale))
        mine = [call for call in found if (call.skill, call.locale) == (skill, locale)]
        lines.append(
            QueueLine(
                skill=skill,
                locale=locale,
                waiting=row.waiting if row else 0,
                since=row.since if row else None,
                soon=row.soon if row else 0,
                late=row.late if row else 0,
                there=tuple(each.name for each in there if _reaches(each, skill, locale)),
                answers=answered(mine, now),
            )
        )
    return tuple(lines)


def _reaches(colleague: Colleague, skill: str, locale: str) -> bool:
    skilled = not colleague.skills or skill in colleague.skills
    return skilled and (not colleague.locales or locale in colleague.locales)


def people_of(runtime: Runtime) -> tuple[PersonLine, ...]:
    """Everybody who answers borrowers, who is there first."""
    since = runtime.clock.now() - DAY
    colleagues = duty.colleagues(runtime)
    with runtime.db.reading() as connection:
        waits, written = board.unanswered(connection), board.written(connection, since)
        promised, held = board.promised(connection, since), board.held(connection)
    return tuple(
        PersonLine(
            colleague=each,
            chats=tuple((row.ref, row.name) for row in held if row.holder == each.login),
            waits_since=waits.get(each.login),
            replies=written.get(PREFIX + each.login, 0),
            promises=promised.get(f"user:{each.login}", 0),
        )
        for each in colleagues
    )


def stopped_of(runtime: Runtime) -> Stopped:
    """What is held, was denied and was overtaken, the most first."""
    since = runtime.clock.now() - DAY
    with runtime.db.reading() as connection:
        return Stopped(
            held=board.stopped(connection, "held", None),
            denied=board.stopped(connection, "denied", since),
            skipped=board.stopped(connection, "skipped", since),
        )


def channels_of(runtime: Runtime) -> tuple[ChannelLine, ...]:
    """What became of texts in the last 24 hours, by channel."""
    with runtime.db.reading() as connection:
        outcomes = board.outcomes(connection, runtime.clock.now() - DAY)
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


def past_review(runtime: Runtime) -> tuple[Due, ...]:
    """Policy packs past their review date."""
    today: date = runtime.clock.now().date()
    return tuple(each for each in due(runtime.settings, packs_folder(runtime.settings), today) if each.past)
