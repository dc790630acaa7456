"""After loans, payments or charges came in: cases opened, agreements settled, what waits emptied, thanks queued."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from cases.effects import OpenTask, Replan
from cases.events import BecameReachable, CaseOpened, HoldLifted, HoldPlaced
from cases.ledger import positions
from cases.model import Account, Borrower, Hold, HoldScope, HoldType, Treatment
from cases.money import to_major
from cases.strategy import local_instant
from outreach.casefile import open_files
from outreach.importing.run import After, LedgerChange, Mismatch
from outreach.payments import agreements_kept, facts_of_ledger, facts_of_payment, news_among, overpaid
from outreach.runtime import Runtime, local_date
from outreach.work import Work
from storage import casefiles, counted, portfolio


def after_import(runtime: Runtime, as_of: date | None, done: list[Work] | None = None, *, by: str = "system") -> After:
    """What an import calls in its own transaction; ``by`` is who brings the rows, as the log names them.

    Works put into ``done`` can be published after the commit.
    """

    def after(connection: Connection, change: LedgerChange) -> None:
        rows = portfolio.payments_by_id(connection, change.new_payment_ids)
        news = frozenset(row["external_ref"] for row in rows)
        # Whoever tells of a payment lives after it, whatever the clock says here.
        latest: dict[str, datetime] = {}
        for row in rows:
            latest[row["borrower"]] = max(row["paid_at"], latest.get(row["borrower"], row["paid_at"]))
        for work in _works(connection, runtime, as_of, change, latest, by=by):
            if work.file.borrower_id in change.borrower_ids:
                _settle(work, news)
            _judge_figures(work, change)
            work.finish()
            if done is not None:
                done.append(work)

    return after


def _works(
    connection: Connection,
    runtime: Runtime,
    as_of: date | None,
    change: LedgerChange,
    latest: dict[str, datetime],
    *,
    by: str,
) -> Iterator[Work]:
    """The cases of everybody concerned, loaded by set under their locks; opened where there was none."""

    def at(borrower: Borrower) -> datetime:
        told = local_instant(as_of, time(0), borrower.zones) if as_of else change.at
        return max(told, latest.get(borrower.ref, told))

    doubted = {each.borrower_id for each in change.mismatches}
    trusted = casefiles.with_hold(connection, HoldType.LEDGER_STALE, {each for each, _ in change.agreeing})
    concerned = sorted({*change.borrower_ids, *doubted, *trusted})
    opened = casefiles.open_missing(connection, concerned, change.at)
    for file in open_files(connection, casefiles.ids_of(connection, concerned), at, lock=True):
        work = Work(connection, runtime, file.stored.id, file.now, actor=by, file=file)
        if file.borrower_id in opened:
            work.apply(CaseOpened(borrower_ref=file.borrower.ref))
        yield work


def settle(work: Work) -> None:
    """What follows where the ledger was corrected and nobody paid."""
    _settle(work, frozenset())


def _settle(work: Work, new_payments: frozenset[str]) -> None:
    after = work.file.position
    news = news_among(work.file.accounts, new_payments)
    before = positions(_without(work.file.accounts, new_payments), work.file.today) if news else after
    for new in news:
        work.apply(facts_of_payment(new, after, work.file.accounts))
    for event in agreements_kept(work.case):
        work.apply(event)
    for event in facts_of_ledger(work.case, before, after, news, reminded_on=_reminded_on(work) if news else None):
        work.apply(event)
    if work.case.treatment is Treatment.UNREACHABLE and work.file.reachable:
        work.apply(BecameReachable())
    for loan in overpaid(before, after):
        credit = f"{to_major(loan.credit_minor, loan.currency)} {loan.currency}"
        work.order(OpenTask(kind="overpayment", reason=f"Loan {loan.ref}: {credit} more than is owed was paid."))
    if not news:
        # Rows came or changed, nobody paid: begin where the ladder stands now, unless it was begun already.
        work.order(Replan(catch_up=work.case.step is None))


def _reminded_on(work: Work) -> date | None:
    """The borrower's date on which the last demand left."""
    at = counted.last_demand_at(work.connection, work.file.borrower_id)
    return local_date(work.file.borrower, at) if at is not None else None


def _without(accounts: tuple[Account, ...], refs: frozenset[str]) -> tuple[Account, ...]:
    return tuple(
        replace(account, payments=tuple(p for p in account.payments if p.external_ref not in refs))
        for account in accounts
    )


def _judge_figures(work: Work, change: LedgerChange) -> None:
    """Figures that do not agree are never asked for: demands on that loan rest until they do, or somebody looked."""
    for mismatch in change.mismatches:
        if mismatch.borrower_id == work.file.borrower_id:
            _distrust(work, mismatch)
    doubted = {hold.target: hold for hold in work.case.holds if _doubts(hold)}
    for agreeing_id, loan_ref in change.agreeing if doubted else ():
        if agreeing_id == work.file.borrower_id and loan_ref in doubted:
            work.apply(HoldLifted(ref=doubted[loan_ref].ref))


def _doubts(hold: Hold) -> bool:
    """Whether this hold stands because figures differ."""
    return hold.type is HoldType.LEDGER_STALE and hold.scope is HoldScope.LOAN and hold.lifted_at is None


def _distrust(work: Work, mismatch: Mismatch) -> None:
    figures = (
        ("arrears", mismatch.reported_arrears_minor, mismatch.arrears_minor),
        ("DPD", mismatch.reported_dpd, mismatch.dpd),
    )
    told = [f"{what} {theirs} there, {ours} here" for what, theirs, ours in figures if theirs not in (None, ours)]
    reason = f"Loan {mismatch.loan_ref} on {mismatch.reported_on}: {'; '.join(told)}"
    if not any(_doubts(hold) and hold.target == mismatch.loan_ref for hold in work.case.holds):
        hold = Hold(
            ref=secrets.token_hex(6),
            type=HoldType.LEDGER_STALE,
            scope=HoldScope.LOAN,
            target=mismatch.loan_ref,
            from_at=work.now,
            source=reason,
        )
        work.apply(HoldPlaced(hold=hold))
    work.order(OpenTask(kind="figures_differ", reason=reason))
