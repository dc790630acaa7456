"""What counts as a contact, for caps and first words: queries, and the lock of an address that several share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Select, Text, bindparam, func, select

from storage.below import below
from storage.prepared import Prepared
from storage.tables import borrowers, contact_points, loans, messages, outside_contacts
from storage.tables.base import Id, Instant
from storage.traffic import COUNTED


def lock_addresses(connection: Connection, addresses: Iterable[tuple[str, str]]) -> None:
    """Wait until nobody else sends to these (channel, address), which several borrowers may share.

    Taken in one order by everybody, and after the cases, so that two transactions never wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    for key in sorted({_lock_key(channel, address) for channel, address in addresses}):
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def _lock_key(channel: str, address: str) -> int:
    digest = blake2b(f"{channel} {address}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


_WENT = (messages.c.direction == "out") & messages.c.state.in_(COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What went to a borrower so far, each list in the order in which it was made.

    ``ours``: texts that count (``at, channel, kind, address, loans, in_reply_to, planned_at, discloses, heard_at``),
    those of the time asked for, and older ones that told of a debt or answered the message asked for. A text counts
    from the moment it was recorded as being sent, until its provider proves that it did not go: then ``sent_at`` is
    taken back. ``heard_at`` is when the message it answered reached us. ``elsewhere``: contacts made by others (``at,
    channel, unit, by, address, loan_ref``). ``others``: what went to other borrowers at the same address (``at,
    channel, kind, address``). ``asked``: channel and instant of the message asked for.
    """

    ours: list[Any]
    elsewhere: list[Any]
    others: list[Any]
    asked: tuple[str, datetime] | None


def _traffic(dialect: str) -> Select[Any]:
    """One row. The channel at the other borrowers' messages is compared later: an index of it would be taken for one
    that narrows."""
    asked, heard = messages.alias("asked"), messages.alias("heard")
    since, message = bindparam("since", type_=Instant), bindparam("message", type_=Id)
    of_time = (messages.c.sent_at >= since) | messages.c.discloses | (messages.c.in_reply_to == message)
    at = messages.c.sent_at.label("at")
    ours = below(
        dialect,
        "ours",
        (
            *(messages.c.id, at, messages.c.channel, messages.c.kind, messages.c.address, messages.c.loans),
            *(messages.c.in_reply_to, messages.c.planned_at, messages.c.discloses),
            heard.c.planned_at.label("heard_at"),
        ),
        messages.outerjoin(heard, heard.c.id == messages.c.in_reply_to),
        (messages.c.borrower_id == borrowers.c.id) & _WENT & messages.c.sent_at.is_not(None) & of_time,
    )
    told = outside_contacts.c
    elsewhere = below(
        dialect,
        "elsewhere",
        (told.id, told.at, told.channel, told.unit, told.by, told.address, loans.c.ref.label("loan_ref")),
        outside_contacts.outerjoin(loans, loans.c.id == told.loan_id),
        (told.borrower_id == borrowers.c.id) & (told.at >= since),
    )
    point, address = contact_points.c, bindparam("address", type_=Text)
    others = below(
        dialect,
        "others",
        (messages.c.id, at, messages.c.channel, messages.c.kind, messages.c.address),
        contact_points.join(messages, messages.c.borrower_id == point.borrower_id),
        (point.channel == bindparam("channel", type_=Text))
        & (point.address == address)
        & (point.borrower_id != borrowers.c.id)
        & (messages.c.address == address)
        & (messages.c.sent_at >= since)
        & _WENT,
    )
    found = borrowers.outerjoin(asked, asked.c.id == message)
    query = select(asked.c.channel, asked.c.planned_at, ours, elsewhere, others).select_from(found)
    return query.where(borrowers.c.id == bindparam("borrower", type_=Id))


_TRAFFIC = Prepared(_traffic)


def traffic_of(
    connection: Connection,
    borrower_id: int,
    since: datetime,
    *,
    channel: str | None = None,
    address: str | None = None,
    message_id: int | None = None,
) -> Traffic:
    """What went to this borrower since then, to others at that address, and the message that is to be answered."""
    row = _TRAFFIC.first(
        connection, borrower=borrower_id, since=since, channel=channel, address=address, message=message_id
    )
    return Traffic(
        ours=row.ours,
        elsewhere=row.elsewhere,
        others=[each for each in row.others if each.channel == channel],
        asked=(row.channel, row.planned_at) if row.planned_at is not None else None,
    )


def demanded_at(connection: Connection, borrower_id: int, address: str, since: datetime) -> list[str]:
    """The templates of the demands that count and went to this address since then, in the order made."""
    query = select(messages.c.template).where(messages.c.borrower_id == borrower_id, messages.c.address == address)
    query = query.where(messages.c.kind == "demand", messages.c.sent_at >= since, _WENT).order_by(messages.c.id)
    return list(connection.execute(query).scalars())


def last_demand_at(connection: Connection, borrower_id: int) -> datetime | None:
    """When the newest demand left."""
    query = select(func.max(messages.c.sent_at)).where(messages.c.borrower_id == borrower_id)
    query = query.where(messages.c.direction == "out", messages.c.kind == "demand", messages.c.state.in_(COUNTED))
    return connection.execute(query).scalar()


def outside_contacts_of(connection: Connection, borrower_id: int, since: datetime) -> list[Any]:
    """Contacts made elsewhere (``at, channel, unit, by, address, loan_ref``), which count in caps."""
    made = outside_contacts.c
    query = select(made.at, made.channel, made.unit, made.by, made.address, loans.c.ref.label("loan_ref"))
    query = query.select_from(outside_contacts.outerjoin(loans, loans.c.id == made.loan_id))
    return list(connection.execute(query.where(made.borrower_id == borrower_id, made.at >= since)))
