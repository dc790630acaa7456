"""What can be wrong with a file, as values: where, in which field, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class ImportFileError(Exception):
    """The file as a whole cannot be read; the text says what and where."""


class FieldError(Exception):
    """One cell cannot be read; the text says what it holds and what belongs there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One row (or, with ``field``, one cell) that is refused; ``line`` is that of the file, 1 for its first."""

    line: int
    field: str | None
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.reason}" if self.field else f"line {self.line}: {self.reason}"


def nearest(name: str, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"`` with the nearest known name, or nothing where none is near."""
    found = get_close_matches(name, [str(each) for each in known], n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""
