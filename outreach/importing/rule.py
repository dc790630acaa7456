"""One rule of a map: where one of our columns comes from, and what is done to it on the way."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cases.months import add_months
from outreach.importing.expressions import Expression
from outreach.importing.problems import FieldError

SOURCES = ("column", "value", "text", "calc")
STEPS = ("table", "default", "date", "months", "days", "decimal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where one of our columns comes from, and what is done to it on the way; exactly one source is set."""

    column: str | None = None
    value: str | None = None
    text: str | None = None
    calc: Expression | None = None
    table: Mapping[str, str] | None = None
    default: str | None = None
    date: str | None = None
    months: int = 0
    days: int = 0
    decimal: str | None = None

    def reads(self) -> set[str]:
        """The columns of the file that it needs."""
        if self.column is not None:
            return {self.column}
        if self.calc is not None:
            return self.calc.columns
        return {name for name in _placeholders(self.text or "") if name != "row"}

    def apply(self, number: int, cells: Mapping[str, str]) -> str:
        """Our cell. Raises FieldError where the file's cell does not fit."""
        cell = self._source(number, cells).strip()
        if self.table is not None:
            cell = self._looked_up(cell)
        if cell and self.decimal is not None:
            cell = _with_point(cell, self.decimal)
        if cell and self.date is not None:
            cell = self._moved(cell, self.date)
        return cell

    def _source(self, number: int, cells: Mapping[str, str]) -> str:
        if self.column is not None:
            return cells[self.column]
        if self.text is not None:
            return self.text.format_map({**cells, "row": number})
        if self.calc is not None:
            return _as_text(self.calc(cells)) if all(cells[name] for name in self.calc.columns) else ""
        return self.value or ""

    def _looked_up(self, cell: str) -> str:
        found = (self.table or {}).get(cell, self.default)
        if found is None:
            raise FieldError(f"{cell!r} is not in the map's table; add it, or give the table a default")
        return found

    def _moved(self, cell: str, form: str) -> str:
        try:
            day = datetime.strptime(cell, form).date()  # noqa: DTZ007  # a calendar date, it has no zone
        except ValueError:
            raise FieldError(f"{cell!r} is not a date of the form {form!r}") from None
        return (add_months(day, self.months) + timedelta(days=self.days)).isoformat()


def _placeholders(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def _with_point(cell: str, decimal: str) -> str:
    """``1.204,50`` written with a decimal comma as ``1204.50``; the other mark, blanks and apostrophes group digits."""
    grouping = {",": ".", ".": ","}.get(decimal, ",")
    for mark in (grouping, " ", "\u00a0", "\u202f", "'"):
        cell = cell.replace(mark, "")
    return cell.replace(decimal, ".")


def _as_text(value: Decimal | str | bool) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
