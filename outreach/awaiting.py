"""While a person is awaited: how long it takes, on what grounds, and when people answer at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from cases.model import Channel, CustodyState
from cases.say import Phrase
from outreach import desk_hours, waiting_time
from outreach.casefile import open_file
from outreach.creditors import sender_of
from outreach.runtime import Runtime, zones_of
from outreach.spoken import officer_values
from outreach.work import Work
from storage import casefiles

JOINING = frozenset({"person.joining", "person.joining_named"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """``length`` is a measured wait in words, empty where none is known; ``line`` says the wait with its grounds.

    ``days`` are those on which people answer (0 is Monday), from ``opens`` to ``closes`` in ``zone``.
    """

    line: str
    length: str
    at: datetime
    days: tuple[int, ...]
    opens: time
    closes: time
    zone: ZoneInfo


def awaited(runtime: Runtime, borrower_id: int) -> Awaited | None:
    """The wait as it is now; None where nobody is awaited."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        if case_id is None:
            return None
        work = Work(connection, runtime, case_id, now, file=open_file(connection, case_id, now, lock=False))
        if work.case.custody.state is not CustodyState.QUEUED:
            return None
        phrase = _wait(work)
    speaker = runtime.words.speaker(
        locale=work.file.borrower.locale,
        channel=Channel.WEBCHAT,
        today=work.file.today,
        zone=zones_of(work.file.borrower)[0],
    )
    desk = runtime.settings.desk
    measured = Phrase(key="count.minutes", values=phrase.values) if phrase.key in JOINING else None
    return Awaited(
        line=speaker.phrase(phrase, officer_values(sender_of(runtime, work.file).officer)).strip(),
        length=speaker.phrase(measured, {}) if measured else "",
        at=now,
        days=tuple(number for number, day in enumerate(desk_hours.DAYS) if day in desk.days),
        opens=time.fromisoformat(desk.opens),
        closes=time.fromisoformat(desk.closes),
        zone=ZoneInfo(desk.zone),
    )


def _wait(work: Work) -> Phrase:
    hours = desk_hours.state(work.runtime.settings.desk, work.now)
    closed = Phrase(key="person.closed", values={"at": hours.opens_at})
    return waiting_time.wait_line(work) if hours.open else closed
