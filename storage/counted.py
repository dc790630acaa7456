"""What counts as a contact, for caps and first words: queries, and the lock of an address that several share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from storage.prepared import Prepared, among
from storage.tables import contact_points, loans, messages, outside_contacts
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


_SENT_SINCE = (
    select(
        messages.c.sent_at.label("at"),
        messages.c.channel,
        messages.c.kind,
        messages.c.address,
        messages.c.loans,
        messages.c.actor,
        messages.c.template,
        messages.c.in_reply_to,
        messages.c.planned_at,
    )
    .where(messages.c.borrower_id == bindparam("borrower"), messages.c.direction == "out")
    .where(messages.c.state.in_(COUNTED), messages.c.sent_at >= bindparam("since"))
    .order_by(messages.c.id)
)

_OTHERS = (
    select(contact_points.c.borrower_id)
    .where(contact_points.c.channel == bindparam("channel"), contact_points.c.address == bindparam("address"))
    .where(contact_points.c.borrower_id != bindparam("borrower"))
)
_SENT_TO_OTHERS = (
    select(messages.c.sent_at.label("at"), messages.c.channel, messages.c.kind, messages.c.address)
    .where(messages.c.borrower_id.in_(_OTHERS), messages.c.direction == "out")
    .where(messages.c.channel == bindparam("channel"), messages.c.address == bindparam("address"))
    .where(messages.c.state.in_(COUNTED), messages.c.sent_at >= bindparam("since"))
)


_SENT = Prepared(lambda _: _SENT_SINCE)
_TO_OTHERS = Prepared(lambda _: _SENT_TO_OTHERS)
_LEFT = select(messages.c.id, messages.c.kind, messages.c.loans).where(
    messages.c.borrower_id == bindparam("borrower"),
    messages.c.direction == "out",
    messages.c.state.in_(COUNTED),
    messages.c.sent_at.is_not(None),
)
_TOLD = Prepared(lambda _: _LEFT.where(messages.c.discloses))
_IN_TURN = Prepared(
    lambda _: _LEFT.where(
        messages.c.in_reply_to == bindparam("message"), messages.c.planned_at == bindparam("at")
    ).limit(1)
)
_HEARD = Prepared(lambda dialect: select(messages.c.id, messages.c.planned_at).where(among(messages.c.id, dialect)))


def sent_since(connection: Connection, borrower_id: int, since: datetime) -> list[Any]:
    """Contacts of ours that count, in the order made: ``at, channel, kind, address, loans, actor, template``.

    Also ``in_reply_to`` and ``planned_at``. A text counts from the moment it was recorded as being sent, until its
    provider proves that it did not go: then ``sent_at`` is taken back.
    """
    return _SENT.all(connection, borrower=borrower_id, since=since)


def sent_to_others(connection: Connection, channel: str, address: str, borrower_id: int, since: datetime) -> list[Any]:
    """What went to other borrowers at the same address: ``at, channel, kind, address``."""
    return _TO_OTHERS.all(connection, channel=channel, address=address, borrower=borrower_id, since=since)


def told(connection: Connection, borrower_id: int) -> list[Any]:
    """``kind, loans`` of each text that ever told this borrower of a debt."""
    return _TOLD.all(connection, borrower=borrower_id)


def heard_at(connection: Connection, ids: Iterable[int]) -> dict[int, datetime]:
    """When these messages of borrowers reached us, by their ids."""
    return {row.id: row.planned_at for row in _HEARD.all(connection, ids=list(ids))}


def answered_in_turn(connection: Connection, borrower_id: int, message_id: int, at: datetime) -> bool:
    """Whether a text of the turn of that moment has left already in answer to this message."""
    return _IN_TURN.first(connection, borrower=borrower_id, message=message_id, at=at) is not None


def last_demand_at(connection: Connection, borrower_id: int) -> datetime | None:
    """When the newest demand left."""
    query = select(func.max(messages.c.sent_at)).where(messages.c.borrower_id == borrower_id)
    query = query.where(messages.c.direction == "out", messages.c.kind == "demand", messages.c.state.in_(COUNTED))
    return connection.execute(query).scalar()


_OUTSIDE_CONTACTS = (
    select(
        outside_contacts.c.at,
        outside_contacts.c.channel,
        outside_contacts.c.unit,
        outside_contacts.c.by,
        outside_contacts.c.address,
        loans.c.ref.label("loan_ref"),
    )
    .select_from(outside_contacts.outerjoin(loans, loans.c.id == outside_contacts.c.loan_id))
    .where(outside_contacts.c.borrower_id == bindparam("borrower"), outside_contacts.c.at >= bindparam("since"))
)


_OUTSIDE = Prepared(lambda _: _OUTSIDE_CONTACTS)


def outside_contacts_of(connection: Connection, borrower_id: int, since: datetime) -> list[Any]:
    """Contacts made elsewhere (``at, channel, unit, by, address, loan_ref``), which count in caps."""
    return _OUTSIDE.all(connection, borrower=borrower_id, since=since)
