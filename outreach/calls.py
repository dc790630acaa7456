"""From each call for a person to the words that answered it: how long it took, whether in time, and who it was.

A call is answered by the first words of a person after it; where the chat was handed back without any, by its claim.
A call while a person holds the chat begins nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median
from typing import Any

from sqlalchemy import Connection, Row

from storage import calls

PREFIX = "collector:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call for a person. ``login`` is who answered; ``taken_at`` when somebody claimed it, or it ended."""

    case_id: int
    skill: str
    locale: str
    at: datetime
    due_by: datetime | None
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    login: str | None = None

    @property
    def took(self) -> timedelta | None:
        """From the call to the answer."""
        return self.answered_at - self.at if self.answered_at is not None else None

    def in_time(self, now: datetime) -> bool | None:
        """Whether it was answered by its time; None while that is open, or where no time was set."""
        if self.due_by is None:
            return None
        if self.answered_at is not None:
            return self.answered_at <= self.due_by
        return False if self.due_by < now else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How calls were answered. ``counted`` are those whose time was kept or is over: what the share is of."""

    calls: int
    counted: int
    in_time: int
    half: timedelta | None
    most: timedelta | None

    @property
    def share(self) -> float | None:
        """Share answered in time; None where nothing can be said yet."""
        return self.in_time / self.counted if self.counted else None


def calls_between(connection: Connection, since: datetime, until: datetime) -> list[Call]:
    """Every call of that stretch, with what came of it up to its end."""
    written = _by_case(calls.replies(connection, since, until))
    found: list[Call] = []
    for case_id, group in groupby(calls.custody_events(connection, since, until), lambda row: row.case_id):
        found += _of_case(list(group), written.get(case_id, ()))
    return found


def answered(found: Iterable[Call], now: datetime) -> Answered:
    """Counts, the median of the answers, and within what nine in ten came."""
    kept = list(found)
    verdicts = [verdict for call in kept if (verdict := call.in_time(now)) is not None]
    waits = sorted(took for call in kept if (took := call.took) is not None)
    return Answered(
        calls=len(kept),
        counted=len(verdicts),
        in_time=sum(verdicts),
        half=timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None,
        most=waits[max(0, -(-len(waits) * 9 // 10) - 1)] if waits else None,
    )


def _by_case(rows: Sequence[Row[Any]]) -> Mapping[int, Sequence[Row[Any]]]:
    return {case_id: list(group) for case_id, group in groupby(rows, lambda row: row.case_id)}


def _of_case(rows: Sequence[Row[Any]], written: Sequence[Row[Any]]) -> Iterator[Call]:
    """The calls of one case in their order."""
    times = [row.at for row in written]
    open_call: Call | None = None
    held = False
    for row in rows:
        if row.type == "PersonRequested" and not held and open_call is None:
            open_call = _call(row)
        elif row.type == "Claimed":
            held = True
            if open_call is not None and open_call.taken_at is None:
                open_call = replace(open_call, taken_at=row.at)
        elif row.type == "HandedBack":
            if open_call is not None:
                yield _closed(open_call, written, times, row.at)
            open_call, held = None, False
        elif row.type in ("LeaseExpired", "Requeued"):
            held = False
            if open_call is not None and _first(written, times, open_call.at) is None:
                open_call = replace(open_call, taken_at=None)
    if open_call is not None:
        yield _closed(open_call, written, times, None)


def _call(row: Row[Any]) -> Call:
    due_by = row.payload.get("due_by")
    return Call(
        case_id=row.case_id,
        skill=row.payload["skill"],
        locale=row.locale,
        at=row.at,
        due_by=datetime.fromisoformat(due_by) if due_by else None,
    )


def _first(written: Sequence[Row[Any]], times: Sequence[datetime], since: datetime) -> Row[Any] | None:
    place = bisect_left(times, since)
    return written[place] if place < len(written) else None


def _closed(call: Call, written: Sequence[Row[Any]], times: Sequence[datetime], ended: datetime | None) -> Call:
    """The call with its answer: the first words of a person, in so far as they came before it ended."""
    reply = _first(written, times, call.at)
    if reply is not None and (ended is None or reply.at <= ended):
        return replace(
            call,
            answered_at=reply.at,
            login=reply.actor.removeprefix(PREFIX),
            taken_at=call.taken_at or reply.at,
        )
    if ended is not None:
        return replace(call, answered_at=call.taken_at or ended, taken_at=call.taken_at or ended)
    return call
