"""MAP.toml: how another system's columns become ours. ``docs/importing.md`` explains it with examples."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from outreach.importing.csvfile import CsvStyle
from outreach.importing.expressions import Expression
from outreach.importing.problems import FieldError, ImportFileError, Reject, nearest
from outreach.importing.rows import ImportKind, RawRow, Skipped, Source
from outreach.importing.rule import SOURCES, STEPS, Rule
from outreach.importing.schemas import SCHEMAS

_FILE = ("encoding", "delimiter", "empty", "with_loans")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """A map for one kind of rows. ``skip_when`` leaves rows out without calling them wrong."""

    path: Path
    rules: Mapping[str, Rule]
    style: CsvStyle = field(default_factory=CsvStyle)
    skip_when: Expression | None = None

    def check(self, header: Sequence[str]) -> None:
        """Raises ImportFileError where a rule reads a column that the file does not have."""
        wanted = {name: rule.reads() for name, rule in self.rules.items()}
        wanted["skip_when"] = self.skip_when.columns if self.skip_when else set()
        for ours, names in wanted.items():
            for name in sorted(names - set(header)):
                raise ImportFileError(
                    f"{self.path}: {ours} reads column {name!r}, which the file does not have{nearest(name, header)}"
                )

    def rows(self, source: Iterator[RawRow | Reject]) -> Source:
        """The file's rows as rows of ours; ``{row}`` in a text counts them from 1."""
        for number, row in enumerate(source, start=1):
            if isinstance(row, Reject):
                yield row
                continue
            try:
                left_out = self.skip_when is not None and bool(self.skip_when(row.cells))
            except FieldError as error:
                yield Reject(line=row.line, field="skip_when", reason=str(error))
                continue
            yield Skipped(line=row.line) if left_out else self._mapped(number, row)

    def _mapped(self, number: int, row: RawRow) -> RawRow | Reject:
        cells: dict[str, str] = {}
        for name, rule in self.rules.items():
            try:
                cells[name] = rule.apply(number, row.cells)
            except FieldError as error:
                return Reject(line=row.line, field=name, reason=str(error))
        return RawRow(line=row.line, cells=cells)


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImportFileError(f"{path}: {error}") from None
    _only(path, "the map", raw, ("file", *ImportKind))
    return raw


def along_with_loans(path: Path) -> tuple[ImportKind, ...]:
    """Kinds of rows that the map takes from the file of loans, too. Raises ImportFileError."""
    raw = _read(path)
    named = raw.get("file", {}).get("with_loans", [])
    for name in named:
        if name not in raw or name == ImportKind.LOANS:
            raise ImportFileError(f"{path}, [file] with_loans names {name!r}, for which the map has no table")
    return tuple(ImportKind(name) for name in named)


def load_map(path: Path, kind: ImportKind) -> ColumnMap:
    """The map's part for this kind of rows. Raises ImportFileError with what is wrong and under which key."""
    raw = _read(path)
    if kind not in raw:
        raise ImportFileError(f"{path} has no table [{kind}], so it cannot map {kind}")
    rules = dict(raw[kind])
    skip_when = rules.pop("skip_when", None)
    schema = SCHEMAS[kind]
    if not schema.takes_more:
        _only(path, f"[{kind}]", rules, schema.columns)
    return ColumnMap(
        path=path,
        rules={name: _rule(f"{path}, [{kind}] {name}", each) for name, each in rules.items()},
        style=_style(path, raw.get("file", {})),
        skip_when=_expression(f"{path}, [{kind}] skip_when", skip_when) if skip_when else None,
    )


def _style(path: Path, raw: Mapping[str, Any]) -> CsvStyle:
    _only(path, "[file]", raw, _FILE)
    delimiter = raw.get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise ImportFileError(f"{path}, [file] delimiter must be one character")
    return CsvStyle(
        encoding=str(raw.get("encoding", "utf-8")), delimiter=delimiter, empty=frozenset(raw.get("empty", []))
    )


def _rule(where: str, raw: object) -> Rule:
    if isinstance(raw, str):
        return Rule(column=raw)
    if not isinstance(raw, dict):
        raise ImportFileError(f'{where} must be a column\'s name or a table such as {{ value = "EUR" }}')
    _only(where, "it", raw, (*SOURCES, *STEPS))
    if len(sources := [name for name in SOURCES if name in raw]) != 1:
        raise ImportFileError(f"{where} needs exactly one of {', '.join(SOURCES)}, not {sources or 'none'}")
    if ("months" in raw or "days" in raw) and "date" not in raw:
        raise ImportFileError(f"{where} moves a date, so it needs `date`, the form in which the file writes it")
    rule: dict[str, Any] = {name: value if name in ("months", "days") else _text(value) for name, value in raw.items()}
    if "table" in raw:
        rule["table"] = {key: _text(value) for key, value in raw["table"].items()}
    if "calc" in raw:
        rule["calc"] = _expression(where, raw["calc"])
    if "text" in raw:
        _check_text(where, raw["text"])
    return Rule(**rule)


def _expression(where: str, source: object) -> Expression:
    try:
        return Expression(str(source))
    except ImportFileError as error:
        raise ImportFileError(f"{where}: {error}") from None


def _check_text(where: str, template: str) -> None:
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as error:
        raise ImportFileError(f"{where}: {error}") from None
    for _, name, form, conversion in parsed:
        plain = name is None or (name.isidentifier() and not conversion and (not form or name == "row"))
        if not plain or (form and (len(form) > 2 or not form.isdigit())):
            raise ImportFileError(f"{where}: only {{column}} and {{row}} or {{row:05}} may stand in a text")


def _only(path: object, where: str, raw: Mapping[str, Any], known: Sequence[str] | Mapping[str, Any]) -> None:
    for name in raw:
        if name not in known:
            raise ImportFileError(f"{path}: {where} does not know {name!r}{nearest(name, known)}")


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)
