"""A provider with a book of its own, in which a test counts afterwards: what went, where and when. Not our tables."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from cases.model import Channel
from channels.base import ErrorKind, Outgoing, SendError

ZONE = ZoneInfo("America/New_York")
PER_DAY, PER_WEEK, WEEK = 1, 3, 7
"""The caps of the house pack: demands on a local date, and on seven of them."""


class Outcome(StrEnum):
    """What a provider does with a text."""

    TAKEN = "taken"
    SILENT = "taken, and the answer is lost"
    LOST = "never arrived, and nobody knows"
    RETRY = "refused, try again"
    BUSY = "refused, too many"
    DIES = "taken, and the sender dies"
    DIES_BEFORE = "the sender dies before it is taken"


WENT = frozenset({Outcome.TAKEN, Outcome.SILENT, Outcome.DIES})
ERRORS: Mapping[Outcome, ErrorKind] = {
    Outcome.SILENT: ErrorKind.UNKNOWN,
    Outcome.LOST: ErrorKind.UNKNOWN,
    Outcome.RETRY: ErrorKind.RETRY,
    Outcome.BUSY: ErrorKind.THROTTLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One text in the provider's book."""

    address: str
    at: datetime
    message_id: int


class BookedChannel:
    """Writes what it takes into a file that several processes share, a line each, and then does as it likes."""

    provider: str | None = "booked"
    buttons = True
    pictures = False
    on = True
    missing: tuple[str, ...] = ()

    def __init__(
        self,
        name: Channel,
        book: Path,
        now: Callable[[], datetime],
        mood: Random,
        outcomes: Iterable[Outcome] = (Outcome.TAKEN,),
    ) -> None:
        self.name = name
        self.book = book
        self.now = now
        self.mood = mood
        self.outcomes = tuple(outcomes)

    async def send(self, outgoing: Outgoing) -> str | None:
        """Take it, or not; answer, or not."""
        outcome = self.mood.choice(self.outcomes)
        if outcome in WENT:
            line = {"address": outgoing.address, "at": self.now().isoformat(), "message_id": outgoing.message_id}
            handle = os.open(self.book, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(handle, (json.dumps(line) + "\n").encode())
            os.close(handle)
        if outcome in (Outcome.DIES, Outcome.DIES_BEFORE):
            os._exit(9)
        if outcome in ERRORS:
            raise SendError(ERRORS[outcome], outcome.value)
        return f"{self.name}-{outgoing.message_id}"

    async def close(self) -> None:
        """Nothing to give back."""


def read_book(book: Path) -> list[Taken]:
    """Everything that went."""
    lines = book.read_text().splitlines() if book.exists() else []
    rows = [json.loads(line) for line in lines]
    return [
        Taken(address=row["address"], at=datetime.fromisoformat(row["at"]), message_id=row["message_id"])
        for row in rows
    ]


def too_many(taken: Iterable[Taken], person_at: Callable[[str], str]) -> list[str]:
    """The slow counter: every day and every seven days of everybody, one by one; what exceeds a cap, in words."""
    days: dict[str, list[int]] = defaultdict(list)
    for each in taken:
        days[person_at(each.address)].append(each.at.astimezone(ZONE).date().toordinal())
    wrong = []
    for person, on in days.items():
        for day in range(min(on), max(on) + 1):
            if on.count(day) > PER_DAY:
                wrong.append(f"{person}: {on.count(day)} in one day")
            if sum(day <= each < day + WEEK for each in on) > PER_WEEK:
                wrong.append(f"{person}: too many in a week")
    return wrong
