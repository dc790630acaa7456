"""A borrower's whole file, loaded in one go: who they are, what they owe, how they are reached, what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from cases.ledger import BorrowerPosition, positions
from cases.model import Account, Blocks, Borrower, Case, Channel, ContactPoint, HoldScope
from outreach.runtime import local_date
from storage import borrowers, casefiles
from storage.casefiles import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerFile:
    """All that is known of one borrower at ``now``. ``today`` is their own date."""

    borrower_id: int
    borrower: Borrower
    points: tuple[ContactPoint, ...]
    accounts: tuple[Account, ...]
    position: BorrowerPosition
    stored: CaseFile
    now: datetime
    today: date

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

    def point(self, contact_point_id: int | None) -> ContactPoint | None:
        """One of the contact points, if it is theirs."""
        return next((point for point in self.points if point.id == contact_point_id), None)

    def known_point(self, contact_point_id: int) -> ContactPoint:
        """One of the contact points. Raises KeyError where it is not theirs."""
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
    stored = casefiles.load_many(connection, case_ids, lock=lock)
    ids = [each.borrower_id for each in stored]
    people = borrowers.by_ids(connection, ids)
    points = borrowers.contact_points_of(connection, ids)
    accounts = borrowers.accounts_of(connection, ids)
    files = []
    for each in stored:
        borrower = people[each.borrower_id]
        at = now if isinstance(now, datetime) else now(borrower)
        today = local_date(borrower, at)
        files.append(
            BorrowerFile(
                borrower_id=each.borrower_id,
                borrower=borrower,
                points=points[each.borrower_id],
                accounts=accounts[each.borrower_id],
                position=positions(accounts[each.borrower_id], today),
                stored=each,
                now=at,
                today=today,
            )
        )
    return files


def by_channel(file: BorrowerFile, channel: Channel) -> list[ContactPoint]:
    """Contact points of a channel, the best first: usable, confirmed, consented, newest."""
    points = [point for point in file.points if point.channel is channel]
    return sorted(
        points,
        key=lambda point: (
            not usable(point),
            point.confirmed_at is None,
            point.consented_at is None,
            -point.id,
        ),
    )
