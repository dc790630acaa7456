"""Addresses, consents and confirmations of borrowers as a batch of loan rows tells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from cases.model import Channel
from outreach.importing.rows import LoanRow
from outreach.importing.run import Run
from storage import portfolio
from storage.portfolio import Record

_COLUMNS = ("borrower_id", "channel", "address", "consented_at", "confirmed_at", "created_at")
_BY_PHONE = (Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
_Key = tuple[int, str, str]


def save_contact_points(connection: Connection, rows: Sequence[LoanRow], ids: Mapping[str, int], run: Run) -> set[int]:
    """Insert or update them; the lines that told something new. ``ids`` are the borrowers' by ref."""
    known = portfolio.contact_points_of(connection, {ids[row.borrower_ref] for row in rows})
    changed: dict[_Key, Record] = {}
    lines = set()
    for row in rows:
        for channel, address in _addresses(row):
            key = (ids[row.borrower_ref], channel.value, address)
            if not _wanted(row, channel, key in known):
                continue
            after = _told(key, known.get(key), channel, row, run)
            if key not in known or any(after[name] != known[key][name] for name in _COLUMNS):
                known[key] = changed[key] = after
                lines.add(row.line)
    portfolio.put_contact_points(connection, list(changed.values()))
    return lines


def _addresses(row: LoanRow) -> Iterator[tuple[Channel, str]]:
    if row.phone:
        yield from ((channel, row.phone) for channel in _BY_PHONE)
    if row.email:
        yield Channel.EMAIL, row.email
    if row.telegram_id:
        yield Channel.TELEGRAM, row.telegram_id


def _wanted(row: LoanRow, channel: Channel, known: bool) -> bool:
    """A number is for calls and WhatsApp only where the lender says so, now or before."""
    named = (row.consents or frozenset()) | (row.verified or frozenset())
    return known or channel not in (Channel.WHATSAPP, Channel.VOICE) or channel in named


def _told(key: _Key, before: Record | None, channel: Channel, row: LoanRow, run: Run) -> Record:
    """Consent follows the row where it speaks of consent; a confirmation is only ever added; opt-outs stay."""
    after: Record = dict(zip(_COLUMNS, (*key, None, None, run.now), strict=True))
    if before:
        after = {name: before[name] for name in _COLUMNS}
    if row.consents is not None:
        after["consented_at"] = (after["consented_at"] or run.at) if channel in row.consents else None
    if row.verified and channel in row.verified:
        after["confirmed_at"] = after["confirmed_at"] or run.at
    return after
