"""Doubtful readings before a supervisor's eye: confirmed, corrected or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import Row

import understanding
from cases.reading import AmountRead, DateRead, Intent
from outreach.desk_work import working
from outreach.people import Person, Role
from outreach.readings import CORRECTED, OPEN, kept_as
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime, local_date
from outreach.second_opinion import Where
from storage import readings, traffic
from understanding.outside import INTENTS, shown

State = Literal["open", "confirmed", "corrected", "aside", "all"]
Verdict = Literal["confirm", "correct", "aside", "reopen"]
PAGE: Final = 50
MOST_AT_ONCE: Final = 500
SUPERVISORS: Final = frozenset({Role.SUPERVISOR})
PEOPLE: Final = frozenset({Role.SUPERVISOR, Role.COLLECTOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A message and what was heard in it. ``spans`` are the pieces that values were read in.

    ``perhaps`` is what it may mean instead or besides, ``second`` what another reader chose, ``proposed`` what a
    collector says, ``settled`` what was decided. ``meant`` is what it counts as now.
    """

    id: int
    message_id: int
    at: datetime
    ref: str
    channel: str
    locale: str
    text: str
    intent: Intent
    confidence: float
    perhaps: tuple[Intent, ...]
    rights: tuple[Intent, ...]
    amounts: tuple[AmountRead, ...]
    dates: tuple[DateRead, ...]
    shares: tuple[str, ...]
    spans: tuple[str, ...]
    reason: str
    second: Intent | None
    state: str
    proposed: Intent | None
    proposed_by: str | None
    settled: Intent | None
    settled_by: str | None
    settled_at: datetime | None

    @property
    def meant(self) -> Intent:
        """What was decided, else what a colleague says, else what was heard; as the outside knows it."""
        return shown(self.settled or self.proposed or self.intent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which readings are wanted. ``before`` is the id of the last one that was seen."""

    state: State = "open"
    locale: str | None = None
    intent: Intent | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A page of readings, the newest first, and how many there are by state. ``more``: where the next page begins."""

    rows: tuple[ReadingView, ...]
    counts: Mapping[str, int]
    locales: tuple[str, ...]
    more: int | None


def review_page(runtime: Runtime, person: Person, asked: Asked) -> ReviewPage:
    """The readings asked for. Raises Refused for anybody but a supervisor."""
    allow(person, SUPERVISORS)
    intent = asked.intent.value if asked.intent else None
    with runtime.db.reading() as connection:
        rows = readings.page(
            connection,
            states=() if asked.state == "all" else (asked.state,),
            locale=asked.locale,
            intent=intent,
            before=asked.before,
            limit=PAGE + 1,
        )
        counts = readings.counts(connection, locale=asked.locale, intent=intent)
        locales = readings.locales(connection)
    views = tuple(_view(row) for row in rows[:PAGE])
    more = views[-1].id if len(rows) > PAGE else None
    return ReviewPage(rows=views, counts=counts, locales=tuple(locales), more=more)


def decide(runtime: Runtime, person: Person, ids: Sequence[int], verdict: Verdict, intent: Intent | None = None) -> int:
    """Settle these readings, all or none; how many there were. Raises Refused.

    ``confirm`` keeps what each counts as, ``correct`` says what all of them mean, ``aside`` makes no example of them,
    ``reopen`` takes it back.
    """
    allow(person, SUPERVISORS)
    if not ids or len(ids) > MOST_AT_ONCE:
        raise Refused(f"Choose at least one reading, and at most {MOST_AT_ONCE}.")
    if verdict == "correct" and intent not in INTENTS:
        raise Refused("Choose what they mean.")
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        rows = readings.by_ids(connection, ids)
        for row in rows:
            values = _settled(row, verdict, intent)
            who = {"settled_by": person.login, "settled_at": now} if verdict != "reopen" else _NOBODY
            readings.settle(connection, [row.id], **values, **who)
    return len(rows)


_NOBODY: Final = {"settled_by": None, "settled_at": None}


def _settled(row: Row[Any], verdict: Verdict, intent: Intent | None) -> dict[str, Any]:
    if verdict == "reopen":
        return {"state": OPEN, "settled": None}
    if verdict == "aside":
        return {"state": "aside", "settled": None}
    heard = shown(Intent(row.intent))
    meant = intent if verdict == "correct" and intent else shown(Intent(row.settled or row.proposed or row.intent))
    return {"state": "confirmed" if meant is heard else "corrected", "settled": meant.value}


def propose(runtime: Runtime, person: Person, ref: str, message_id: int, intent: Intent) -> None:
    """A collector says what a message means; a supervisor looks at it later, and nothing else changes.

    Raises Refused for an intent that there is not, NotFound where it is no message of this borrower's own.
    """
    allow(person, PEOPLE)
    if intent not in INTENTS:
        raise Refused("Choose what they mean.")
    with working(runtime, ref, f"user:{person.login}") as work:
        row = traffic.get(work.connection, message_id)
        if row is None or row.borrower_id != work.file.borrower_id or row.actor != "borrower" or not row.body:
            raise NotFound("There is no such message of theirs.")
        at = row.sent_at or row.planned_at
        where = where_of(work.file.borrower.locale, local_date(work.file.borrower, at), _currencies(work.file.accounts))
        if readings.of_message(work.connection, message_id) is None:
            read = understanding.read(row.body, locale=where.locale, today=where.today, currency=where.currency)
            values = {"message_id": message_id, "at": work.now, **kept_as(read, where.locale, CORRECTED)}
            readings.keep(work.connection, values)
        said = {"proposed": intent.value, "proposed_by": person.login, "proposed_at": work.now}
        undone = {"reason": CORRECTED, "state": OPEN, "settled": None, **_NOBODY}
        readings.propose(work.connection, message_id, **said, **undone)


def where_of(locale: str, today: date, currencies: Sequence[str]) -> Where:
    """What a message is read by."""
    return Where(locale=locale, today=today, currency=next(iter(currencies), "USD"))


def _currencies(accounts: Sequence[Any]) -> list[str]:
    return [account.loan.currency for account in accounts]


def allow(person: Person, roles: frozenset[Role]) -> None:
    """Raises Refused for anybody of another role."""
    if person.role not in roles:
        raise Refused(f"This is not for the role {person.role}.")


def _view(row: Row[Any]) -> ReadingView:
    return ReadingView(at=row.at, ref=row.ref, channel=row.channel, text=row.text or "", **read_of(row))


def read_of(row: Any) -> dict[str, Any]:
    """What a row of readings says, as the fields of a view that are not the message's."""
    heard = row.heard
    amounts = tuple(AmountRead(**each) for each in heard["amounts"])
    dates = tuple(DateRead(on=date.fromisoformat(each["on"]), text=each["text"]) for each in heard["dates"])
    second = row.second or {}
    pieces = [each.text for each in amounts] + [each.text for each in dates]
    spans = dict.fromkeys([*pieces, *second.get("spans", ())])
    return {
        "id": row.id,
        "message_id": row.message_id,
        "locale": row.locale,
        "intent": shown(Intent(row.intent)),
        "confidence": row.confidence,
        "perhaps": _perhaps(row),
        "rights": tuple(Intent(each) for each in row.rights),
        "amounts": amounts,
        "dates": dates,
        "shares": tuple(heard["shares"]),
        "spans": tuple(spans),
        "reason": row.reason,
        "second": _intent(second.get("intent")),
        "state": row.state,
        "proposed": _intent(row.proposed),
        "proposed_by": row.proposed_by,
        "settled": _intent(row.settled),
        "settled_by": row.settled_by,
        "settled_at": row.settled_at,
    }


def _perhaps(row: Any) -> tuple[Intent, ...]:
    """The runner-up, and rights that may have been meant."""
    known = [row.runner_up, *row.heard["doubts"]]
    others = dict.fromkeys(shown(Intent(each)) for each in known if each)
    return tuple(intent for intent in others if intent is not shown(Intent(row.intent)))


def _intent(value: str | None) -> Intent | None:
    return shown(Intent(value)) if value else None
