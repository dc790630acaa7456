"""Readings that a person should look at, with the messages they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.prepared import Prepared
from storage.tables import borrowers, loans, messages, parties, readings

KEPT = (
    "message_id",
    "at",
    "locale",
    "intent",
    "confidence",
    "runner_up",
    "rights",
    "heard",
    "reason",
    "second",
    "state",
)


def _keeping(dialect: str) -> Insert:
    maker = sqlite_insert if dialect == "sqlite" else postgresql_insert
    given = {name: bindparam(name, type_=readings.c[name].type) for name in KEPT}
    return maker(readings).values(given).on_conflict_do_nothing()


_KEEP = Prepared(_keeping)


def keep(connection: Connection, values: Mapping[str, Any]) -> None:
    """A new row with the columns of ``KEPT``; nothing where the message has one already."""
    _KEEP.run(connection, **values)


def of_message(connection: Connection, message_id: int) -> Row[Any] | None:
    """The reading of one message."""
    return connection.execute(select(readings).where(readings.c.message_id == message_id)).one_or_none()


def of_borrower(connection: Connection, borrower_id: int) -> list[Row[Any]]:
    """All readings of one borrower's messages."""
    mine = select(messages.c.id).where(messages.c.borrower_id == borrower_id)
    return list(connection.execute(select(readings).where(readings.c.message_id.in_(mine))))


def propose(connection: Connection, message_id: int, **values: Any) -> None:
    """Keep what a collector says of the reading of a message."""
    connection.execute(update(readings).where(readings.c.message_id == message_id).values(**values))


def settle(connection: Connection, ids: Sequence[int], **values: Any) -> int:
    """Keep what was decided about these; how many."""
    return connection.execute(update(readings).where(readings.c.id.in_(list(ids))).values(**values)).rowcount


def by_ids(connection: Connection, ids: Sequence[int]) -> list[Row[Any]]:
    """These, as far as they are there."""
    return list(connection.execute(select(readings).where(readings.c.id.in_(list(ids)))))


def page(
    connection: Connection,
    *,
    states: Sequence[str],
    locale: str | None,
    intent: str | None,
    before: int | None,
    limit: int,
) -> list[Row[Any]]:
    """Readings with ``text``, ``ref`` and ``name`` of their borrower, ``borrower_id`` and ``channel``, newest first.

    ``intent`` is what was heard, or what it was settled as; ``before`` is an id.
    """
    older: ColumnElement[bool] = readings.c.id < before if before is not None else true()
    query = _joined().where(_wanted(states, locale, intent), older)
    return list(connection.execute(query.order_by(readings.c.id.desc()).limit(limit)))


def counts(connection: Connection, *, locale: str | None, intent: str | None) -> dict[str, int]:
    """How many there are in each state."""
    query = select(readings.c.state, func.count()).where(_wanted((), locale, intent)).group_by(readings.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def locales(connection: Connection) -> list[str]:
    """The locales there are readings in."""
    return list(connection.execute(select(readings.c.locale).distinct().order_by(readings.c.locale)).scalars())


def known_of(connection: Connection, borrower_ids: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
    """Names (theirs, of people beside them, of officers) and numbers (their ref, their loans') by borrower."""
    ids = list(borrower_ids)
    found: dict[int, tuple[list[str], list[str]]] = {each: ([], []) for each in ids}
    theirs = select(borrowers.c.id, borrowers.c.name, borrowers.c.ref).where(borrowers.c.id.in_(ids))
    owed = select(loans.c.borrower_id, loans.c.officer, loans.c.ref).where(loans.c.borrower_id.in_(ids))
    beside = select(parties.c.borrower_id, parties.c.name, parties.c.party_ref).where(parties.c.borrower_id.in_(ids))
    queries: tuple[Select[Any], ...] = (theirs, owed, beside)
    for query in queries:
        for borrower_id, name, code in connection.execute(query):
            found[borrower_id][0].append(name or "")
            found[borrower_id][1].append(code)
    return found


def _joined() -> Select[Any]:
    joined = readings.join(messages, messages.c.id == readings.c.message_id)
    joined = joined.join(borrowers, borrowers.c.id == messages.c.borrower_id)
    columns = (messages.c.body.label("text"), messages.c.channel, messages.c.borrower_id)
    return select(readings, *columns, borrowers.c.ref, borrowers.c.name).select_from(joined)


def _wanted(states: Sequence[str], locale: str | None, intent: str | None) -> ColumnElement[bool]:
    in_state: ColumnElement[bool] = readings.c.state.in_(list(states)) if states else true()
    in_locale: ColumnElement[bool] = readings.c.locale == locale if locale else true()
    meant = func.coalesce(readings.c.settled, readings.c.proposed, readings.c.intent)
    return and_(in_state, in_locale, meant == intent if intent else true())
