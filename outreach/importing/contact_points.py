"""Addresses, consents and confirmations of borrowers and of parties, as a batch of rows tells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from cases.model import Channel
from outreach.importing.rows import LoanRow, PartyRow
from outreach.importing.run import Run
from storage import portfolio
from storage.portfolio import Record

_KEY = ("borrower_id", "channel", "address")
_BLANK: Record = {
    "consented_at": None,
    "consent_how": None,
    "consent_proof": None,
    "confirmed_at": None,
    "party_id": None,
    "owner": "borrower",
    "place": None,
    "hours": None,
}
_COLUMNS = (*_KEY, *_BLANK, "created_at")
_BY_PHONE = (Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row that names addresses, and whose they are: the borrower's own, or with ``party_id`` a party's."""

    row: LoanRow | PartyRow
    borrower_id: int
    party_id: int | None = None


def save_contact_points(connection: Connection, told: Sequence[Told], run: Run) -> set[int]:
    """Insert or update them; the lines that told something new."""
    known = portfolio.contact_points_of(connection, {each.borrower_id for each in told})
    changed: dict[_Key, Record] = {}
    lines = set()
    for each in told:
        for channel, address in _addresses(each.row):
            key = (each.borrower_id, channel.value, address)
            if not _wanted(each.row, channel, key in known):
                continue
            after = _point(key, known.get(key), channel, each, run)
            if key not in known or any(after[name] != known[key][name] for name in _COLUMNS):
                known[key] = changed[key] = after
                lines.add(each.row.line)
    portfolio.put_contact_points(connection, list(changed.values()))
    return lines


def _addresses(row: LoanRow | PartyRow) -> Iterator[tuple[Channel, str]]:
    if row.phone:
        yield from ((channel, row.phone) for channel in _BY_PHONE)
    if row.email:
        yield Channel.EMAIL, row.email
    if row.telegram_id:
        yield Channel.TELEGRAM, row.telegram_id


def _wanted(row: LoanRow | PartyRow, channel: Channel, known: bool) -> bool:
    """A number is for calls and WhatsApp only where the lender says so, now or before."""
    named = (row.consents or frozenset()) | (row.verified or frozenset())
    return known or channel not in (Channel.WHATSAPP, Channel.VOICE) or channel in named


def _point(key: _Key, before: Mapping[str, object] | None, channel: Channel, told: Told, run: Run) -> Record:
    """The contact point as the row leaves it. One that borrower and party name is the borrower's, and shared."""
    row = told.row
    new = {**dict(zip(_KEY, key, strict=True)), **_BLANK, "party_id": told.party_id, "created_at": run.now}
    after: Record = new if before is None else {name: before[name] for name in _COLUMNS}
    if before is None and told.party_id is not None:
        after["owner"] = "party"
    elif after["party_id"] != told.party_id:
        if told.party_id is not None:
            return after if after["party_id"] is not None else {**after, "owner": "shared"}
        after = {**new, "owner": "shared"}
    _consent(after, before, channel, row, run)
    if row.verified and channel in row.verified:
        after["confirmed_at"] = after["confirmed_at"] or run.at
    if channel in _BY_PHONE or not row.phone:
        _describe(after, row)
    return after


def _consent(
    after: Record, before: Mapping[str, object] | None, channel: Channel, row: LoanRow | PartyRow, run: Run
) -> None:
    """Consent follows the row where it speaks of consent, but for one given anew in a chat; opt-outs stay."""
    if row.consents is None:
        return
    if channel not in row.consents:
        after |= {"consented_at": None, "consent_how": None, "consent_proof": None}
    elif before is None or before.get("opted_in_at") is None:
        after["consented_at"] = row.consented_at or after["consented_at"] or run.at
        after["consent_how"] = row.consent_how or after["consent_how"]
        after["consent_proof"] = row.consent_proof or after["consent_proof"]


def _describe(after: Record, row: LoanRow | PartyRow) -> None:
    """Place and hours of the row's number, or where it has none, of its other addresses."""
    if isinstance(row, LoanRow) and row.owner is not None:
        after["owner"] = row.owner
    if row.place is not None:
        after["place"] = row.place
    if row.hours is not None:
        after["hours"] = list(row.hours) or None
