"""A borrower's whole file, loaded in one go: who they are, what they owe, how they are reached, what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from cases.ledger import BorrowerPosition, positions
from cases.model import Account, Blocks, Borrower, Case, Channel, ContactPoint, Creditor, HoldScope, Party
from outreach.runtime import local_date
from storage import creditors
from storage import files as whole_files
from storage.casefiles import CaseFile
from storage.feeds import Feed
from storage.files import WholeFile
from storage.switches import Switch

OWN = "[lender]"
"""The institution of loans whose creditor has no row: the lender of the settings speaks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerFile:
    """All that is known of one borrower at ``now``. ``today`` is their own date.

    ``points`` are the borrower's own contact points and no others; ``party_points`` those of ``parties``.
    ``creditors`` are by loan ref, for loans whose creditor has a row. A file narrowed to one creditor has that one's
    ``accounts``, still knows by ``all_institutions`` whose debt every loan is, and what it was cut from as ``whole``.
    ``feeds`` and the live ``switches`` are the installation's, as they stood when the file was loaded.
    """

    borrower_id: int
    borrower: Borrower
    points: tuple[ContactPoint, ...]
    accounts: tuple[Account, ...]
    position: BorrowerPosition
    stored: CaseFile
    now: datetime
    today: date
    party_points: tuple[ContactPoint, ...] = ()
    parties: tuple[Party, ...] = ()
    creditors: Mapping[str, Creditor] = field(default_factory=dict)
    all_institutions: Mapping[str, str] = field(default_factory=dict)
    whole: BorrowerFile | None = None
    feeds: tuple[Feed, ...] = ()
    switches: tuple[Switch, ...] = ()
    worked_out: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What follows from the file alone and was asked for before; a narrowed or changed file begins anew."""

    @property
    def case(self) -> Case:
        """The case as it was loaded."""
        return self.stored.case

    @property
    def askable(self) -> BorrowerPosition:
        """How the loans stand that may be asked for: those that no hold of their own keeps demands from."""
        holds = [hold for hold in self.case.holds if hold.scope is HoldScope.LOAN and hold.live_at(self.now)]
        held = {hold.target for hold in holds if hold.blocks is not Blocks.VOICE}
        if not held:
            return self.position
        return positions([account for account in self.accounts if account.loan.ref not in held], self.today)

    @property
    def reachable(self) -> bool:
        """Whether any contact point is left that may be written to."""
        return any(usable(point) and point.consented_at for point in self.points)

    @property
    def officer(self) -> str | None:
        """The named person of the lender for the oldest late loan, or for any."""
        late = {loan.ref for loan in self.position.loans if loan.arrears_minor}
        known = sorted(self.accounts, key=lambda account: account.loan.ref not in late)
        return next((account.loan.officer for account in known if account.loan.officer), None)

    @property
    def institutions(self) -> tuple[str, ...]:
        """Whose debts it is about: creditors of late loans, the oldest first; of all loans where none is late."""
        late = sorted(
            (loan for loan in self.position.loans if loan.arrears_minor),
            key=lambda loan: loan.oldest_due_on or self.today,
        )
        refs = [loan.ref for loan in late] or [account.loan.ref for account in self.accounts]
        return tuple(dict.fromkeys(self.institution(ref) for ref in refs))

    def institution(self, loan_ref: str) -> str:
        """Whose debt one of the loans is: its creditor's ref, or the lender's own mark."""
        return self.all_institutions[loan_ref]

    def known_institution(self, loan_refs: Sequence[str]) -> str | None:
        """The one creditor of these loans; None where they are several's, or a loan is named that is not known."""
        known = {ref: each for ref, each in self.all_institutions.items() if ref in loan_refs}
        found = set(known.values())
        return found.pop() if len(found) == 1 and len(known) == len(set(loan_refs)) else None

    def about(self, loan_refs: Sequence[str]) -> BorrowerFile:
        """The same file with all loans of the creditor that a text about these loans speaks for."""
        institution = self.known_institution(loan_refs)
        return self.of_institution(institution) if institution is not None else self

    def of_institution(self, ref: str) -> BorrowerFile:
        """The same file with the loans of one creditor alone; itself where all are that one's."""
        accounts = tuple(each for each in self.accounts if self.institution(each.loan.ref) == ref)
        if not accounts or len(accounts) == len(self.accounts):
            return self
        return replace(self, accounts=accounts, position=positions(accounts, self.today), whole=self.whole or self)

    def party(self, point: ContactPoint) -> Party | None:
        """Whose contact point it is, where it is not the borrower's own."""
        return next((party for party in self.parties if party.ref == point.party_ref), None)

    def point(self, contact_point_id: int | None) -> ContactPoint | None:
        """One of the contact points, the borrower's own or a party's."""
        points = (*self.points, *self.party_points)
        return next((point for point in points if point.id == contact_point_id), None)

    def known_point(self, contact_point_id: int) -> ContactPoint:
        """One of the contact points. Raises KeyError where it is of another borrower's case."""
        found = self.point(contact_point_id)
        if found is None:
            raise KeyError(f"contact point {contact_point_id} is not of borrower {self.borrower.ref}")
        return found


def confirmed(point: ContactPoint, now: datetime, valid_days: int) -> bool:
    """Whether the owner of a contact point counts as confirmed at this moment."""
    if point.confirmed_at is None or point.bad_reason == "wrong_person":
        return False
    return now < point.confirmed_at + timedelta(days=valid_days)


def usable(point: ContactPoint) -> bool:
    """Whether it may be tried at all."""
    return point.bad_at is None and point.opted_out_at is None


def open_file(connection: Connection, case_id: int, now: datetime, *, lock: bool) -> BorrowerFile:
    """One file by its case."""
    return open_files(connection, [case_id], now, lock=lock)[0]


Moment = datetime | Callable[[Borrower], datetime]
"""One instant for all, or each borrower's own."""


def open_files(connection: Connection, case_ids: Sequence[int], now: Moment, *, lock: bool) -> list[BorrowerFile]:
    """Files in the order of their cases, loaded by set."""
    loaded = whole_files.load(connection, case_ids, lock=lock)
    known = creditors.by_refs(connection, _named(each.accounts for each in loaded))
    return [_file(each, now, known) for each in loaded]


def _file(loaded: WholeFile, moment: Moment, known: Mapping[str, Creditor]) -> BorrowerFile:
    now = moment if isinstance(moment, datetime) else moment(loaded.borrower)
    accounts, today = loaded.accounts, local_date(loaded.borrower, now)
    return BorrowerFile(
        borrower_id=loaded.stored.borrower_id,
        borrower=loaded.borrower,
        points=tuple(point for point in loaded.points if point.party_ref is None),
        party_points=tuple(point for point in loaded.points if point.party_ref is not None),
        parties=loaded.parties,
        creditors=_creditors(accounts, known),
        all_institutions=_institutions(accounts, known),
        accounts=accounts,
        position=positions(accounts, today),
        stored=loaded.stored,
        now=now,
        today=today,
        feeds=loaded.feeds,
        switches=loaded.switches,
    )


def _named(accounts: Iterable[Sequence[Account]]) -> set[str]:
    return {each.loan.creditor for theirs in accounts for each in theirs if each.loan.creditor}


def _creditors(accounts: Sequence[Account], known: Mapping[str, Creditor]) -> dict[str, Creditor]:
    """By loan ref, where the creditor has a row."""
    loans = (account.loan for account in accounts)
    return {loan.ref: known[loan.creditor] for loan in loans if loan.creditor is not None and loan.creditor in known}


def _institutions(accounts: Sequence[Account], known: Mapping[str, Creditor]) -> dict[str, str]:
    loans = [account.loan for account in accounts]
    rows = _creditors(accounts, known)
    return {loan.ref: rows[loan.ref].ref if loan.ref in rows else OWN for loan in loans}


def quality(point: ContactPoint) -> float:
    """What part of the texts arrives there, by its receipts, from 0 to 1; a half while none came."""
    return (point.delivered + 1) / (point.delivered + point.failed + 2)


def by_channel(file: BorrowerFile, channel: Channel) -> list[ContactPoint]:
    """Contact points of a channel, the best first: usable, confirmed, consented, where texts arrive, newest."""
    points = [point for point in file.points if point.channel is channel]
    return sorted(
        points,
        key=lambda point: (
            not usable(point),
            point.confirmed_at is None,
            point.consented_at is None,
            -quality(point),
            -point.id,
        ),
    )
