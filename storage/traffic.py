"""Messages in and out, their claims and receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.prepared import Prepared
from storage.tables import borrowers, messages

WAITING = ("queued", "held")
IS_WAITING = text("messages.state IN ('queued', 'held')")
IS_SENDING = text("messages.state = 'sending'")
"""Written out, because a partial index is only used for the very words it was made with."""
LOST = "the program ended while the text was handed over"
"""Messages whose receipts are asked for at once."""
COUNTED = ("sending", "sent", "delivered", "read", "unknown", "failed")
"""States in which a message with a ``sent_at`` counts as a contact: it left us, or may have."""


def add(connection: Connection, values: Mapping[str, Any]) -> int | None:
    """A new message row; None where its ``dedupe`` or its external id is there already."""
    found = _adding(tuple(values)).scalar(connection, **values)
    return int(found) if found is not None else None


@cache
def _adding(columns: tuple[str, ...]) -> Prepared:
    """The statement for rows with these columns; there are few kinds of rows."""

    def build(dialect: str) -> Insert:
        maker = sqlite_insert if dialect == "sqlite" else postgresql_insert
        given = {name: bindparam(name, type_=messages.c[name].type) for name in columns}
        return maker(messages).values(given).on_conflict_do_nothing().returning(messages.c.id)

    return Prepared(build)


def get(connection: Connection, message_id: int) -> Row[Any] | None:
    """One message."""
    return connection.execute(select(messages).where(messages.c.id == message_id)).first()


def known(connection: Connection, channel: str, external_id: str) -> bool:
    """Whether a message from outside is here already."""
    query = select(messages.c.id).where(messages.c.channel == channel, messages.c.external_id == external_id)
    return connection.execute(query).first() is not None


def by_provider_id(connection: Connection, channel: str, provider_id: str) -> Row[Any] | None:
    """The message a provider speaks of."""
    query = select(messages).where(messages.c.provider_id == provider_id, messages.c.channel == channel)
    return connection.execute(query).first()


def change(connection: Connection, message_id: int, **values: Any) -> None:
    """Set columns of one message."""
    connection.execute(update(messages).where(messages.c.id == message_id).values(**values))


def claim_due(
    connection: Connection, now: datetime, until: datetime, limit: int, borrower_id: int | None = None
) -> list[Row[Any]]:
    """Take waiting messages whose time has come, so that nobody else takes them before ``until``; oldest first."""
    free = or_(messages.c.claimed_until.is_(None), messages.c.claimed_until < now)
    due = or_(messages.c.not_before.is_(None), messages.c.not_before <= now)
    mine: ColumnElement[bool] = messages.c.borrower_id == borrower_id if borrower_id is not None else true()
    query = select(messages).where(IS_WAITING, due, free, mine).order_by(messages.c.id).limit(limit)
    if connection.dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    rows = list(connection.execute(query))
    if rows:
        ids = [row.id for row in rows]
        connection.execute(update(messages).where(messages.c.id.in_(ids)).values(claimed_until=until))
    return rows


def still_claimed(connection: Connection, ids: Sequence[int], until: datetime) -> list[Row[Any]]:
    """Those of the messages claimed ``until`` then that still wait, in the order of case and id."""
    query = select(messages).where(messages.c.id.in_(list(ids)), IS_WAITING)
    query = query.where(messages.c.claimed_until == until)
    return list(connection.execute(query.order_by(messages.c.case_id, messages.c.id)))


def next_due(connection: Connection) -> datetime | None:
    """When the next waiting message may go, or the claim of one that is being sent runs out."""
    free_at = func.coalesce(messages.c.claimed_until, messages.c.not_before)
    times = [connection.execute(select(func.min(free_at)).where(each)).scalar() for each in (IS_WAITING, IS_SENDING)]
    return min((at for at in times if at is not None), default=None)


def behind(connection: Connection, row: Row[Any]) -> datetime | None:
    """When an earlier reply to the same address is tried again; None where none waits."""
    query = select(func.max(messages.c.not_before)).where(IS_WAITING, messages.c.attempts > 0)
    earlier = and_(messages.c.borrower_id == row.borrower_id, messages.c.id < row.id, messages.c.kind == "reply")
    return connection.execute(query.where(earlier, messages.c.contact_point_id == row.contact_point_id)).scalar()


def any_due(connection: Connection, now: datetime) -> bool:
    """Whether some message waits whose time has come."""
    due = or_(messages.c.not_before.is_(None), messages.c.not_before <= now)
    free = or_(messages.c.claimed_until.is_(None), messages.c.claimed_until < now)
    return connection.execute(select(messages.c.id).where(IS_WAITING, due, free).limit(1)).first() is not None


def waits(connection: Connection, case_id: int, templates: Iterable[str]) -> bool:
    """Whether one of these messages of the case waits to be sent."""
    query = select(messages.c.id).where(messages.c.case_id == case_id, IS_WAITING)
    return connection.execute(query.where(messages.c.template.in_(sorted(templates))).limit(1)).first() is not None


def skip_waiting(
    connection: Connection, case_id: int, *, rule: str, why: Mapping[str, Any], contact_point_id: int | None
) -> int:
    """End everything of this case that waits, with the reason; how many."""
    mine: ColumnElement[bool] = (
        messages.c.contact_point_id == contact_point_id if contact_point_id is not None else true()
    )
    done = connection.execute(
        update(messages)
        .where(messages.c.case_id == case_id, IS_WAITING, messages.c.kind != "reply", mine)
        .where(messages.c.actor == "bot", messages.c.kind != "opt_out_confirmation")
        .values(state="skipped", decision="skip", decision_rule=rule, decision_until=None, decision_why=why)
    )
    return done.rowcount


def waiting_of(connection: Connection, case_id: int) -> list[Row[Any]]:
    """Everything of this case that waits, claimed or not; what is with its provider waits no more."""
    return list(connection.execute(select(messages).where(messages.c.case_id == case_id, IS_WAITING)))


def skip(connection: Connection, ids: Sequence[int], *, rule: str, why: Mapping[str, Any]) -> int:
    """End these, as far as they still wait, with the reason; how many."""
    mine = update(messages).where(messages.c.id.in_(list(ids)), IS_WAITING)
    values = {"state": "skipped", "decision": "skip", "decision_rule": rule, "decision_until": None}
    return connection.execute(mine.values(**values, decision_why=why)).rowcount


def left_since(connection: Connection, borrower_id: int, since: datetime) -> list[Row[Any]]:
    """Messages of ours that left since then, or may have; oldest first."""
    query = select(messages).where(messages.c.borrower_id == borrower_id, messages.c.direction == "out")
    query = query.where(messages.c.state.in_(COUNTED), messages.c.sent_at >= since)
    return list(connection.execute(query.order_by(messages.c.id)))


def ours_since(connection: Connection, borrower_id: int, since: datetime) -> list[Row[Any]]:
    """Messages of ours that were planned since then, whatever became of them; the newest first."""
    query = select(messages).where(messages.c.borrower_id == borrower_id, messages.c.direction == "out")
    return list(connection.execute(query.where(messages.c.planned_at >= since).order_by(messages.c.id.desc())))


def last_in(connection: Connection, borrower_id: int, channel: str | None = None) -> Row[Any] | None:
    """The newest message of the borrower's own, on one channel or on any."""
    query = select(messages).where(messages.c.borrower_id == borrower_id, messages.c.direction == "in")
    query = query.where(messages.c.actor == "borrower")
    if channel is not None:
        query = query.where(messages.c.channel == channel)
    return connection.execute(query.order_by(messages.c.id.desc()).limit(1)).first()


def last_in_at(connection: Connection, contact_point_id: int) -> Row[Any] | None:
    """The newest message that came from a contact point, whoever wrote it."""
    query = select(messages).where(messages.c.contact_point_id == contact_point_id, messages.c.direction == "in")
    return connection.execute(query.order_by(messages.c.id.desc()).limit(1)).first()


def offered_at(connection: Connection, contact_point_id: int, limit: int = 50) -> list[list[Mapping[str, Any]]]:
    """The choices (``id``, ``label``) under the newest messages to a contact point, newest first."""
    query = select(messages.c.choices).where(messages.c.contact_point_id == contact_point_id)
    query = query.where(messages.c.direction == "out").order_by(messages.c.id.desc()).limit(limit)
    return list(connection.execute(query).scalars())


def said_since(connection: Connection, borrower_id: int, template: str, since: datetime) -> bool:
    """Whether this message was made for the borrower since then, whatever became of it."""
    query = select(messages.c.id).where(messages.c.borrower_id == borrower_id, messages.c.template == template)
    return connection.execute(query.where(messages.c.planned_at >= since).limit(1)).first() is not None


def any_traffic(connection: Connection, borrower_id: int) -> bool:
    """Whether anything was ever exchanged with this borrower."""
    query = select(messages.c.id).where(messages.c.borrower_id == borrower_id)
    query = query.where(messages.c.state.in_((*COUNTED, "received"))).limit(1)
    return connection.execute(query).first() is not None


def thread(
    connection: Connection, borrower_id: int, *, after: int = 0, channel: str | None = None, limit: int = 500
) -> list[Row[Any]]:
    """Messages of one borrower in the order they were made, with their receipts left out."""
    query = select(messages).where(messages.c.borrower_id == borrower_id, messages.c.id > after)
    if channel is not None:
        query = query.where(messages.c.channel == channel)
    return list(connection.execute(query.order_by(messages.c.id).limit(limit)))


def every(connection: Connection, borrower_id: int | None, *, after: int, limit: int) -> Sequence[Row[Any]]:
    """All messages, or one borrower's, oldest first, with the borrower's ref."""
    query = select(messages, borrowers.c.ref.label("borrower")).join(
        borrowers, borrowers.c.id == messages.c.borrower_id
    )
    query = query.where(messages.c.id > after)
    if borrower_id is not None:
        query = query.where(messages.c.borrower_id == borrower_id)
    return connection.execute(query.order_by(messages.c.id).limit(limit)).all()


def lost(connection: Connection, now: datetime) -> int:
    """Mark rows that were being sent when their sender died; how many."""
    done = connection.execute(
        update(messages)
        .where(IS_SENDING, messages.c.claimed_until < now)
        .values(state="unknown", claimed_until=None, failure_code="lost", failure=LOST)
    )
    return done.rowcount


def last_written_to(connection: Connection, channel: str, address: str) -> int | None:
    """The borrower whom we last wrote to at this address."""
    query = (
        select(messages.c.borrower_id)
        .where(messages.c.channel == channel, messages.c.address == address, messages.c.direction == "out")
        .where(messages.c.state.in_(COUNTED))
        .order_by(messages.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def last_unasked(connection: Connection, borrower_id: int) -> Row[Any] | None:
    """The newest text of the bot that the borrower had not asked for."""
    return connection.execute(_unasked(borrower_id).where(messages.c.actor == "bot").limit(1)).first()


def _newest_unasked(_: str) -> Select[Any]:
    columns = (messages.c.actor, messages.c.template, messages.c.say, messages.c.sent_at)
    query = select(*columns).where(messages.c.borrower_id == bindparam("borrower"), messages.c.direction == "out")
    query = query.where(messages.c.kind.in_(("demand", "service")), messages.c.state.in_(COUNTED))
    return query.where(messages.c.sent_at >= bindparam("since")).order_by(messages.c.id.desc()).limit(1)


_LAST_UNASKED = Prepared(_newest_unasked)


def last_unasked_by_anyone(connection: Connection, borrower_id: int, since: datetime) -> Any:
    """The newest text since then that the borrower had not asked for, words of a person among them."""
    return _LAST_UNASKED.first(connection, borrower=borrower_id, since=since)


def _unasked(borrower_id: int) -> Select[Any]:
    query = select(messages).where(messages.c.borrower_id == borrower_id, messages.c.direction == "out")
    query = query.where(messages.c.kind.in_(("demand", "service")), messages.c.state.in_(COUNTED))
    return query.order_by(messages.c.id.desc())
