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
from storage import counted
from storage.counted import Traffic

LOOK_BACK = timedelta(days=62)
UNASKED = frozenset({Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reply answers: the borrower's message by its id. Texts of one turn share ``at`` and are one answer."""

    message_id: int
    at: datetime


def traffic_for(
    connection: Connection, file: BorrowerFile, now: datetime, *, point: ContactPoint | None, answer: Answer | None
) -> Traffic:
    """All that the gate has to know of what went before a draft to this contact point, in answer to that."""
    return counted.traffic_of(
        connection,
        file.borrower_id,
        now - LOOK_BACK,
        channel=point.channel.value if point is not None else None,
        address=point.address if point is not None else None,
        message_id=answer.message_id if answer is not None else None,
    )


def contacts(traffic: Traffic, file: BorrowerFile, now: datetime, *, loan: str | None = None) -> tuple[Contact, ...]:
    """All contacts that count: what we sent, and what the lender told us was done elsewhere; the earliest first.

    What went to other borrowers at the same address is among them. ``loan`` is the one asked for: what was about
    several counts as about this one where it is among them.
    """
    since = now - LOOK_BACK
    ours = [_contact(row, file, loan) for row in traffic.ours if row.at >= since]
    theirs = [_outside(row, file) for row in traffic.elsewhere]
    others = [_to_others(row) for row in traffic.others]
    return tuple(sorted([*ours, *theirs, *others], key=lambda contact: contact.at))


def _contact(row: Any, file: BorrowerFile, loan: str | None) -> Contact:
    return Contact(
        at=row.at,
        channel=row.channel,
        units=_units(row.kind),
        loan=loan if loan in row.loans else next(iter(row.loans), None),
        address=row.address,
        creditor=file.known_institution(row.loans),
        answers=row.heard_at,
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


def _to_others(row: Any) -> Contact:
    """What went to somebody else at this very address: a rule that counts by address counts it, too."""
    return Contact(at=row.at, channel=row.channel, units=_units(row.kind), address=row.address, shared=True)


def in_reply_to(traffic: Traffic, answer: Answer | None) -> tuple[str, datetime] | None:
    """Channel and instant of what is answered; None where nothing is, or the same answer goes on in a further text."""
    if answer is None:
        return None
    turn = (answer.message_id, answer.at)
    return None if any((row.in_reply_to, row.planned_at) == turn for row in traffic.ours) else traffic.asked


def position(traffic: Traffic, loans: Collection[str]) -> str:
    """``subsequent`` where every one of these loans was spoken of to this borrower before, else ``initial``.

    A reply names all loans of its borrower, so it counts only where there is one.
    """
    told = [row.loans for row in traffic.ours if row.discloses and (row.kind in UNASKED or len(row.loans) < 2)]
    known = bool(told) and set(loans) <= set[str]().union(*told)
    return "subsequent" if known else "initial"
