"""After loans, payments or charges came in: cases are opened, agreements settled, what waits is emptied, thanks queued."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from cases.effects import OpenTask, Replan
from cases.events import CaseOpened, FellLate, HoldPlaced
from cases.ledger import positions
from cases.model import Account, Hold, HoldScope, HoldType
from cases.strategy import local_instant
from outreach.payments import agreements_kept, facts_of_ledger, facts_of_payment, news_among
from outreach.runtime import Runtime
from outreach.work import Work
from storage import borrowers, casefiles, traffic


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A figure the lender's system reports for a loan that differs from ours (minor units, or days)."""

    loan_ref: str
    what: str
    reported: int
    ours: int


def ledger_changed(
    connection: Connection,
    runtime: Runtime,
    borrower_ids: Iterable[int],
    *,
    now: datetime,
    as_of: date | None = None,
    new_payments: frozenset[str] = frozenset(),
    mismatches: Mapping[int, tuple[Mismatch, ...]] | None = None,
) -> list[Work]:
    """Bring the cases of these borrowers up to their ledgers, in the transaction of the change.

    ``as_of`` dates what is opened: it stands for the beginning of that day where the borrower is. ``mismatches`` are
    by borrower id. The works given back can be published after the commit.
    """
    done = []
    people = list(borrower_ids)
    known = borrowers.by_ids(connection, people)
    for borrower_id in people:
        at = local_instant(as_of, time(0), known[borrower_id].zones) if as_of else now
        work = _work(connection, runtime, borrower_id, at)
        _settle(work, new_payments)
        for mismatch in (mismatches or {}).get(borrower_id, ()):
            _distrust(work, mismatch)
        work.finish()
        done.append(work)
    return done


def _work(connection: Connection, runtime: Runtime, borrower_id: int, at: datetime) -> Work:
    case_id = casefiles.id_for_borrower(connection, borrower_id)
    if case_id is not None:
        return Work(connection, runtime, case_id, at, actor="ledger")
    case_id = casefiles.open_case(connection, borrower_id, at)
    work = Work(connection, runtime, case_id, at, actor="ledger")
    work.apply(CaseOpened(borrower_ref=work.file.borrower.ref))
    return work


def _settle(work: Work, new_payments: frozenset[str]) -> None:
    after = work.file.position
    had_traffic = traffic.any_traffic(work.connection, work.file.borrower_id)
    news = news_among(work.file.accounts, new_payments, had_traffic=had_traffic)
    before = positions(_without(work.file.accounts, new_payments), work.file.today)
    opening = not work.file.stored.seq
    if opening:
        if after.late and after.oldest_due_on:
            work.apply(FellLate(oldest_due_on=after.oldest_due_on))
        return
    for new in news:
        work.apply(facts_of_payment(new, after))
    for event in agreements_kept(work.case):
        work.apply(event)
    changed = False
    for event in facts_of_ledger(work.case, before, after, news):
        work.apply(event)
        changed = True
    if not changed and not news:
        work.order(Replan(catch_up=work.case.step is None))


def _without(accounts: tuple[Account, ...], refs: frozenset[str]) -> tuple[Account, ...]:
    return tuple(
        replace(account, payments=tuple(p for p in account.payments if p.external_ref not in refs))
        for account in accounts
    )


def _distrust(work: Work, mismatch: Mismatch) -> None:
    """Figures that do not agree are never asked for: demands on that loan rest until a person has looked."""
    standing = any(
        hold.type is HoldType.LEDGER_STALE and hold.target == mismatch.loan_ref and hold.lifted_at is None
        for hold in work.case.holds
    )
    reason = f"{mismatch.loan_ref}: {mismatch.what} reported {mismatch.reported}, ours {mismatch.ours}"
    if not standing:
        hold = Hold(
            ref=secrets.token_hex(6),
            type=HoldType.LEDGER_STALE,
            scope=HoldScope.LOAN,
            target=mismatch.loan_ref,
            from_at=work.now - timedelta(microseconds=1),
            source=reason,
        )
        work.apply(HoldPlaced(hold=hold))
    work.order(OpenTask(kind="figures_differ", reason=reason))
