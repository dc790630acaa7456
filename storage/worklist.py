"""What the desk lists: cases by who holds them, found by words, with the last thing said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, case, exists, func, or_, select, true

from storage import snoozes as aside
from storage.tables import borrowers, cases, contact_points, loans, messages, snoozes, users

ESCAPE = "\\"
QUEUED = cases.c.custody == "queued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases: ``view`` waiting, mine, snoozed or all, for this person at this moment.

    ``skills`` and ``locales`` are those that this person answers in; empty: all. Despair is everybody's.
    """

    view: str
    login: str
    now: datetime
    words: str = ""
    locale: str | None = None
    skill: str | None = None
    skills: Collection[str] = ()
    locales: Collection[str] = ()


def queue(connection: Connection, wanted: Wanted) -> list[Row[Any]]:
    """Every case of a view but all, with the little that ranking needs."""
    columns = (
        cases.c.id.label("case_id"),
        _mine(wanted.login).label("mine"),
        cases.c.custody_skill.label("skill"),
        cases.c.custody_priority.label("priority"),
        cases.c.due_by,
        cases.c.queued_at,
        cases.c.arrears,
        cases.c.oldest_due_on,
    )
    return list(connection.execute(select(*columns).select_from(_joined()).where(*_conditions(wanted))))


def latest(connection: Connection, wanted: Wanted, limit: int) -> list[int]:
    """Ids of cases, first those that people have or wait for, then by the last message."""
    last = select(func.max(messages.c.id)).where(messages.c.borrower_id == cases.c.borrower_id).scalar_subquery()
    order = (_rank(wanted.login), func.coalesce(last, 0).desc(), cases.c.id)
    query = select(cases.c.id).select_from(_joined()).where(*_conditions(wanted)).order_by(*order).limit(limit)
    return list(connection.execute(query).scalars())


def rows(connection: Connection, case_ids: Sequence[int]) -> dict[int, Row[Any]]:
    """These cases with their borrower, their holder's name and until when they are aside."""
    columns = (
        cases,
        borrowers.c.ref,
        borrowers.c.name,
        borrowers.c.locale,
        borrowers.c.zones,
        users.c.name.label("holder_name"),
        snoozes.c.until.label("aside_until"),
        snoozes.c.why.label("aside_why"),
    )
    joined = _joined().outerjoin(users, users.c.login == cases.c.holder)
    query = select(*columns).select_from(joined).where(cases.c.id.in_(case_ids))
    return {row.id: row for row in connection.execute(query)}


def _joined() -> FromClause:
    joined = cases.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    return joined.outerjoin(snoozes, snoozes.c.case_id == cases.c.id)


def _mine(login: str) -> ColumnElement[bool]:
    return and_(cases.c.custody == "collector", cases.c.holder == login)


def _rank(login: str) -> ColumnElement[int]:
    return case((_mine(login), 0), (QUEUED, 1), (cases.c.custody == "collector", 2), else_=3)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_view(wanted)]
    if wanted.locale:
        found.append(borrowers.c.locale == wanted.locale)
    if wanted.skill:
        found.append(cases.c.custody_skill == wanted.skill)
    if wanted.words.strip():
        found.append(_found(wanted.words.strip()))
    return found


def _view(wanted: Wanted) -> ColumnElement[bool]:
    mine, put_aside = _mine(wanted.login), aside.live(wanted.now)
    if wanted.view == "all":
        return true()
    if wanted.view == "snoozed":
        return and_(or_(mine, QUEUED), put_aside)
    here = mine if wanted.view == "mine" else or_(and_(QUEUED, _for_them(wanted)), mine)
    return and_(here, or_(snoozes.c.id.is_(None), ~put_aside))


def _for_them(wanted: Wanted) -> ColumnElement[bool]:
    skilled = cases.c.custody_skill.in_(wanted.skills) if wanted.skills else true()
    spoken = borrowers.c.locale.in_(wanted.locales) if wanted.locales else true()
    return or_(cases.c.custody_skill == "distress", and_(skilled, spoken))


def _found(words: str) -> ColumnElement[bool]:
    """Name, ref, loan, address or text of a message contains the words, whatever their case."""
    for char in (ESCAPE, "%", "_"):
        words = words.replace(char, ESCAPE + char)
    pattern = f"%{words}%"
    digits = "".join(char for char in words if char.isdigit())
    address = contact_points.c.address.ilike(f"%{digits}%") if len(digits) >= 4 else None
    mine = cases.c.borrower_id
    options = [
        borrowers.c.name.ilike(pattern, escape=ESCAPE),
        borrowers.c.ref.ilike(pattern, escape=ESCAPE),
        exists().where(loans.c.borrower_id == mine, loans.c.ref.ilike(pattern, escape=ESCAPE)),
        exists().where(messages.c.borrower_id == mine, messages.c.body.ilike(pattern, escape=ESCAPE)),
    ]
    if address is not None:
        options.append(exists().where(contact_points.c.borrower_id == mine, address))
    return or_(*options)


def counts(connection: Connection, wanted: Wanted) -> Row[Any]:
    """``waiting, mine, snoozed, all`` and ``since``, the oldest moment at which somebody began to wait."""
    mine, put_aside = _mine(wanted.login), aside.live(wanted.now)
    here = or_(snoozes.c.id.is_(None), ~put_aside)
    waits = and_(QUEUED, _for_them(wanted), here)
    columns = (
        func.count(case((waits, 1))).label("waiting"),
        func.count(case((and_(mine, here), 1))).label("mine"),
        func.count(case((and_(snoozes.c.id.is_not(None), or_(mine, QUEUED), put_aside), 1))).label("snoozed"),
        func.min(case((waits, cases.c.queued_at))).label("since"),
    )
    busy = select(*columns).select_from(_joined()).where(cases.c.custody != "bot").subquery()
    every = select(func.count()).select_from(cases).scalar_subquery()
    return connection.execute(select(busy, every.label("all"))).one()


def locales(connection: Connection, wanted: Wanted) -> list[tuple[str, int]]:
    """Languages of a view with how many borrowers read each, the most first."""
    return _by(connection, borrowers.c.locale, wanted)


def skills(connection: Connection, wanted: Wanted) -> list[tuple[str, int]]:
    """Skills that a view asks for, with how many wait for each, the most first."""
    return [(skill, many) for skill, many in _by(connection, cases.c.custody_skill, wanted) if skill]


def _by(connection: Connection, column: ColumnElement[Any], wanted: Wanted) -> list[tuple[str, int]]:
    query = select(column.label("named"), func.count().label("many")).select_from(_joined())
    query = query.where(_view(wanted)).group_by(column).order_by(func.count().desc(), column)
    return [(row.named, row.many) for row in connection.execute(query)]


def last_said(connection: Connection, borrower_ids: Sequence[int], *, by_them: bool) -> dict[int, Row[Any]]:
    """The newest message of each borrower that was really exchanged; with ``by_them`` the newest of their own."""
    newest = (
        select(func.max(messages.c.id).label("id"))
        .where(messages.c.borrower_id.in_(borrower_ids), messages.c.body.is_not(None))
        .where(messages.c.state.not_in(("skipped", "denied", "held", "queued")))
        .group_by(messages.c.borrower_id)
    )
    if by_them:
        newest = newest.where(messages.c.direction == "in")
    found = newest.subquery()
    query = select(messages).join(found, messages.c.id == found.c.id)
    return {row.borrower_id: row for row in connection.execute(query)}
