"""CSV files, read as a stream: one row at a time, what is wrong with a row as a value."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from outreach.importing.problems import ImportFileError, Reject
from outreach.importing.rows import RawRow

_OTHER_MARKS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class _Reader(Protocol):
    """What ``csv.reader`` gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvStyle:
    """How the file is written; ``empty`` are the cells that say nothing."""

    encoding: str = "utf-8"
    delimiter: str = ","
    empty: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """An open file: its columns, its rows, and how much of it has been read, from 0 to 1."""

    header: tuple[str, ...]
    rows: Iterator[RawRow | Reject]
    done: Callable[[], float]


@contextmanager
def open_csv(path: Path, style: CsvStyle) -> Iterator[CsvFile]:
    """The file at ``path``. Raises ImportFileError where it cannot be read at all or has no usable header."""
    try:
        size = path.stat().st_size
        source = path.open("rb")
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from None
    with source:
        lines = io.TextIOWrapper(source, _encoding(path, source, style), errors="surrogateescape", newline="")
        reader = csv.reader(lines, delimiter=style.delimiter, strict=True)
        header = _header(path, reader, style)
        yield CsvFile(
            header=header,
            rows=_rows(path, reader, header, style),
            done=lambda: min(1.0, source.tell() / size) if size else 1.0,
        )


def _encoding(path: Path, source: BinaryIO, style: CsvStyle) -> str:
    try:
        name = codecs.lookup(style.encoding).name
    except LookupError:
        raise ImportFileError(f"{style.encoding!r} is not an encoding; write it like utf-8 or cp1252") from None
    start = source.read(4)
    source.seek(0)
    other = next((other for mark, other in _OTHER_MARKS.items() if start.startswith(mark)), None)
    if name == "utf-8" and other:
        raise ImportFileError(f"{path} is written in {other}; save it as UTF-8, or name the encoding in a map")
    return "utf-8-sig" if name == "utf-8" else name


def _header(path: Path, reader: Iterator[list[str]], style: CsvStyle) -> tuple[str, ...]:
    try:
        header = tuple(name.strip() for name in next(reader, []))
    except (csv.Error, UnicodeError) as error:
        raise ImportFileError(f"{path}, line 1: {error}") from None
    if not any(header):
        raise ImportFileError(f"{path} is empty: its first line must name the columns")
    if any(_is_broken(name) for name in header):
        raise ImportFileError(f"{path}, line 1 is not {style.encoding} text")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise ImportFileError(f"{path}, line 1 names {', '.join(map(repr, twice))} more than once")
    if len(header) == 1 and style.delimiter == "," and {";", "\t"} & set(header[0]):
        raise ImportFileError(f"{path}, line 1 is not separated by commas; save it so, or set `delimiter` in a map")
    return header


def _rows(path: Path, reader: _Reader, header: Sequence[str], style: CsvStyle) -> Iterator[RawRow | Reject]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Reject(line=line, field=None, reason=f"is no CSV ({error}); check the quotes")
            continue
        except UnicodeError as error:
            raise ImportFileError(f"{path}, after line {line - 1}: not {style.encoding} text ({error})") from None
        if cells is None:
            return
        if cells:
            yield _row(line, header, cells, style)


def _row(line: int, header: Sequence[str], cells: Sequence[str], style: CsvStyle) -> RawRow | Reject:
    if len(cells) != len(header):
        return Reject(line=line, field=None, reason=f"has {len(cells)} cells where the header has {len(header)}")
    for name, cell in zip(header, cells, strict=True):
        if _is_broken(cell):
            return Reject(line=line, field=name, reason=f"is not {style.encoding} text; save the file as UTF-8")
    named = zip(header, cells, strict=True)
    return RawRow(line=line, cells={name: "" if cell in style.empty else cell for name, cell in named})


def _is_broken(cell: str) -> bool:
    """Whether it holds bytes that could not be decoded (kept as lone surrogates), or a NUL."""
    return "\0" in cell or (not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell))
