"""Where rows come from: a canonical CSV, any CSV through a map, Fineract's answers, or a program's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from outreach.importing.csvfile import CsvStyle, open_csv
from outreach.importing.fineract import read_fineract
from outreach.importing.mapping import along_with_loans, load_map
from outreach.importing.problems import ImportFileError, Reject, nearest
from outreach.importing.rows import ImportKind, RawRow, Source
from outreach.importing.schemas import SCHEMAS


class FileFormat(StrEnum):
    """How the file is built."""

    CSV = "csv"
    FINERACT = "fineract"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSource:
    """Rows on their way, and the share of the file they are so far, 0 to 1."""

    rows: Source
    done: Callable[[], float]


def along_with(kind: ImportKind, file_format: FileFormat, map_path: Path | None) -> tuple[ImportKind, ...]:
    """Kinds of rows that a file of loans brings along: Fineract's schedules and payments, what a map says."""
    if kind is not ImportKind.LOANS:
        return ()
    if file_format is FileFormat.FINERACT:
        return (ImportKind.INSTALMENTS, ImportKind.PAYMENTS)
    return along_with_loans(map_path) if map_path is not None else ()


@contextmanager
def open_source(
    path: Path,
    kind: ImportKind,
    file_format: FileFormat,
    map_path: Path | None,
    as_of: date | None,
    *,
    with_loans: bool = False,
) -> Iterator[OpenSource]:
    """The rows of a file. Raises ImportFileError where it cannot be read, or its columns do not fit."""
    if file_format is FileFormat.FINERACT:
        if map_path is not None:
            raise ImportFileError("a map is for CSV; Fineract's answers are read without one")
        yield OpenSource(rows=read_fineract(path, kind, as_of, with_loans=with_loans), done=lambda: 0.0)
        return
    mapped = load_map(map_path, kind) if map_path is not None else None
    with open_csv(path, mapped.style if mapped else CsvStyle()) as file:
        if mapped is not None:
            mapped.check(file.header)
            yield OpenSource(rows=mapped.rows(file.rows), done=file.done)
        else:
            _check_header(path, kind, file.header)
            yield OpenSource(rows=file.rows, done=file.done)


def _check_header(path: Path, kind: ImportKind, header: Sequence[str]) -> None:
    schema = SCHEMAS[kind]
    missing = [name for name in schema.required if name not in header]
    unknown = [] if schema.takes_more else [name for name in header if name not in schema.columns]
    hints = [f"{name!r} is no column of {kind}{nearest(name, schema.columns)}" for name in unknown]
    if missing:
        raise ImportFileError(
            "; ".join([f"{path}, line 1: {kind} need the column {', '.join(map(repr, missing))}", *hints])
        )
    if unknown:
        raise ImportFileError(f"{path}, line 1: {'; '.join(hints)}")


def from_records(kind: ImportKind, records: Iterable[object]) -> Source:
    """Rows of a program's request: the columns as names, texts, numbers or nothing as values; ``line`` from 1."""
    for line, record in enumerate(records, start=1):
        yield _from_record(kind, line, record)


def _from_record(kind: ImportKind, line: int, record: object) -> RawRow | Reject:
    if not isinstance(record, Mapping):
        return Reject(line=line, field=None, reason=f"must be an object with the columns of {kind}")
    schema = SCHEMAS[kind]
    unknown = None if schema.takes_more else next((name for name in record if name not in schema.columns), None)
    odd = next((name for name, value in record.items() if not _is_cell(value)), None)
    if unknown is not None:
        return Reject(line=line, field=unknown, reason=f"is no column of {kind}{nearest(unknown, schema.columns)}")
    if odd is not None:
        return Reject(line=line, field=odd, reason="must be a text or a number")
    return RawRow(line=line, cells={name: str(value) for name, value in record.items() if value is not None})


def _is_cell(value: object) -> bool:
    return isinstance(value, str | int | float | Decimal | None) and not isinstance(value, bool)
