"""After the rows are in: where each loan stands, which figures differ, and who must be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from cases.buckets import Buckets
from cases.ledger import position
from cases.model import Account
from outreach.importing.rows import ImportKind
from outreach.importing.run import After, LedgerChange, Mismatch, Run
from storage import borrowers, portfolio
from storage.portfolio import Record

BATCH = 400
NO_SCHEDULE = "NO_SCHEDULE"
"""Counted apart from the buckets: loans that wait for their instalments."""


def review(connection: Connection, kind: ImportKind, run: Run, buckets: Buckets, after: After | None) -> dict[str, int]:
    """Count the named loans by bucket, mildest first; tell ``after`` what changed, a batch of borrowers at a time."""
    counts: Counter[str] = Counter()
    ids = sorted(run.borrowers)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        accounts = {
            account.loan.ref: account
            for theirs in borrowers.accounts_of(connection, batch).values()
            for account in theirs
            if account.loan.ref in run.named
        }
        counts.update(_bucket(account, run.as_of, buckets) for account in accounts.values())
        if after is not None:
            _tell(connection, kind, run, batch, accounts, after)
    names = [name for name, _ in buckets.bands] + [NO_SCHEDULE]
    return {name: counts[name] for name in names if counts[name]}


def _bucket(account: Account, as_of: date, buckets: Buckets) -> str:
    return position(account, as_of, buckets=buckets).bucket if account.instalments else NO_SCHEDULE


def _tell(
    connection: Connection,
    kind: ImportKind,
    run: Run,
    batch: Sequence[int],
    accounts: Mapping[str, Account],
    after: After,
) -> None:
    touched = [each for each in batch if each in run.touched]
    judged = [
        _judged(loan, accounts[loan["ref"]])
        for loan in portfolio.reported(connection, touched)
        if loan["ref"] in accounts and accounts[loan["ref"]].instalments
    ]
    change = LedgerChange(
        kind=kind,
        at=run.at,
        borrower_ids=tuple(touched),
        new_payment_ids=tuple(payment for each in batch for payment in run.news.get(each, ())),
        mismatches=tuple(each for each in judged if isinstance(each, Mismatch)),
        agreeing=tuple(each for each in judged if not isinstance(each, Mismatch)),
    )
    if touched:
        after(connection, change)


def _judged(loan: Record, account: Account) -> Mismatch | tuple[int, str]:
    """The reported figures against ours of the same day; a figure that was not reported agrees."""
    there = position(account, loan["reported_on"])
    arrears, dpd = loan["reported_arrears_minor"], loan["reported_dpd"]
    if arrears in (None, there.arrears_minor) and dpd in (None, there.dpd):
        return loan["borrower_id"], loan["ref"]
    return Mismatch(
        borrower_id=loan["borrower_id"],
        loan_ref=loan["ref"],
        currency=loan["currency"],
        reported_on=loan["reported_on"],
        reported_arrears_minor=arrears,
        arrears_minor=there.arrears_minor,
        reported_dpd=dpd,
        dpd=there.dpd,
    )
