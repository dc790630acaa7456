"""Files that are refused, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.importing.problems import ImportFileError
from tests.support.portfolio_files import INSTALMENTS, LOANS, PAYMENTS, Desk, opened

HEADER = "borrower_ref,name,loan_ref,currency,timezone,phone,birth_date,principal,term_months\n"
GOOD = "B1,Nora Whitfield,L1,USD,America/New_York,+12025550143,1986-04-17,1200.00,12\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(f"sqlite:///{tmp_path}/test.db") as database:
        yield Desk(database, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty: its first line must name the columns"),
        (HEADER.encode("utf-16"), "is written in UTF-16; save it as UTF-8"),
        (b"borrower_ref,na\xefme\n", "line 1 is not utf-8 text"),
        ("borrower_ref,name,currency\n", "loans need the column 'loan_ref'"),
        (
            "borrower_ref,name,loan_ref,curency\n",
            "'currency'; 'curency' is no column of loans; did you mean 'currency'",
        ),
        (HEADER.replace("term_months", "term"), "'term' is no column of loans; did you mean 'term_months'?"),
        ("name,name,loan_ref\n", "names 'name' more than once"),
        (HEADER.replace(",", ";"), "is not separated by commas"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused(desk: Desk, text: str | bytes, said: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        desk.bring("loans", text)
    assert said in str(caught.value)
    assert desk.rows("SELECT * FROM loans") == []


def test_a_file_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(ImportFileError, match="cannot be read: No such file"):
        desk.bring("loans", LOANS, map_path=desk.folder / "none.toml")


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("B2,Luis", None, "has 2 cells where the header has 9"),
        ('B2,"Luis" Ortega,L2,USD,,,,,', None, "check the quotes"),
        ('B2,"Luis Ortega,L2,USD,,,,,', None, "check the quotes"),
        ("B2,,L2,USD,,,,,", "name", "is empty; this column is required"),
        ("B2,Luis,L2,XXL,,,,,", "currency", "'XXL' is not a currency code of ISO 4217"),
        ("B2,Luis,L2,XXX,,,,,", "currency", "'XXX' is not a currency code of ISO 4217"),
        ("B2,Luis,L2,USD,America/New_Yrk,,,,", "timezone", "did you mean 'America/New_York'?"),
        ("B2,Luis,L2,USD,,555,,,", "phone", "'555' is not a phone number"),
        ("B2,Luis,L2,USD,,,17/04/1986,,", "birth_date", "'17/04/1986' is not a date; write it like 2026-03-31"),
        ("B2,Luis,L2,USD,,,2026-02-30,,", "birth_date", "'2026-02-30' is not a date"),
        ("B2,Luis,L2,USD,,,,-5,", "principal", "-5 is negative"),
        ('B2,Luis,L2,USD,,,,"1,200",', "principal", "'1,200' is not an amount"),
        ("B2,Luis,L2,USD,,,,NaN,", "principal", "'NaN' is not an amount"),
        ("B2,Luis,L2,USD,,,,1e99,", "principal", "more than an amount can be"),
        ("B2,Luis,L2,USD,,,,12.005,", "principal", "12.005 has more decimals than USD (2)"),
        ("B2,Luis,L2,USD,,,,,0", "term_months", "'0' is not a whole number between 1 and 600"),
        ("B2,Lu\x07is,L2,USD,,,,,", "name", "holds control characters"),
        ("B2,Luis,L1,USD,,,,,", "loan_ref", "'L1' is already on line 2"),
        ("B1,Nora Whitfeld,L2,USD,,,,,", "name", "is told otherwise since line 2: name 'Nora Whitfield'"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_field(desk: Desk, row: str, field: str | None, said: str) -> None:
    report = desk.bring("loans", f"{HEADER}{GOOD}{row}\n")
    assert (report.read, report.rejected, report.created, report.kept) == (2, 1, 0, False)
    assert (report.rejects[0].line, report.rejects[0].field) == (3, field)
    assert said in report.rejects[0].reason
    assert desk.rows("SELECT * FROM borrowers") == []
    assert desk.told == []


def test_a_row_in_another_encoding_is_refused_where_it_stands(desk: Desk) -> None:
    report = desk.bring("loans", HEADER.encode() + GOOD.encode() + "B2,José,L2,USD,,,,,\n".encode("latin-1"))
    assert [str(reject) for reject in report.rejects] == ["line 3, name: is not utf-8 text; save the file as UTF-8"]


def test_everything_that_is_wrong_with_a_row_is_told_at_once(desk: Desk) -> None:
    report = desk.bring("loans", f"{HEADER},,,USX,,,,-1,\n")
    assert report.rejected == 1
    assert [reject.field for reject in report.rejects] == [
        "borrower_ref", "name", "loan_ref", "currency", "principal"
    ]  # fmt: skip


@pytest.mark.parametrize("text", [LOANS.replace("\n", "\r\n"), "\ufeff" + LOANS, LOANS.replace("\n", "\n\n")])
def test_windows_line_ends_a_byte_order_mark_and_blank_lines_are_no_mistakes(desk: Desk, text: str) -> None:
    assert desk.bring("loans", text).created == 2


def test_a_line_break_in_quotes_is_counted_as_a_line_of_the_file(desk: Desk) -> None:
    report = desk.bring("loans", f'{HEADER}{GOOD}B2,Luis,L2,USD,,,,,\nB3,"Ana\nMaría",L3,USD,,,x,,\nB4,"x,L4\n')
    assert [reject.line for reject in report.rejects] == [4, 6]


@pytest.mark.parametrize(
    ("kind", "text", "field", "said"),
    [
        ("instalments", INSTALMENTS + "L9,1,2026-02-01,1.00,,\n", "loan_ref", "loan 'L9' is not known"),
        ("instalments", INSTALMENTS + "L2,2,2026-04-01,1.00,,\n", "number", "'L2 2' is already on line 3"),
        ("instalments", INSTALMENTS + "L2,3,2026-04-01,1.005,,\n", "principal", "more decimals than MXN"),
        ("payments", PAYMENTS + "P9,L9,1.00,2026-02-01,\n", "loan_ref", "loan 'L9' is not known"),
        ("payments", PAYMENTS + "P9,L1,0,2026-02-01,\n", "amount", "0 is zero"),
        ("payments", PAYMENTS + "P9,L1,-3,2026-02-01,\n", "amount", "-3 is negative"),
        ("payments", PAYMENTS + "P9,L1,3,yesterday,\n", "paid_at", "'yesterday' is not a time"),
        ("payments", PAYMENTS + "P1,L1,3,2026-02-01,\n", "external_ref", "'P1' is already on line 2"),
        ("payments", PAYMENTS + "R9,L1,3,2026-02-01,P8\n", "reverses", "payment 'P8' is not known"),
        ("payments", PAYMENTS + "R9,L2,3,2026-02-01,P1\n", "reverses", "is one of another loan"),
        ("payments", PAYMENTS + "R9,L1,300,2026-02-01,P1\n", "reverses", "was less than what is to be taken back"),
        ("charges", "external_ref,loan_ref,charged_on,amount,rule\nC1,L9,2026-03-01,5,late_fee\n", "loan_ref", "L9"),
        (
            "contacts",
            "external_ref,borrower_ref,at,channel,unit,by\nK1,B9,2026-03-01,sms,sent,own\n",
            "borrower_ref",
            "borrower 'B9' is not known",
        ),
        (
            "contacts",
            "external_ref,borrower_ref,loan_ref,at,channel,unit,by\nK1,B1,L2,2026-03-01,sms,sent,own\n",
            "loan_ref",
            "loan 'L2' is not one of borrower 'B1'",
        ),
        (
            "contacts",
            "external_ref,borrower_ref,at,channel,unit,by\nK1,B1,2026-03-01,pigeon,sent,own\n",
            "channel",
            "'pigeon' is not one of sms",
        ),
        ("parties", "borrower_ref,party_ref,role,name\nB9,Y1,guarantor,Ana\n", "borrower_ref", "B9"),
        ("parties", "borrower_ref,party_ref,role,name\nB1,Y1,garantor,Ana\n", "role", "did you mean 'guarantor'?"),
    ],
)
def test_a_row_that_does_not_fit_the_portfolio_is_refused(
    desk: Desk, kind: str, text: str, field: str, said: str
) -> None:
    desk.bring("loans", LOANS)
    report = desk.bring(kind, text)
    assert (report.rejected, report.kept, report.rejects[0].field) == (1, False, field)
    assert said in report.rejects[0].reason
    assert desk.rows(f"SELECT * FROM {'outside_contacts' if kind == 'contacts' else kind} WHERE id > 12") == []


def test_a_loan_cannot_change_its_borrower_or_with_money_on_it_its_currency(desk: Desk) -> None:
    desk.bring_all()
    header = "borrower_ref,name,loan_ref,currency\n"
    moved = desk.bring("loans", header + "B2,Luis Ortega,L1,USD\n")
    assert moved.rejects[0].reason == "loan 'L1' belongs to another borrower"
    changed = desk.bring("loans", header + "B1,Nora Whitfield,L1,EUR\n")
    assert "its currency cannot change" in changed.rejects[0].reason


def test_skipping_bad_rows_keeps_the_good_ones_and_writes_the_others_down(desk: Desk) -> None:
    report = desk.bring("loans", f"{HEADER}{GOOD}B2,Luis,L2,XXL,,,,-1,\n", skip_bad=True)
    assert (report.created, report.rejected, report.kept) == (1, 1, True)
    assert report.rejects_path == desk.folder / "file.csv.rejects.csv"
    assert report.rejects_path.read_text().splitlines() == [
        "line,field,reason",
        "3,currency,'XXL' is not a currency code of ISO 4217; write it like EUR",
        "3,principal,-1 is negative; amounts are zero or more",
    ]


def test_nothing_is_half_written_where_a_file_breaks_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outreach.importing.intake.BATCH", 1)
    bad = HEADER + GOOD + "B2,Luis,L2,XXL,,,,,\n"

    def fails(_connection: object, _change: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.bring("loans", bad, skip_bad=True, after=fails)
    assert desk.rows("SELECT * FROM loans") == []
    assert sorted(path.name for path in desk.folder.glob("*rejects*")) == []
