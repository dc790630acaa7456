"""Maps: another system's columns made ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.importing.expressions import Expression
from outreach.importing.mapping import load_map
from outreach.importing.problems import FieldError, ImportFileError, Reject
from outreach.importing.rows import ImportKind, RawRow, Skipped

CELLS = {"id": "7", "amt": "1.204,50", "st": "C", "d": "18-Mar", "paid": "3", "rate": "", "Loan no": "9"}


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rule", "cell"),
    [
        ('"id"', "7"),
        ('{ column = "Loan no" }', "9"),
        ('{ value = "USD" }', "USD"),
        ('{ text = "B-{row:05}/{id}" }', "B-00001/7"),
        ('{ column = "amt", decimal = "," }', "1204.50"),
        ('{ column = "d", date = "%y-%b" }', "2018-03-01"),
        ('{ column = "d", date = "%y-%b", months = 1, days = 14 }', "2018-04-15"),
        ('{ column = "st", table = { C = "open" } }', "open"),
        ('{ column = "st", table = { D = "done" }, default = "" }', ""),
        ('{ calc = "round(paid * 2.5 / 4, 1)" }', "1.9"),
        ("{ calc = \"max(paid, col('Loan no')) - 1\" }", "8"),
        ('{ calc = "paid * rate" }', ""),
    ],
)
def test_a_rule_makes_our_cell(tmp_path: Path, rule: str, cell: str) -> None:
    path = written(tmp_path, f"[loans]\nname = {rule}\n")
    [row] = load_map(path, ImportKind.LOANS).rows(iter([RawRow(line=2, cells=CELLS)]))
    assert row == RawRow(line=2, cells={"name": cell})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[loans", "Expected ']'"),
        ("[payments]", "has no table [loans]"),
        ("[loan]", "does not know 'loan'; did you mean 'loans'?"),
        ('[loans]\nnmae = "id"', "[loans] does not know 'nmae'; did you mean 'name'?"),
        ("[loans]\nname = 3", "[loans] name must be a column's name or a table"),
        ('[loans]\nname = { colunm = "id" }', "did you mean 'column'?"),
        ('[loans]\nname = { column = "id", value = "x" }', "needs exactly one of column, value, text, calc"),
        ('[loans]\nname = { column = "id", months = 1 }', "it needs `date`"),
        ('[loans]\nname = { text = "{id.__class__}" }', "may stand in a text"),
        ('[loans]\nname = { text = "{row:999999999}" }', "may stand in a text"),
        ('[loans]\nname = { text = "{id" }', "[loans] name: "),
        ('[loans]\nname = { calc = "paid +" }', "is no expression"),
        ("[loans]\nname = { calc = \"open('x')\" }", "is not allowed there"),
        ('[loans]\nname = { calc = "paid.real" }', "is not allowed there"),
        ('[loans]\nname = { calc = "paid ** 9" }', "is not allowed there"),
        ('[loans]\nname = { calc = "round(1, 2, 3)" }', "is not allowed there"),
        ('[loans]\nskip_when = "[x for x in paid]"', "skip_when: "),
        ('[loans]\n[file]\ndelimiter = ";;"', "delimiter must be one character"),
    ],
)
def test_a_map_with_a_mistake_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        load_map(written(tmp_path, text), ImportKind.LOANS)
    assert said in str(caught.value)


def test_a_map_that_reads_a_column_the_file_does_not_have_is_refused(tmp_path: Path) -> None:
    mapped = load_map(written(tmp_path, '[loans]\nprincipal = { calc = "loan_amt * 2" }'), ImportKind.LOANS)
    with pytest.raises(ImportFileError, match=r"principal reads column 'loan_amt', .* did you mean 'loan_amount'"):
        mapped.check(["loan_amount", "term"])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('{ column = "st", table = { D = "done" } }', "'C' is not in the map's table"),
        ('{ column = "id", date = "%Y-%m-%d" }', "'7' is not a date of the form '%Y-%m-%d'"),
        ('{ calc = "paid / (id - 7)" }', "cannot be worked out with id '7', paid '3'"),
        ('{ calc = "paid * st" }', "needs numbers, and got paid '3', st 'C'"),
        ('{ calc = "floor(st)" }', "needs numbers, and got st 'C'"),
    ],
)
def test_a_cell_that_does_not_fit_the_rule_is_refused_with_its_line(tmp_path: Path, rule: str, said: str) -> None:
    path = written(tmp_path, f"[loans]\nname = {rule}\n")
    [row] = load_map(path, ImportKind.LOANS).rows(iter([RawRow(line=5, cells=CELLS)]))
    assert isinstance(row, Reject)
    assert (row.line, row.field) == (5, "name")
    assert said in row.reason


@pytest.mark.parametrize(("condition", "skips"), [("paid <= 0", False), ("st == 'C' and not paid > 5", True)])
def test_rows_can_be_left_out_on_purpose(tmp_path: Path, condition: str, skips: bool) -> None:
    path = written(tmp_path, f'[loans]\nskip_when = "{condition}"\nname = "id"\n')
    [row] = load_map(path, ImportKind.LOANS).rows(iter([RawRow(line=2, cells=CELLS)]))
    assert (row == Skipped(line=2)) is skips


def test_a_condition_that_cannot_be_judged_refuses_the_row(tmp_path: Path) -> None:
    path = written(tmp_path, '[loans]\nskip_when = "st > 1"\nname = "id"\n')
    [row] = load_map(path, ImportKind.LOANS).rows(iter([RawRow(line=2, cells=CELLS)]))
    assert isinstance(row, Reject)
    assert row.field == "skip_when"


def test_figures_in_expressions_are_exact() -> None:
    assert str(Expression("paid * 1.1 + 0.2")({"paid": "3"})) == "3.5"


def test_a_huge_number_is_text_and_not_worked_with() -> None:
    with pytest.raises(FieldError):
        Expression("paid * 2")({"paid": "1e999999"})
