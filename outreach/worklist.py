"""Who waits, who is with whom, and why: the desk's list, ranked, with its counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row

from cases.ledger import BorrowerPosition, positions
from cases.model import Channel, CustodyState
from cases.money import Money
from outreach import desk_hours
from outreach.people import Person
from outreach.ranking import Reason, Waiting, ranked
from outreach.runtime import Runtime, local_date
from outreach.settings import DeskSettings
from outreach.snoozing import SavedView
from storage import borrowers, drafts, views, worklist

View = Literal["waiting", "mine", "snoozed", "all"]
Group = Literal["mine", "waiting", "colleagues", "bot"]
PAGE: Final = 100
MOST: Final = 1000
"""Rows of one answer; who needs more than that searches."""
GROUPS: Final[Mapping[str, Group]] = {"queued": "waiting", "collector": "colleagues", "bot": "bot"}
LAST_QUARTER: Final = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the list. ``share`` is how much of the time to answer has passed, 0 to 1; None where none runs.

    ``draft``: this person began to write there and has not sent it.
    """

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
    skill: str | None
    rank: Reason | None
    treatment: str
    arrears: tuple[Money, ...]
    dpd: int
    aside_until: datetime | None
    aside_why: str | None
    draft: bool = False

    @property
    def urgent(self) -> bool:
        """Whether words of despair were said, and nobody has it yet."""
        return self.group == "waiting" and self.skill == "distress"

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
    """A view of the list with the counts of all views. ``more``: there are rows beyond those shown.

    ``locales`` and ``skills`` are those of the view with their counts; ``saved`` the person's own views by name.
    """

    view: View
    words: str
    locale: str | None
    skill: str | None
    rows: tuple[QueueRow, ...]
    more: bool
    waiting: int
    mine: int
    snoozed: int
    all: int
    since: datetime | None
    locales: tuple[tuple[str, int], ...]
    skills: tuple[tuple[str, int], ...]
    saved: tuple[SavedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a row is made of: the case, its ledger of today, the last message and the borrower's own last one."""

    row: Row[Any]
    rank: Reason | None
    position: BorrowerPosition
    last: Row[Any] | None
    heard: Row[Any] | None


def worklist_of(
    runtime: Runtime,
    person: Person,
    *,
    view: View = "waiting",
    words: str = "",
    locale: str | None = None,
    skill: str | None = None,
    shown: int = PAGE,
) -> Worklist:
    """What one person sees: who waits in the queues they answer in. Arrears are those of today, whatever was stored."""
    now, most = runtime.clock.now(), min(max(shown, 1), MOST)
    wanted = worklist.Wanted(
        view=view,
        login=person.login,
        now=now,
        words=words,
        locale=locale,
        skill=skill,
        skills=person.skills,
        locales=person.locales,
    )
    with runtime.db.reading() as connection:
        order = _order(connection, wanted, most + 1)
        seen = _seen(connection, order[:most], now)
        begun = drafts.begun(connection, [case_id for case_id, _ in order[:most]], person.login)
        counts = worklist.counts(connection, wanted)
        spoken, asked = worklist.locales(connection, wanted), worklist.skills(connection, wanted)
        saved = views.of_user(connection, person.id)
    return Worklist(
        view=view,
        words=words,
        locale=locale,
        skill=skill,
        rows=tuple(
            replace(_row(each, person.login, now, runtime.settings.desk), draft=each.row.id in begun) for each in seen
        ),
        more=len(order) > most,
        waiting=counts.waiting,
        mine=counts.mine,
        snoozed=counts.snoozed,
        all=counts.all,
        since=counts.since,
        locales=tuple(spoken),
        skills=tuple(asked),
        saved=tuple(SavedView(id=row.id, name=row.name, query=row.query) for row in saved),
    )


def _order(connection: Connection, wanted: worklist.Wanted, most: int) -> list[tuple[int, Reason | None]]:
    """Ids of cases in the order they are shown, with what put them there; of all cases, the latest."""
    if wanted.view == "all":
        return [(case_id, None) for case_id in worklist.latest(connection, wanted, most)]
    found = [Waiting(**row._mapping) for row in worklist.queue(connection, wanted)]  # noqa: SLF001 - SQLAlchemy's name
    return [(each.waiting.case_id, each.reason) for each in ranked(found, wanted.now)[:most]]


def _seen(connection: Connection, order: Sequence[tuple[int, Reason | None]], now: datetime) -> list[_Seen]:
    found = worklist.rows(connection, [case_id for case_id, _ in order])
    ids = [row.borrower_id for row in found.values()]
    people = borrowers.by_ids(connection, ids)
    accounts = borrowers.accounts_of(connection, ids)
    last = worklist.last_said(connection, ids, by_them=False)
    heard = worklist.last_said(connection, ids, by_them=True)
    return [
        _Seen(
            row=row,
            rank=reason,
            position=positions(accounts[row.borrower_id], local_date(people[row.borrower_id], now)),
            last=last.get(row.borrower_id),
            heard=heard.get(row.borrower_id),
        )
        for row, reason in ((found[case_id], reason) for case_id, reason in order if case_id in found)
    ]


def _row(seen: _Seen, login: str, now: datetime, desk: DeskSettings) -> QueueRow:
    row = seen.row
    said = seen.heard if seen.heard is not None else seen.last
    unanswered = seen.last is not None and seen.last.direction == "in"
    since = _since(seen, unanswered=unanswered)
    return QueueRow(
        ref=row.ref,
        name=row.name,
        locale=row.locale,
        group="mine" if _mine(row, login) else GROUPS[row.custody],
        holder=row.holder_name or row.holder,
        channel=Channel(said.channel) if said is not None else None,
        said=said.body if said is not None else None,
        said_locale=(said.locale if said is not None else None) or row.locale,
        unanswered=unanswered,
        since=since,
        due_by=row.due_by,
        share=_share(desk, since, row.due_by, now),
        reason=row.custody_reason,
        skill=row.custody_skill,
        rank=seen.rank,
        treatment=row.treatment,
        arrears=seen.position.arrears,
        dpd=seen.position.dpd,
        aside_until=row.aside_until if row.aside_until is not None and row.aside_until > now else None,
        aside_why=row.aside_why,
    )


def _mine(row: Row[Any], login: str) -> bool:
    return bool(row.custody == CustodyState.COLLECTOR and row.holder == login)


def _since(seen: _Seen, *, unanswered: bool) -> datetime | None:
    """Since when somebody waits: in the queue, or for an answer to what they wrote last."""
    heard_at: datetime | None = seen.heard.planned_at if seen.heard is not None else None
    if seen.row.custody == CustodyState.QUEUED:
        return seen.row.queued_at or heard_at
    return heard_at if unanswered else None


def _share(desk: DeskSettings, since: datetime | None, due_by: datetime | None, now: datetime) -> float | None:
    """Of the time to answer, which counts hours of the desk alone."""
    if since is None or due_by is None:
        return None
    if now >= due_by:
        return 1.0
    whole = max(desk_hours.worked(desk, since, due_by), timedelta(seconds=1))
    return min(1.0, desk_hours.worked(desk, since, now) / whole)


def borrower_id_of(runtime: Runtime, ref: str) -> int | None:
    """The id under which events name the borrower; None for an unknown ref."""
    with runtime.db.reading() as connection:
        return borrowers.id_of(connection, ref)
