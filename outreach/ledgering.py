"""After loans, payments or charges came in: cases opened, agreements settled, what waits emptied, thanks queued."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from cases.effects import OpenTask, Replan
from cases.events import CaseOpened, HoldLifted, HoldPlaced
from cases.ledger import positions
from cases.model import Account, Hold, HoldScope, HoldType
from cases.strategy import local_instant
from outreach.importing.run import After, LedgerChange, Mismatch
from outreach.payments import agreements_kept, facts_of_ledger, facts_of_payment, news_among
from outreach.runtime import Runtime
from outreach.work import Work
from storage import borrowers, casefiles, portfolio


def after_import(runtime: Runtime, as_of: date | None, done: list[Work] | None = None) -> After:
    """What an import calls in its own transaction. Works put into ``done`` can be published after the commit."""

    def after(connection: Connection, change: LedgerChange) -> None:
        news = portfolio.payment_refs(connection, change.new_payment_ids)
        people = borrowers.by_ids(connection, change.borrower_ids)
        for borrower_id, borrower in people.items():
            at = local_instant(as_of, time(0), borrower.zones) if as_of else change.at
            work = _work(connection, runtime, borrower_id, at)
            _settle(work, news)
            _judge_figures(work, borrower_id, change)
            work.finish()
            if done is not None:
                done.append(work)

    return after


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
    news = news_among(work.file.accounts, new_payments)
    before = positions(_without(work.file.accounts, new_payments), work.file.today)
    for new in news:
        work.apply(facts_of_payment(new, after))
    for event in agreements_kept(work.case):
        work.apply(event)
    for event in facts_of_ledger(work.case, before, after, news):
        work.apply(event)
    if not news:
        # Rows came or changed, nobody paid: begin where the ladder stands now, unless it was begun already.
        work.order(Replan(catch_up=work.case.step is None))


def _without(accounts: tuple[Account, ...], refs: frozenset[str]) -> tuple[Account, ...]:
    return tuple(
        replace(account, payments=tuple(p for p in account.payments if p.external_ref not in refs))
        for account in accounts
    )


def _judge_figures(work: Work, borrower_id: int, change: LedgerChange) -> None:
    """Figures that do not agree are never asked for: demands on that loan rest until they do, or somebody looked."""
    for mismatch in change.mismatches:
        if mismatch.borrower_id == borrower_id:
            _distrust(work, mismatch)
    for agreeing_id, loan_ref in change.agreeing:
        hold = _distrusted(work, loan_ref)
        if agreeing_id == borrower_id and hold is not None:
            work.apply(HoldLifted(ref=hold.ref))


def _distrusted(work: Work, loan_ref: str) -> Hold | None:
    holds = (hold for hold in work.case.holds if hold.type is HoldType.LEDGER_STALE and hold.target == loan_ref)
    return next((hold for hold in holds if hold.lifted_at is None), None)


def _distrust(work: Work, mismatch: Mismatch) -> None:
    figures = (
        ("arrears", mismatch.reported_arrears_minor, mismatch.arrears_minor),
        ("DPD", mismatch.reported_dpd, mismatch.dpd),
    )
    told = [f"{what} {theirs} there, {ours} here" for what, theirs, ours in figures if theirs not in (None, ours)]
    reason = f"Loan {mismatch.loan_ref} on {mismatch.reported_on}: {'; '.join(told)}"
    if _distrusted(work, mismatch.loan_ref) is None:
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
