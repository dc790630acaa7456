"""What the gate is told of the traffic so far: contacts that count, what is answered, whether it is a first word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cases.model import ContactPoint, Kind
from cases.policy.counting import REPLY_UNIT
from cases.policy.permits import CONFIRMATION_UNIT
from cases.policy.request import Contact
from outreach.casefile import BorrowerFile
from storage import counted, traffic

LOOK_BACK = timedelta(days=62)
UNASKED = frozenset({Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reply answers: the borrower's message by its id. Texts of one turn share ``at`` and are one answer."""

    message_id: int
    at: datetime


def contacts(
    connection: Connection,
    file: BorrowerFile,
    now: datetime,
    *,
    point: ContactPoint | None = None,
    loan: str | None = None,
) -> tuple[Contact, ...]:
    """All contacts that count: what we sent, and what the lender told us was done elsewhere; the earliest first.

    With ``point`` also what went to other borrowers there. ``loan`` is the one asked for: what was about several
    counts as about this one where it is among them.
    """
    since = now - LOOK_BACK
    rows = counted.sent_since(connection, file.borrower_id, since)
    asked = {row.in_reply_to for row in rows if row.in_reply_to is not None}
    heard = counted.heard_at(connection, asked) if asked else {}
    ours = [_contact(row, file, loan, heard.get(row.in_reply_to)) for row in rows]
    theirs = [_outside(row, file) for row in counted.outside_contacts_of(connection, file.borrower_id, since)]
    others = _to_others(connection, file, point, since) if point is not None else []
    return tuple(sorted([*ours, *theirs, *others], key=lambda contact: contact.at))


def _contact(row: Any, file: BorrowerFile, loan: str | None, answers: datetime | None) -> Contact:
    return Contact(
        at=row.at,
        channel=row.channel,
        units=_units(row.kind),
        loan=loan if loan in row.loans else next(iter(row.loans), None),
        address=row.address,
        creditor=file.known_institution(row.loans),
        answers=answers,
    )


def _units(kind: str) -> frozenset[str]:
    if kind == Kind.OPT_OUT_CONFIRMATION:
        return frozenset({REPLY_UNIT, CONFIRMATION_UNIT})
    return frozenset({"sent" if kind in UNASKED else REPLY_UNIT})


def _outside(row: Any, file: BorrowerFile) -> Contact:
    return Contact(
        at=row.at,
        channel=row.channel,
        units=frozenset({row.unit}),
        loan=row.loan_ref,
        by=row.by,
        address=row.address,
        creditor=file.known_institution([row.loan_ref] if row.loan_ref else []),
    )


def _to_others(connection: Connection, file: BorrowerFile, point: ContactPoint, since: datetime) -> list[Contact]:
    """What went to somebody else at this very address: a rule that counts by address counts it, too."""
    rows = counted.sent_to_others(connection, point.channel.value, point.address, file.borrower_id, since)
    return [
        Contact(
            at=row.at,
            channel=row.channel,
            units=_units(row.kind),
            address=row.address,
            shared=True,
        )
        for row in rows
    ]


def in_reply_to(connection: Connection, file: BorrowerFile, answer: Answer | None) -> tuple[str, datetime] | None:
    """Channel and instant of what is answered; None where nothing is, or the same answer goes on in a further text."""
    if answer is None:
        return None
    asked = traffic.asked_at(connection, answer.message_id)
    if asked is None or counted.answered_in_turn(connection, file.borrower_id, answer.message_id, answer.at):
        return None
    return asked


def position(connection: Connection, file: BorrowerFile, loans: Collection[str]) -> str:
    """``subsequent`` where every one of these loans was spoken of to this borrower before, else ``initial``.

    A reply names all loans of its borrower, so it counts only where there is one.
    """
    told = [
        row.loans for row in counted.told(connection, file.borrower_id) if row.kind in UNASKED or len(row.loans) < 2
    ]
    known = bool(told) and set(loans) <= set[str]().union(*told)
    return "subsequent" if known else "initial"
