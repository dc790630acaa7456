"""Who waits, who is with whom, and why: the desk's list, ranked, with its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Row

from cases.model import Channel, CustodyState
from cases.money import Money
from outreach.people import Person
from outreach.runtime import Runtime, local_date
from storage import borrowers, worklist

View = Literal["waiting", "mine", "all"]
Group = Literal["mine", "waiting", "colleagues", "bot"]
LIMIT: Final = 100
GROUPS: Final[Mapping[str, Group]] = {"queued": "waiting", "collector": "colleagues", "bot": "bot"}
LAST_QUARTER: Final = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the list. ``share`` is how much of the time to answer has passed, 0 to 1; None where none runs."""

    ref: str
    name: str
    locale: str
    group: Group
    holder: str | None
    channel: Channel | None
    said: str | None
    said_locale: str
    unanswered: bool
    since: datetime | None
    due_by: datetime | None
    share: float | None
    reason: str | None
    treatment: str
    arrears: tuple[Money, ...]
    dpd: int

    @property
    def late(self) -> bool:
        """Whether the time to answer is over."""
        return self.group == "waiting" and self.share is not None and self.share >= 1

    @property
    def soon(self) -> bool:
        """Whether the last quarter of the time to answer runs."""
        return self.group == "waiting" and self.share is not None and LAST_QUARTER <= self.share < 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """A view of the list with the counts of all views. ``more``: there are rows beyond those shown."""

    view: View
    words: str
    locale: str | None
    rows: tuple[QueueRow, ...]
    more: bool
    waiting: int
    mine: int
    all: int
    since: datetime | None
    locales: tuple[tuple[str, int], ...]


def worklist_of(
    runtime: Runtime, person: Person, *, view: View = "waiting", words: str = "", locale: str | None = None
) -> Worklist:
    """What one person sees."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        found = worklist.rows(connection, view=view, login=person.login, words=words, locale=locale, limit=LIMIT + 1)
        said = worklist.last_said(connection, [row.borrower_id for row in found])
        people = borrowers.by_ids(connection, [row.borrower_id for row in found])
        counts = worklist.counts(connection, person.login)
        spoken = worklist.locales(connection, view=view, login=person.login)
    rows = tuple(
        _row(
            row,
            said.get(row.borrower_id),
            person.login,
            now,
            today=local_date(people[row.borrower_id], now),
        )
        for row in found[:LIMIT]
    )
    return Worklist(
        view=view,
        words=words,
        locale=locale,
        rows=rows,
        more=len(found) > LIMIT,
        waiting=counts.waiting,
        mine=counts.mine,
        all=counts.all,
        since=counts.since,
        locales=tuple(spoken),
    )


def _row(row: Row[Any], said: Row[Any] | None, login: str, now: datetime, *, today: date) -> QueueRow:
    mine = row.custody == CustodyState.COLLECTOR and row.holder == login
    unanswered = said is not None and said.direction == "in"
    heard_at = said.planned_at if said is not None else None
    since = row.queued_at or heard_at if row.custody == CustodyState.QUEUED else heard_at if unanswered else None
    return QueueRow(
        ref=row.ref,
        name=row.name,
        locale=row.locale,
        group="mine" if mine else GROUPS[row.custody],
        holder=row.holder_name or row.holder,
        channel=Channel(said.channel) if said is not None else None,
        said=said.body if said is not None else None,
        said_locale=(said.locale if said is not None else None) or row.locale,
        unanswered=unanswered,
        since=since,
        due_by=row.due_by,
        share=_share(since, row.due_by, now),
        reason=row.custody_reason,
        treatment=row.treatment,
        arrears=tuple(Money(currency=currency, minor=minor) for currency, minor in row.arrears),
        dpd=(today - row.oldest_due_on).days if row.oldest_due_on else 0,
    )


def _share(since: datetime | None, due_by: datetime | None, now: datetime) -> float | None:
    if since is None or due_by is None:
        return None
    whole = max(due_by - since, timedelta(seconds=1))
    return min(1.0, max(0.0, (now - since) / whole))


def borrower_id_of(runtime: Runtime, ref: str) -> int | None:
    """The id under which events name the borrower; None for an unknown ref."""
    with runtime.db.reading() as connection:
        return borrowers.id_of(connection, ref)
