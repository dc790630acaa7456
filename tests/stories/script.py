"""The text of a story: how its lines are read, and how what really happened is held against it.

A story is a transcript that a collector can read and correct::

    About: James pays late and says when.
    Begins: Fri 2026-11-20 08:00 America/New_York
    Person: James verified=sms
    Lender: Roble

    -- Sat 2026-11-21 10:00
    SMS Bot: Alder Finance, Dana Reed's team: $186.40 due Fri, Nov 20 …
    SMS James: 3
    TG James: (opens the link)
    TG James: [pick a date]
    [James pays 120.00]
    = dpd 1, treatment outreach

``Lender`` names one of the cast's, if the words are not Alder's; its officer is who works at the desk.
``--`` lets time pass, as `forbear tick` does. A line of a person is done; a line of the bot is awaited, word for word,
with ``…`` for whatever comes there (links). Buttons stand behind a text in brackets. ``[ ]`` is done by the lender, by
providers or at the desk, ``=`` asks the case. ``{ }`` is a text that did not leave, with the reason. Lines with ``#``
and empty lines are for people. Nothing else may arrive.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANYTHING = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as written: its head, and its lines without remarks."""

    name: str
    begins: datetime
    person: str
    changes: dict[str, str]
    telegram: str
    lender: str
    lines: tuple[str, ...]


def read_story(path: Path) -> Story:
    """The story of this file. Raises ValueError where its head is not complete or names a wrong weekday."""
    head_text, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = dict(_field(line) for line in head_text.splitlines() if not line.startswith("#"))
    *when, zone = head["Begins"].split()
    person, *changes = head["Person"].split()
    return Story(
        name=path.stem,
        begins=moment(" ".join(when), ZoneInfo(zone)),
        person=person,
        changes=dict(_pair(change) for change in changes),
        telegram=head.get("Telegram", "polling"),
        lender=head.get("Lender", "Alder"),
        lines=tuple(line.strip() for line in body.splitlines() if line.strip() and not line.startswith("#")),
    )


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name, value.strip()


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def moment(text: str, zone: ZoneInfo) -> datetime:
    """``Fri 2026-11-20 08:00`` there. Raises ValueError where the weekday is another."""
    weekday, day, clock = text.split()
    at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)
    if WEEKDAYS[at.weekday()] != weekday:
        raise ValueError(f"{day} is a {WEEKDAYS[at.weekday()]}, not a {weekday}")
    return at


def told(at: datetime) -> str:
    """A moment as stories write it."""
    return f"{WEEKDAYS[at.weekday()]} {at:%Y-%m-%d %H:%M}"


def fits(written: str, happened: str) -> bool:
    """Whether this is what was written, ``…`` standing for anything."""
    pattern = ".*".join(re.escape(part) for part in written.split(ANYTHING))
    return re.fullmatch(pattern, happened) is not None


def differences(written: Sequence[str], happened: Sequence[str]) -> str:
    """Nothing where the story went as written; else all of it with ``-`` what was written, ``+`` what happened."""
    if len(written) == len(happened) and all(map(fits, written, happened)):
        return ""
    return "\n".join(_marked(written, list(_as_written(written, happened))))


def _as_written(written: Sequence[str], happened: Sequence[str]) -> Iterator[str]:
    """What happened, in the writing of the line that it fits, so that only real differences show."""
    for line in happened:
        yield next((each for each in written if ANYTHING in each and fits(each, line)), line)


def _marked(written: Sequence[str], happened: Sequence[str]) -> Iterator[str]:
    for line in difflib.ndiff(written, happened):
        if not line.startswith("?"):
            yield line
