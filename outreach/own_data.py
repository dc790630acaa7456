"""All that is kept about a borrower, for themselves: nothing that colleagues wrote, no scores, nobody else's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection

from cases.ledger import positions
from outreach.audit_file import plain
from outreach.casefile import BorrowerFile, open_file
from outreach.proofs import proofs_of
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import casefiles, traffic

PAGE: Final = 500
SENT: Final = frozenset({"sent", "delivered", "read", "received"})
POINT: Final = ("channel", "address", "consented_at", "consent_how", "confirmed_at", "opted_out_at", "hours")
HOLD: Final = ("type", "scope", "target", "from_at", "until", "lifted_at")
PROOF: Final = ("name", "content_type", "size", "sha256", "at", "kind")


def own_data(runtime: Runtime, borrower_id: int) -> dict[str, Any]:
    """Their data as JSON: instants ISO 8601 in UTC, amounts minor units of their currency. Raises NotFound."""
    with runtime.db.snapshot() as connection:
        case_id = casefiles.id_for_borrower(connection, borrower_id)
        if case_id is None:
            raise NotFound("Nothing is kept here.")
        file = open_file(connection, case_id, runtime.clock.now(), lock=False)
        found: dict[str, Any] = plain({name: part(connection, file) for name, part in PARTS.items()})
    return {"lender": runtime.settings.lender.name, "made_at": plain(runtime.clock.now())} | found


def _only(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _loans(_connection: Connection, file: BorrowerFile) -> list[dict[str, Any]]:
    stands = {loan.ref: loan for loan in positions(file.accounts, file.today).loans}
    return [
        {
            **asdict(account.loan),
            "late_minor": stands[account.loan.ref].arrears_minor,
            "balance_minor": stands[account.loan.ref].balance_minor,
            "instalments": account.instalments,
            "payments": account.payments,
            "charges": account.charges,
        }
        for account in file.accounts
    ]


def _holds(_connection: Connection, file: BorrowerFile) -> list[dict[str, Any]]:
    """Whatever blocks, and in their own words alone why."""
    return [
        _only(hold, HOLD) | ({"words": hold.source} if hold.placed_by == "borrower" else {}) for hold in file.case.holds
    ]


def _messages(connection: Connection, file: BorrowerFile) -> list[dict[str, Any]]:
    """What they wrote and what reached them; texts to and from others beside them are not theirs."""
    own = {point.id for point in file.points}
    rows: list[Any] = []
    while page := traffic.thread(connection, file.borrower_id, after=rows[-1].id if rows else 0, limit=PAGE):
        rows += page
    return [
        {
            "at": row.sent_at or row.planned_at,
            "from": "you" if row.direction == "in" else "us",
            "channel": row.channel,
            "text": row.body,
        }
        for row in rows
        if row.state in SENT and row.contact_point_id in own
    ]


PARTS: Final[Mapping[str, Callable[[Connection, BorrowerFile], Any]]] = {
    "you": lambda _connection, file: file.borrower,
    "contact_points": lambda _connection, file: [_only(point, POINT) for point in file.points],
    "loans": _loans,
    "promises": lambda _connection, file: file.case.promises,
    "plans": lambda _connection, file: file.case.plans,
    "pauses": _holds,
    "messages": _messages,
    "photos_and_files": lambda connection, file: [_only(each, PROOF) for each in proofs_of(connection, file.stored.id)],
}
"""The parts in their order."""
