"""Who is there to answer: people with their load, and who waits that fits somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select, true, update

from storage import snoozes as aside
from storage.tables import borrowers, case_events, cases, sign_ins, snoozes, users

ANSWERING = ("collector", "supervisor")


def there(now: datetime, seen_since: datetime) -> ColumnElement[bool]:
    """Of users: signed in, active since that moment, and not away by their own word."""
    active = exists().where(
        sign_ins.c.user_id == users.c.id, sign_ins.c.seen_at >= seen_since, sign_ins.c.expires_at > now
    )
    return and_(users.c.away_since.is_(None), active)


def colleagues(connection: Connection, now: datetime, seen_since: datetime) -> list[Row[Any]]:
    """Everybody who answers borrowers: the columns of users, ``chats`` they hold, and whether they are ``there``."""
    held = and_(cases.c.custody == "collector", cases.c.holder == users.c.login)
    chats = select(func.count()).select_from(cases).where(held)
    columns = (users, chats.scalar_subquery().label("chats"), there(now, seen_since).label("there"))
    query = select(*columns).where(users.c.active.is_(True), users.c.role.in_(ANSWERING))
    return list(connection.execute(query.order_by(users.c.login)))


def load(connection: Connection, login: str) -> int:
    """How many chats somebody holds; nobody else counts them until this transaction ends."""
    connection.execute(select(users.c.id).where(users.c.login == login).with_for_update())
    held = select(func.count()).select_from(cases).where(cases.c.custody == "collector", cases.c.holder == login)
    return int(connection.execute(held).scalar_one())


def fitting(
    connection: Connection, *, skills: Sequence[str], locales: Sequence[str], now: datetime, limit: int
) -> list[Row[Any]]:
    """``id, ref`` of those who wait for one with these skills and languages, the first to be answered first.

    Empty skills or languages: all. Nobody who is put aside.
    """
    skilled = cases.c.custody_skill.in_(skills) if skills else true()
    spoken = borrowers.c.locale.in_(locales) if locales else true()
    return _waiting(connection, and_(skilled, spoken), now, limit)


def despairing(connection: Connection, now: datetime, limit: int) -> list[Row[Any]]:
    """``id, ref, locale`` of those who wait after words of despair."""
    return _waiting(connection, cases.c.custody_skill == "distress", now, limit)


def _waiting(connection: Connection, wanted: ColumnElement[bool], now: datetime, limit: int) -> list[Row[Any]]:
    joined = cases.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    joined = joined.outerjoin(snoozes, snoozes.c.case_id == cases.c.id)
    here = or_(snoozes.c.id.is_(None), ~aside.live(now))
    query = select(cases.c.id, borrowers.c.ref, borrowers.c.locale).select_from(joined)
    query = query.where(cases.c.custody == "queued", wanted, here)
    order = (cases.c.custody_priority.desc(), cases.c.due_by.is_(None), cases.c.due_by, cases.c.queued_at, cases.c.id)
    return list(connection.execute(query.order_by(*order).limit(limit)))


def gave_up(connection: Connection, case_id: int) -> str | None:
    """Who held a chat last and did not hand it back: it went back to the queue from them."""
    query = select(case_events.c.type, case_events.c.payload).where(
        case_events.c.case_id == case_id, case_events.c.type.in_(("Claimed", "HandedBack"))
    )
    last = connection.execute(query.order_by(case_events.c.seq.desc()).limit(1)).first()
    return last.payload["login"] if last is not None and last.type == "Claimed" else None


def given_to(connection: Connection, login: str) -> list[Row[Any]]:
    """``ref, name, given_by, lease_until`` of chats that were given to somebody who has not acted on them yet."""
    columns = (borrowers.c.ref, borrowers.c.name, cases.c.given_by, cases.c.lease_until)
    query = select(*columns).select_from(cases.join(borrowers, borrowers.c.id == cases.c.borrower_id))
    mine = and_(cases.c.custody == "collector", cases.c.holder == login, cases.c.given_by.is_not(None))
    return list(connection.execute(query.where(mine).order_by(cases.c.lease_until)))


def say_away(connection: Connection, login: str, since: datetime | None) -> None:
    """Somebody is away since a moment, or with None on duty."""
    connection.execute(update(users).where(users.c.login == login).values(away_since=since))


def overdue(connection: Connection, now: datetime) -> Row[Any]:
    """``many, since``: those who wait past the time to answer, and when the first of these times ended."""
    joined = cases.outerjoin(snoozes, snoozes.c.case_id == cases.c.id)
    here = or_(snoozes.c.id.is_(None), ~aside.live(now))
    query = select(func.count().label("many"), func.min(cases.c.due_by).label("since")).select_from(joined)
    return connection.execute(query.where(cases.c.custody == "queued", cases.c.due_by <= now, here)).one()
