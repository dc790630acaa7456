"""Borrowers with their contact points and accounts, read as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cases.model import Account, Borrower, Channel, ContactPoint, Party
from storage.below import below
from storage.peoplerows import (
    borrower_of,
    charge_of,
    contact_point_of,
    instalment_of,
    loan_of,
    party_of,
    payment_of,
)
from storage.prepared import Prepared, among
from storage.tables import (
    borrowers,
    cases,
    charges,
    contact_points,
    instalments,
    loans,
    parties,
    payments,
)

OPENED_LINK = "opened their signed link"
"""How a borrower consented to a chat that they began themselves; the opened message is the proof."""


def id_of(connection: Connection, ref: str) -> int | None:
    """The id of the borrower with this ref."""
    return connection.execute(select(borrowers.c.id).where(borrowers.c.ref == ref)).scalar()


def all_ids(connection: Connection) -> list[int]:
    """The ids of all borrowers; for small portfolios only."""
    return list(connection.execute(select(borrowers.c.id).order_by(borrowers.c.id)).scalars())


def first_late(connection: Connection) -> str | None:
    """The ref of the borrower whose oldest unpaid instalment has waited longest; None where nobody is late."""
    query = select(borrowers.c.ref).join(cases, cases.c.borrower_id == borrowers.c.id)
    query = query.where(cases.c.oldest_due_on.is_not(None)).order_by(cases.c.oldest_due_on, borrowers.c.ref).limit(1)
    return connection.execute(query).scalar()


_BORROWERS = Prepared(lambda dialect: select(borrowers).where(among(borrowers.c.id, dialect)))


def by_ids(connection: Connection, ids: Sequence[int]) -> dict[int, Borrower]:
    """Borrowers by id."""
    return {row.id: borrower_of(row) for row in _BORROWERS.all(connection, ids=list(ids))}


def get(connection: Connection, borrower_id: int) -> Borrower:
    """One borrower. Raises KeyError where there is none."""
    return by_ids(connection, [borrower_id])[borrower_id]


_OF_LOANS = (instalments, payments, charges)


def _loans(dialect: str) -> Select[Any]:
    children = (below(dialect, table.name, tuple(table.c), table, table.c.loan_id == loans.c.id) for table in _OF_LOANS)
    return select(*loans.c, *children).where(among(loans.c.borrower_id, dialect)).order_by(loans.c.ref)


_LOANS = Prepared(_loans)


def accounts_of(connection: Connection, borrower_ids: Sequence[int]) -> dict[int, tuple[Account, ...]]:
    """All loans of these borrowers with their instalments, payments and charges."""
    found: dict[int, list[Account]] = {each: [] for each in borrower_ids}
    for row in _LOANS.all(connection, ids=list(borrower_ids)):
        account = Account(
            loan=loan_of(row),
            instalments=tuple(instalment_of(each) for each in row.instalments),
            payments=tuple(payment_of(each) for each in row.payments),
            charges=tuple(charge_of(each) for each in row.charges),
        )
        found[row.borrower_id].append(account)
    return {each: tuple(accounts) for each, accounts in found.items()}


_POINTS = select(contact_points, parties.c.party_ref).select_from(
    contact_points.outerjoin(parties, parties.c.id == contact_points.c.party_id)
)
_POINTS_OF = Prepared(
    lambda dialect: _POINTS.where(among(contact_points.c.borrower_id, dialect)).order_by(contact_points.c.id)
)


def contact_points_of(connection: Connection, borrower_ids: Iterable[int]) -> dict[int, tuple[ContactPoint, ...]]:
    """Contact points by borrower, oldest first; those of parties (with ``party_ref``) among them."""
    ids = list(borrower_ids)
    found: dict[int, list[ContactPoint]] = {each: [] for each in ids}
    for row in _POINTS_OF.all(connection, ids=ids):
        found[row.borrower_id].append(contact_point_of(row))
    return {each: tuple(points) for each, points in found.items()}


_PARTIES_OF = Prepared(
    lambda dialect: select(parties).where(among(parties.c.borrower_id, dialect)).order_by(parties.c.id)
)


def parties_of(connection: Connection, borrower_ids: Iterable[int]) -> dict[int, tuple[Party, ...]]:
    """Guarantors, co-borrowers, representatives and references by borrower, in the order they were told."""
    ids = list(borrower_ids)
    found: dict[int, list[Party]] = {each: [] for each in ids}
    for row in _PARTIES_OF.all(connection, ids=ids):
        found[row.borrower_id].append(party_of(row))
    return {each: tuple(those) for each, those in found.items()}


def contact_point(connection: Connection, contact_point_id: int) -> tuple[int, ContactPoint]:
    """The borrower's id and the contact point."""
    row = connection.execute(_POINTS.where(contact_points.c.id == contact_point_id)).one()
    return row.borrower_id, contact_point_of(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose address it is: by the ids of borrower, contact point and case; no case where none was opened yet.

    ``own``: the borrower's, not that of somebody beside them.
    """

    borrower_id: int
    point_id: int
    case_id: int | None
    own: bool = True


_OWNERS = Prepared(
    lambda _: (
        select(
            contact_points.c.borrower_id,
            contact_points.c.id.label("point_id"),
            contact_points.c.party_id,
            cases.c.id.label("case_id"),
        )
        .select_from(contact_points.outerjoin(cases, cases.c.borrower_id == contact_points.c.borrower_id))
        .where(contact_points.c.channel == bindparam("channel"), contact_points.c.address == bindparam("address"))
        .order_by(contact_points.c.bad_at.is_not(None), contact_points.c.party_id.is_not(None), contact_points.c.id)
    )
)


def owners_of(connection: Connection, channel: Channel, address: str) -> list[Owner]:
    """Whose address this is, good ones first, and a borrower's own first."""
    rows = _OWNERS.all(connection, channel=channel.value, address=address)
    return [
        Owner(borrower_id=row.borrower_id, point_id=row.point_id, case_id=row.case_id, own=row.party_id is None)
        for row in rows
    ]


def add_contact_point(
    connection: Connection,
    borrower_id: int,
    channel: Channel,
    address: str,
    *,
    now: datetime,
    consented: bool,
) -> ContactPoint:
    """The borrower's contact point with this address, made where there is none."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(
        insert(contact_points)
        .values(
            borrower_id=borrower_id,
            channel=channel.value,
            address=address,
            consented_at=now if consented else None,
            consent_how=OPENED_LINK if consented else None,
            created_at=now,
        )
        .on_conflict_do_nothing()
    )
    row = connection.execute(
        _POINTS.where(
            contact_points.c.borrower_id == borrower_id,
            contact_points.c.channel == channel.value,
            contact_points.c.address == address,
        )
    ).one()
    return contact_point_of(row)


def mark(connection: Connection, contact_point_id: int, **values: Any) -> None:
    """Set columns of a contact point."""
    connection.execute(update(contact_points).where(contact_points.c.id == contact_point_id).values(**values))


def count_outcome(
    connection: Connection, contact_point_id: int, *, delivered: int, failed: int, delivered_at: datetime | None
) -> None:
    """So many more messages arrived there, or failed to. Of two instants of arrival the later one stays."""
    table = contact_points.c
    values: dict[str, Any] = {
        "delivered_count": table.delivered_count + delivered,
        "failed_count": table.failed_count + failed,
    }
    mine = update(contact_points).where(table.id == contact_point_id)
    connection.execute(mine.values(**values))
    if delivered_at is not None:
        earlier = or_(table.delivered_at.is_(None), table.delivered_at < delivered_at)
        connection.execute(mine.where(earlier).values(delivered_at=delivered_at))


def set_locale(connection: Connection, borrower_id: int, locale: str) -> None:
    """The language the borrower chose."""
    connection.execute(update(borrowers).where(borrowers.c.id == borrower_id).values(locale=locale))


def prefer_channel(connection: Connection, borrower_id: int, channel: str | None) -> None:
    """The channel on which the borrower wants to be written to."""
    connection.execute(update(borrowers).where(borrowers.c.id == borrower_id).values(preferred_channel=channel))
