"""All that is known of borrowers, in one statement: case, person, contact points, loans and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, true

from cases.model import Account, Borrower, ContactPoint, Party
from storage import casefiles
from storage import feeds as feed_rows
from storage import switches as switch_rows
from storage.below import below
from storage.casefiles import CaseFile
from storage.feeds import Feed, feed_of
from storage.peoplerows import (
    borrower_of,
    charge_of,
    contact_point_of,
    instalment_of,
    loan_of,
    party_of,
    payment_of,
)
from storage.prepared import Prepared
from storage.switches import Switch, switch_of
from storage.tables import (
    borrowers,
    cases,
    charges,
    contact_points,
    feeds,
    instalments,
    loans,
    parties,
    payments,
    switches,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFile:
    """A case and its borrower. ``points`` are oldest first, those of ``parties`` among them; accounts by loan ref.

    ``feeds`` (by name) and ``switches`` (those that hold) are the installation's.
    """

    stored: CaseFile
    borrower: Borrower
    points: tuple[ContactPoint, ...]
    parties: tuple[Party, ...]
    accounts: tuple[Account, ...]
    feeds: tuple[Feed, ...]
    switches: tuple[Switch, ...]


def _query(dialect: str) -> Select[Any]:
    def of_borrower(name: str, columns: Sequence[Column[Any]], source: Any, owner: Column[Any]) -> Any:
        return below(dialect, name, columns, source, owner == cases.c.borrower_id)

    person = borrowers.alias("person")
    points = contact_points.outerjoin(parties, parties.c.id == contact_points.c.party_id)
    return casefiles.files(dialect).add_columns(
        of_borrower("person", tuple(person.c), person, person.c.id),
        of_borrower("points", (*contact_points.c, parties.c.party_ref), points, contact_points.c.borrower_id),
        of_borrower("parties", tuple(parties.c), parties, parties.c.borrower_id),
        of_borrower("loans", tuple(loans.c), loans, loans.c.borrower_id),
        *(
            of_borrower(
                table.name, tuple(table.c), table.join(loans, loans.c.id == table.c.loan_id), loans.c.borrower_id
            )
            for table in (instalments, payments, charges)
        ),
        below(dialect, "feeds", tuple(feeds.c), feeds, true()),
        below(dialect, "switches", tuple(switches.c), switches, switches.c.lifted_at.is_(None)),
    )


_WHOLE = Prepared(_query)


def load(connection: Connection, case_ids: Sequence[int], *, lock: bool) -> list[WholeFile]:
    """The files of these cases in the order of their ids. With ``lock`` nobody else changes them until the
    transaction ends, and all that is read was read under it."""
    if lock:
        casefiles.lock(connection, case_ids)
        feed_rows.lock(connection)
        switch_rows.lock(connection)
    return [_whole(row) for row in _WHOLE.all(connection, ids=list(case_ids))]


def _whole(row: Row[Any]) -> WholeFile:
    return WholeFile(
        stored=casefiles.file_of(row),
        borrower=borrower_of(row.person[0]),
        points=tuple(contact_point_of(each) for each in row.points),
        parties=tuple(party_of(each) for each in row.parties),
        accounts=tuple(_account(loan, row) for loan in sorted(row.loans, key=lambda loan: loan.ref)),
        feeds=tuple(feed_of(each) for each in sorted(row.feeds, key=lambda feed: feed.name)),
        switches=tuple(switch_of(each) for each in row.switches),
    )


def _account(loan: Row[Any], row: Row[Any]) -> Account:
    return Account(
        loan=loan_of(loan),
        instalments=tuple(instalment_of(each) for each in row.instalments if each.loan_id == loan.id),
        payments=tuple(payment_of(each) for each in row.payments if each.loan_id == loan.id),
        charges=tuple(charge_of(each) for each in row.charges if each.loan_id == loan.id),
    )
