"""What an import writes, counts and tells; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cases.ledger import position
from outreach.importing.apply import import_records
from outreach.importing.rows import ImportKind
from outreach.importing.run import Mismatch
from storage import borrowers
from tests.support.portfolio_files import INSTALMENTS, LOANS, NOW, PAYMENTS, TODAY, Desk, opened

COUNTS = ("read", "created", "updated", "unchanged", "rejected")


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    sqlite = f"sqlite:///{tmp_path}/test.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with opened(url) as database:
        yield Desk(database, tmp_path)


def test_a_portfolio_comes_in_and_stands_where_its_rows_say(desk: Desk) -> None:
    assert desk.bring("loans", LOANS).as_json() == {
        "read": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "buckets": {"B2": 1, "NO_SCHEDULE": 1},
    }
    assert desk.bring("instalments", INSTALMENTS).as_json()["buckets"] == {"B2": 1}
    assert desk.bring("payments", PAYMENTS).as_json()["buckets"] == {"B1": 2}
    with desk.database.reading() as connection:
        ids = [borrowers.id_of(connection, ref) or 0 for ref in ("B1", "B2")]
        found = borrowers.accounts_of(connection, ids)
    first, second = (position(found[each][0], TODAY) for each in ids)
    assert (first.arrears_minor, first.dpd) == (10_000, 23)
    assert (second.arrears_minor, second.dpd) == (99_550, 9)
    assert found[ids[0]][0].loan.schedule_derived
    assert not found[ids[1]][0].loan.schedule_derived


@pytest.mark.parametrize("kind", ["loans", "instalments", "payments"])
def test_the_same_file_twice_changes_nothing_and_tells_nobody(desk: Desk, kind: str) -> None:
    desk.bring_all()
    report = desk.bring(kind, {"loans": LOANS, "instalments": INSTALMENTS, "payments": PAYMENTS}[kind])
    assert [report.as_json()[name] for name in COUNTS] == [2, 0, 0, 2, 0]
    assert desk.told == []


def test_a_changed_row_updates_and_an_empty_cell_says_nothing(desk: Desk) -> None:
    desk.bring_all()
    changed = "borrower_ref,name,loan_ref,currency,officer,phone\nB1,Nora Reed,L1,USD,Dana Cole,\n"
    assert desk.bring("loans", changed).updated == 1
    assert desk.rows("SELECT name FROM borrowers WHERE ref = 'B1'") == [("Nora Reed",)]
    assert desk.rows("SELECT officer, principal_minor FROM loans WHERE ref = 'L1'") == [("Dana Cole", 120_000)]
    assert desk.rows("SELECT address FROM contact_points") == [("+12025550143",)]
    assert desk.bring("payments", PAYMENTS.replace("100.00", "90.00")).updated == 1
    assert desk.rows("SELECT amount_minor FROM payments WHERE external_ref = 'P1'") == [(9_000,)]


def test_new_figures_derive_the_schedule_anew_and_instalments_of_its_own_replace_it(desk: Desk) -> None:
    desk.bring("loans", LOANS)
    assert desk.rows("SELECT count(*) FROM instalments") == [(12,)]
    desk.bring("loans", LOANS.replace("0,12,2026-01-15", "0,6,2026-01-15"))
    assert desk.rows("SELECT count(*), sum(principal_minor) FROM instalments") == [(6, 120_000)]
    own = "loan_ref,number,due_on,principal\nL1,1,2026-05-15,700.00\n"
    assert desk.bring("instalments", own).created == 1
    assert desk.rows("SELECT number, principal_minor FROM instalments") == [(1, 70_000)]
    desk.bring("loans", LOANS.replace("0,12,2026-01-15", "0,3,2026-01-15"))
    assert desk.rows("SELECT count(*) FROM instalments") == [(1,)]


def test_consents_follow_the_file_and_confirmations_are_only_added(desk: Desk) -> None:
    header = "borrower_ref,name,loan_ref,currency,phone,email,consents,verified\n"
    point = "SELECT channel, consented_at IS NOT NULL, confirmed_at IS NOT NULL FROM contact_points ORDER BY id"
    desk.bring("loans", header + "B1,Nora,L1,USD,+1 202 555 0143,n@example.com,sms|whatsapp,sms\n")
    assert desk.rows(point) == [
        ("sms", True, True),
        ("whatsapp", True, False),
        ("email", False, False),
    ]
    desk.bring("loans", header + "B1,Nora,L1,USD,+12025550143,n@example.com,email,\n")
    assert desk.rows(point) == [
        ("sms", False, True),
        ("whatsapp", False, False),
        ("email", True, False),
    ]


def test_a_national_number_is_read_where_the_borrower_lives(desk: Desk) -> None:
    desk.bring("loans", "borrower_ref,name,loan_ref,currency,jurisdiction,phone\nB1,N,L1,USD,US-NY,(202) 555-0143\n")
    assert desk.rows("SELECT address FROM contact_points") == [("+12025550143",)]


def test_reversals_may_stand_before_what_they_reverse(desk: Desk) -> None:
    desk.bring("loans", LOANS)
    lines = PAYMENTS.splitlines()
    backwards = [lines[0], "R1,L1,100.00,2026-01-20,P1", *lines[1:]]
    assert desk.bring("instalments", INSTALMENTS).kept
    assert desk.bring("payments", "\n".join(backwards)).as_json()["buckets"] == {"B1": 1, "B2": 1}


def test_money_from_before_the_loan_was_known_is_history(desk: Desk) -> None:
    desk.bring_all()
    assert [change.new_payment_ids for change in desk.told] == [()]
    later = (
        "external_ref,loan_ref,amount,paid_at\nP3,L1,50.00,2026-03-11\nP4,L1,5.00,2026-03-10\nP5,L1,5.00,2026-03-09\n"
    )
    desk.bring("payments", later)
    new = desk.rows("SELECT id FROM payments WHERE external_ref = 'P3'")
    assert [change.new_payment_ids for change in desk.told] == new
    assert desk.told[0].borrower_ids == tuple(row[0] for row in desk.rows("SELECT id FROM borrowers WHERE ref = 'B1'"))


def test_a_reported_figure_that_differs_from_ours_is_told_and_so_is_its_agreement(desk: Desk) -> None:
    report = "borrower_ref,name,loan_ref,currency,reported_arrears,reported_dpd\nB1,Nora Whitfield,L1,USD,100.00,23\n"
    desk.bring("loans", LOANS)
    desk.bring("loans", report)
    borrower_id = desk.rows("SELECT id FROM borrowers WHERE ref = 'B1'")[0][0]
    expected = Mismatch(
        borrower_id=borrower_id,
        loan_ref="L1",
        currency="USD",
        reported_on=TODAY,
        reported_arrears_minor=10_000,
        arrears_minor=20_000,
        reported_dpd=23,
        dpd=54,
    )
    assert [change.mismatches for change in desk.told] == [(expected,)]
    desk.bring("instalments", INSTALMENTS)
    desk.bring("payments", PAYMENTS, as_of=date(2026, 4, 1))
    assert [(change.mismatches, change.agreeing) for change in desk.told] == [((), ((borrower_id, "L1"),))]


def test_the_same_figures_reported_on_a_later_day_are_compared_again(desk: Desk) -> None:
    report = "borrower_ref,name,loan_ref,currency,reported_dpd\nB1,Nora Whitfield,L1,USD,54\n"
    desk.bring("loans", LOANS)
    desk.bring("loans", report)
    assert [len(change.agreeing) for change in desk.told] == [1]
    later = desk.bring("loans", report, as_of=date(2026, 3, 11))
    assert later.unchanged == 1
    assert [(len(change.mismatches), len(change.borrower_ids)) for change in desk.told] == [(1, 1)]


def test_a_dry_run_counts_and_writes_nothing(desk: Desk) -> None:
    report = desk.bring("loans", LOANS, dry_run=True)
    assert (report.created, report.kept, dict(report.buckets)) == (2, False, {"B2": 1, "NO_SCHEDULE": 1})
    assert desk.rows("SELECT * FROM loans") == []
    assert desk.told == []


def test_charges_contacts_and_parties_come_in_and_repeat_without_a_trace(desk: Desk) -> None:
    desk.bring_all()
    files = {
        "charges": "external_ref,loan_ref,charged_on,amount,rule\nC1,L1,2026-02-20,15.00,late_fee\n",
        "contacts": "external_ref,borrower_ref,at,channel,unit,by\nK1,B1,2026-03-01T10:00Z,voice,call_placed,own\n",
        "parties": "borrower_ref,party_ref,role,name,phone\nB1,Y1,guarantor,Ana Ortega,+12025550199\n",
    }
    for kind, text in files.items():
        assert desk.bring(kind, text).created == 1
        assert desk.bring(kind, text).unchanged == 1
    assert desk.bring("charges", files["charges"].replace("15", "10")).updated == 1
    assert desk.rows("SELECT amount_minor, rule FROM charges") == [(1_000, "late_fee")]
    assert desk.rows("SELECT channel, unit, loan_id IS NULL FROM outside_contacts")[0][:2] == ("voice", "call_placed")


def test_a_program_can_send_the_same_rows_as_records(desk: Desk) -> None:
    loan = {
        "borrower_ref": "B1",
        "name": "Nora",
        "loan_ref": "L1",
        "currency": "USD",
        "principal": 1200.5,
        "phone": None,
    }
    bad = {**loan, "loan_ref": "L2", "nam": "x"}
    worse = {**loan, "loan_ref": "L3", "phone": ["+12025550143"]}
    told = import_records(desk.database, ImportKind.LOANS, [loan, bad, worse], now=NOW)
    assert (told.kept, told.rejected) == (False, 2)
    assert [str(reject) for reject in told.rejects] == [
        "line 2, nam: is no column of loans; did you mean 'name'?",
        "line 3, phone: must be a text or a number",
    ]
    assert import_records(desk.database, ImportKind.LOANS, [loan], now=NOW).created == 1
    assert desk.rows("SELECT principal_minor FROM loans") == [(120_050,)]


def test_many_rows_come_in_batches_and_the_progress_is_told(desk: Desk) -> None:
    rows = [f"B{n},Borrower {n},L{n},EUR" for n in range(2500)]
    heard: list[tuple[int, float]] = []
    text = "borrower_ref,name,loan_ref,currency\n" + "\n".join(rows)
    assert desk.bring("loans", text, progress=lambda read, share: heard.append((read, share))).created == 2500
    assert [read for read, _ in heard] == [1000, 2000, 2500]
    assert heard[-1][1] == 1.0
    assert desk.rows("SELECT count(*) FROM borrowers") == [(2500,)]
    assert sum(len(change.borrower_ids) for change in desk.told) == 2500


def test_the_language_a_borrower_chose_stands_against_the_file(desk: Desk) -> None:
    header = "borrower_ref,name,loan_ref,currency,locale\n"
    desk.bring("loans", header + "B1,Nora,L1,USD,en\nB2,Luis,L2,USD,en\n")
    with desk.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO cases (borrower_id, treatment, cycle, custody, custody_token, custody_priority, arrears, "
            "opened_at) SELECT id, 'idle', 0, 'bot', 0, 0, '[]', '2026-03-10T00:00:00Z' FROM borrowers WHERE ref = 'B1'"
        )
        connection.exec_driver_sql(
            "INSERT INTO case_events (case_id, seq, at, actor, type, payload) "
            "SELECT id, 1, '2026-03-10T00:00:00Z', 'borrower', 'LocaleChosen', '{}' FROM cases"
        )
    assert desk.bring("loans", header + "B1,Nora,L1,USD,es\nB2,Luis,L2,USD,es\n").updated == 1
    assert desk.rows("SELECT locale FROM borrowers ORDER BY ref") == [("en",), ("es",)]
