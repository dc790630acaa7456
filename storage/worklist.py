"""What the desk lists: cases by who holds them, found by words, with the last thing said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, or_, select

from storage.tables import borrowers, cases, contact_points, loans, messages, users

ESCAPE = "\\"


def rows(
    connection: Connection, *, view: str, login: str, words: str, locale: str | None, limit: int
) -> list[Row[Any]]:
    """Cases of a view, best first: mine, then who waits by priority and due time, then the rest by the last message."""
    query = select(
        cases,
        borrowers.c.ref,
        borrowers.c.name,
        borrowers.c.locale,
        borrowers.c.zones,
        users.c.name.label("holder_name"),
    )
    joined = cases.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    query = query.select_from(joined.outerjoin(users, users.c.login == cases.c.holder))
    query = query.where(*_wanted(view, login, words, locale))
    last = select(func.max(messages.c.id)).where(messages.c.borrower_id == cases.c.borrower_id).scalar_subquery()
    order = (
        _rank(login),
        case((cases.c.custody == "queued", cases.c.custody_priority), else_=0).desc(),
        cases.c.due_by.is_(None),
        cases.c.due_by,
        func.coalesce(last, 0).desc(),
        cases.c.id,
    )
    return list(connection.execute(query.order_by(*order).limit(limit)))


def _rank(login: str) -> ColumnElement[int]:
    return case(
        (and_(cases.c.custody == "collector", cases.c.holder == login), 0),
        (cases.c.custody == "queued", 1),
        (cases.c.custody == "collector", 2),
        else_=3,
    )


def _wanted(view: str, login: str, words: str, locale: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    mine = and_(cases.c.custody == "collector", cases.c.holder == login)
    if view == "waiting":
        wanted.append(or_(cases.c.custody == "queued", mine))
    elif view == "mine":
        wanted.append(mine)
    if locale:
        wanted.append(borrowers.c.locale == locale)
    if words.strip():
        wanted.append(_found(words.strip()))
    return wanted


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


def counts(connection: Connection, login: str) -> Row[Any]:
    """``waiting, mine, all`` and ``since``, the oldest moment at which somebody began to wait."""
    queued = cases.c.custody == "queued"
    mine = and_(cases.c.custody == "collector", cases.c.holder == login)
    query = select(
        func.count(case((queued, 1))).label("waiting"),
        func.count(case((mine, 1))).label("mine"),
        func.count().label("all"),
        func.min(case((queued, cases.c.queued_at))).label("since"),
    )
    return connection.execute(query.select_from(cases)).one()


def locales(connection: Connection, *, view: str, login: str) -> list[tuple[str, int]]:
    """Languages of a view with how many borrowers read each, the most first."""
    query = select(borrowers.c.locale, func.count().label("many")).select_from(
        cases.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    )
    query = query.where(*_wanted(view, login, "", None)).group_by(borrowers.c.locale)
    return [(row.locale, row.many) for row in connection.execute(query.order_by(func.count().desc()))]


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
