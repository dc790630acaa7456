"""The shipped example files come in, agree with one another, and say what docs/importing.md says of them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outreach.importing.rows import ImportKind
from outreach.importing.schemas import SCHEMAS
from tests.support.portfolio_files import Desk, opened

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared/data/loans/lendingclub_openintro.csv"
LENDINGCLUB = EXAMPLES / "lendingclub.map.toml"
SNAPSHOT = date(2018, 6, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(f"sqlite:///{tmp_path}/test.db") as database:
        yield Desk(database, tmp_path)


def test_the_examples_come_in_and_the_reported_figures_agree(desk: Desk) -> None:
    for kind in ImportKind:
        report = desk.bring(kind, (EXAMPLES / f"{kind}.csv").read_bytes(), as_of=date(2026, 11, 16))
        assert (report.rejected, report.created, report.kept) == (0, report.read, True)
        if kind is ImportKind.CHARGES:
            assert [(change.mismatches, len(change.agreeing)) for change in desk.told] == [((), 1)]
    loans = desk.bring("loans", (EXAMPLES / "loans.csv").read_bytes(), as_of=date(2026, 11, 16))
    assert loans.unchanged == loans.read == 6
    assert dict(loans.buckets) == {"CURRENT": 1, "B1": 2, "B2": 1, "B4": 1, "NO_SCHEDULE": 1}
    assert desk.told == []


@pytest.mark.parametrize("kind", ImportKind)
def test_each_example_shows_every_column(kind: ImportKind) -> None:
    header = (EXAMPLES / f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(SCHEMAS[kind].columns) <= set(header)


LENDINGCLUB_ROWS = """\
state,loan_purpose,loan_amount,term,interest_rate,installment,issue_month,loan_status,paid_total,paid_late_fees
NJ,moving,28000,60,14.07,652.53,18-Mar,Current,1999.33,0
HI,car,5000,36,12.61,167.54,18-Feb,Late (31-120 days),345.10,15
TX,other,3000,36,7.96,93.96,18-Mar,Charged Off,0,0
"""


def test_lendingclubs_columns_come_in_through_the_map(desk: Desk) -> None:
    how = {"map_path": LENDINGCLUB, "as_of": SNAPSHOT}
    assert desk.bring("loans", LENDINGCLUB_ROWS, **how).created == 3
    assert desk.rows("SELECT name, jurisdiction, zones FROM borrowers WHERE ref = 'LC-B00003'") == [
        ("Borrower 00003", "US-TX", '["America/Chicago", "America/Denver"]')
    ]
    assert desk.rows("SELECT first_due_on FROM loans") == [("2018-04-01",), ("2018-03-01",), ("2018-04-01",)]
    payments = desk.bring("payments", LENDINGCLUB_ROWS, **how)
    assert (payments.created, payments.unchanged) == (0, 3)
    assert desk.rows("SELECT amount_minor FROM payments") == [(199_933,), (33_508,)]
    loans = desk.bring("loans", LENDINGCLUB_ROWS, **how)
    assert dict(loans.buckets) == {"CURRENT": 1, "B3": 1, "B4": 1}


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the extract of LendingClub's loans is not beside the checkout")
def test_the_documented_agreement_with_lendingclubs_own_status_is_true(desk: Desk) -> None:
    text = SHARED.read_bytes()
    assert desk.bring("loans", text, map_path=LENDINGCLUB, as_of=SNAPSHOT).rejected == 0
    rows = csv.DictReader(text.decode().splitlines())
    status = {f"LC-{number:05}": row["loan_status"] for number, row in enumerate(rows, start=1)}
    counted = Counter((status[ref], bucket) for ref, bucket in desk.buckets(SNAPSHOT).items())
    table = (ROOT / "docs/importing.md").read_text(encoding="utf-8")
    for name in dict.fromkeys(status.values()):
        figures = [counted[name, bucket] for bucket in ("CURRENT", "B1", "B2", "B3", "B4")]
        assert f"| {name} | {' | '.join(f'{figure:,}' for figure in figures)} |" in table
