"""Where rows come from: a canonical CSV, any CSV through a map, Fineract's answers, or a program's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from outreach.importing.csvfile import CsvStyle, open_csv
from outreach.importing.fineract import read_fineract
from outreach.importing.mapping import load_map
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


@contextmanager
def open_source(
    path: Path, kind: ImportKind, file_format: FileFormat, map_path: Path | None, as_of: date | None
) -> Iterator[OpenSource]:
    """The rows of a file. Raises ImportFileError where it cannot be read, or its columns do not fit."""
    if file_format is FileFormat.FINERACT:
        if map_path is not None:
            raise ImportFileError("a map is for CSV; Fineract's answers are read without one")
        yield OpenSource(rows=read_fineract(path, kind, as_of), done=lambda: 0.0)
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


def from_records(kind: ImportKind, records: Iterable[Mapping[str, object]]) -> Source:
    """Rows of a program's request: the columns as names, texts, numbers or nothing as values; ``line`` from 1."""
    schema = SCHEMAS[kind]
    for line, record in enumerate(records, start=1):
        unknown = None if schema.takes_more else next((name for name in record if name not in schema.columns), None)
        odd = next((name for name, value in record.items() if not isinstance(value, str | int | float | None)), None)
        if unknown is not None:
            reason = f"is no column of {kind}{nearest(unknown, schema.columns)}"
            yield Reject(line=line, field=unknown, reason=reason)
        elif odd is not None:
            yield Reject(line=line, field=odd, reason="must be a text or a number")
        else:
            cells = {name: str(value) for name, value in record.items() if value is not None}
            yield RawRow(line=line, cells=cells)
