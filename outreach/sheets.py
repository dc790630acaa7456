"""Tables for spreadsheets: CSV in UTF-8 whose cells are never taken for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK: Final = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
Cell = str | int | float | None


def sheet(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file. Text that a spreadsheet would calculate stands behind an apostrophe; numbers stay numbers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(each) for each in head])
    writer.writerows([_cell(each) for each in row] for row in rows)
    return (MARK + out.getvalue()).encode("utf-8")


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and value.lstrip(" ").startswith(BEGINS_FORMULA):
        return f"'{value}"
    return "" if value is None else value
