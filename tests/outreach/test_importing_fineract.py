"""Answers of Fineract: lists, pages, single ones; the documentation's own examples where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.importing import jsonfile
from outreach.importing.problems import ImportFileError, Reject
from outreach.importing.sources import FileFormat
from tests.support.portfolio_files import Desk, opened

SHARED = Path(__file__).parents[3] / "shared/data/loans/fineract_loan_examples.json"


def loan(account: str = "000000007", **more: Any) -> dict[str, Any]:
    """An invented answer with its schedule and its transactions."""
    ids = {"amortizationType": 1, "interestType": 0, "repaymentFrequencyType": 2}
    return {
        "id": 7,
        "accountNo": account,
        "clientId": 70,
        "clientName": "Amina Diallo",
        "currency": {"code": "USD", "decimalPlaces": 2},
        "principal": 1000,
        "numberOfRepayments": 2,
        "repaymentEvery": 1,
        "annualInterestRate": 12,
        "timeline": {"actualDisbursementDate": [2026, 1, 31]},
        "summary": {"totalOverdue": 507.51, "totalRepayment": 0, "overdueSinceDate": [2026, 2, 28]},
        **{name: {"id": number} for name, number in ids.items()},
        **more,
    }


SCHEDULE = {
    "periods": [
        {"dueDate": [2026, 1, 31], "principalDisbursed": 1000},
        {"period": 1, "dueDate": [2026, 2, 28], "principalDue": 500, "interestDue": 10.5, "feeChargesDue": 2},
        {"period": 2, "dueDate": [2026, 3, 31], "principalDue": 500, "interestDue": 5, "penaltyChargesDue": 3.25},
    ]
}
TRANSACTIONS = [
    {"id": 1, "type": {"disbursement": True}, "date": [2026, 1, 31], "amount": 1000},
    {"id": 2, "type": {"repayment": True}, "date": [2026, 2, 28], "amount": 512.5},
    {"id": 3, "type": {"repayment": True}, "date": "2026-03-02", "amount": 9, "manuallyReversed": True},
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(f"sqlite:///{tmp_path}/test.db") as database:
        yield Desk(database, tmp_path)


def bring(desk: Desk, kind: str, answers: object, **how: Any) -> Any:
    text = answers if isinstance(answers, str) else json.dumps(answers)
    return desk.bring(kind, text, file_format=FileFormat.FINERACT, **how)


@pytest.mark.parametrize(
    "answers", [loan(), [loan()], {"totalFilteredRecords": 1, "pageItems": [loan()]}, f"{json.dumps(loan())}\n\n"]
)
def test_one_answer_a_list_and_a_page_are_all_read(desk: Desk, answers: object) -> None:
    assert bring(desk, "loans", answers).created == 1
    assert desk.rows("SELECT ref, name FROM borrowers") == [("70", "Amina Diallo")]
    assert desk.rows("SELECT ref, principal_minor, opened_on, first_due_on, term_months FROM loans") == [
        ("000000007", 100_000, "2026-01-31", "2026-02-28", 2)
    ]


def test_what_the_system_calls_overdue_is_compared_with_our_ledger(desk: Desk) -> None:
    assert bring(desk, "loans", loan(), as_of=date(2026, 3, 10)).as_json()["buckets"] == {"B1": 1}
    assert [change.agreeing for change in desk.told] == [((1, "000000007"),)]


def test_schedule_and_transactions_become_instalments_and_payments(desk: Desk) -> None:
    whole = loan(repaymentSchedule=SCHEDULE, transactions=TRANSACTIONS)
    assert bring(desk, "loans", whole).as_json()["buckets"] == {"CURRENT": 1}
    assert bring(desk, "instalments", whole).unchanged == 2
    assert desk.rows("SELECT number, due_on, principal_minor, interest_minor, fees_minor FROM instalments") == [
        (1, "2026-02-28", 50_000, 1_050, 200),
        (2, "2026-03-31", 50_000, 500, 325),
    ]
    assert bring(desk, "payments", whole).unchanged == 3
    assert desk.rows("SELECT external_ref, amount_minor, paid_on, reverses FROM payments") == [
        ("000000007:2", 51_250, "2026-02-28", None),
        ("000000007:3", 900, "2026-03-02", None),
        ("000000007:3:reversed", 900, "2026-03-02", "000000007:3"),
    ]


def test_without_transactions_the_sum_repaid_is_one_opening_payment(desk: Desk) -> None:
    paid = loan(summary={"totalRepayment": 300.25, "overdueSinceDate": [2026, 2, 28]})
    bring(desk, "loans", paid)
    assert bring(desk, "payments", paid).unchanged == 1
    assert desk.rows("SELECT external_ref, amount_minor FROM payments") == [("000000007:opening", 30_025)]


def test_a_schedule_is_derived_only_where_it_is_an_annuity(desk: Desk) -> None:
    report = bring(desk, "loans", loan(interestType={"id": 1}))
    assert report.as_json()["buckets"] == {"NO_SCHEDULE": 1}


def test_the_last_answer_about_a_loan_counts_and_a_loan_not_paid_out_is_left_out(desk: Desk) -> None:
    waiting = loan(account="000000008", timeline={"submittedOnDate": [2026, 1, 1]})
    for created, unchanged in ((1, 2), (0, 3)):
        report = bring(desk, "loans", [loan(clientName="Old Name"), waiting, loan()])
        assert (report.created, report.unchanged, report.rejected) == (created, unchanged, 0)
    assert desk.rows("SELECT name FROM borrowers") == [("Amina Diallo",)]


def test_an_amount_is_rounded_to_the_decimals_its_currency_has(desk: Desk) -> None:
    bring(desk, "loans", loan(currency={"code": "UGX", "decimalPlaces": 2}, principal=83333.5))
    assert desk.rows("SELECT principal_minor, reported_arrears_minor FROM loans") == [(83_334, 508)]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "holds no answer"),
        ("[]", "holds no answer"),
        ("[{}", "ends in the middle of its list"),
        ('[{"a": }]', "answer 1 is no JSON"),
        ("[1]", "answer 1 is no object"),
        ('{"a": 1} x', "answer 2 is no JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_json_is_refused(desk: Desk, answers: str, said: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        bring(desk, "loans", answers)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "odd", [{"timeline": None}, {"currency": 5}, {"timeline": {"actualDisbursementDate": [2026, 13, 1]}}]
)
def test_an_answer_that_is_no_loan_as_we_know_them_is_refused(desk: Desk, odd: dict[str, Any]) -> None:
    report = bring(desk, "loans", [loan(account="1"), loan(**odd)])
    assert (report.rejected, report.rejects[0].line) == (1, 2)


def test_a_schedule_without_its_loan_is_refused(desk: Desk) -> None:
    report = bring(desk, "instalments", [SCHEDULE])
    assert "does not say whose it is" in report.rejects[0].reason


def test_kinds_that_answers_do_not_hold_are_refused(desk: Desk) -> None:
    with pytest.raises(ImportFileError, match="hold loans, instalments, payments, not charges"):
        bring(desk, "charges", [loan()])


def test_a_large_file_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonfile, "CHUNK", 7)
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{"n": n, "text": "x" * n} for n in range(30)], indent=1))
    assert [each["n"] for each in jsonfile.objects(path)] == list(range(30))


@pytest.mark.skipif(not SHARED.exists(), reason="the documentation's examples are not beside the checkout")
def test_the_examples_of_fineracts_documentation_come_in(desk: Desk) -> None:
    text = SHARED.read_text()
    loans = bring(desk, "loans", text, as_of=date(2013, 5, 15))
    assert loans.as_json() == {
        "read": 3,
        "created": 1,
        "updated": 0,
        "unchanged": 2,
        "rejected": 0,
        "buckets": {"B4": 1},
    }
    assert [(change.mismatches, change.agreeing) for change in desk.told] == [((), ((1, "000000001"),))]
    assert bring(desk, "payments", text, as_of=date(2013, 5, 15)).unchanged == 3
    orphans = bring(desk, "instalments", text)
    assert (orphans.rejected, orphans.kept) == (6, False)
    assert isinstance(orphans.rejects[0], Reject)
