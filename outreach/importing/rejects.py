"""The file of refused rows: line, field, reason. It appears whole, or not at all."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from outreach.importing.problems import ImportFileError, Reject

SHOWN = 100
ALL = sys.maxsize


class Rejects:
    """Refused rows as they come: counted, the first kept to be shown, all written where a path is given."""

    def __init__(self, path: Path | None, shown: int = SHOWN) -> None:
        self.path = path
        self.shown = shown
        self.count = 0
        self.first: list[Reject] = []
        self.lines: set[int] = set()
        self._part: TextIO | None = None

    def add_row(self, rejects: Sequence[Reject]) -> None:
        """One refused row with everything that is wrong with it."""
        self.count += 1
        self.lines.update(reject.line for reject in rejects)
        for reject in rejects:
            self._keep_one(reject)

    def _keep_one(self, reject: Reject) -> None:
        if len(self.first) < self.shown:
            self.first.append(reject)
        if self.path is not None:
            self._part = self._part or self._open(self.path)
            csv.writer(self._part).writerow([reject.line, reject.field or "", reject.reason])

    def keep(self) -> Path | None:
        """Put the file in its place; where it is, if anything was refused."""
        if self._part is None or self.path is None:
            return None
        self._part.close()
        return Path(self._part.name).replace(self.path)

    def drop(self) -> None:
        """Leave no file."""
        if self._part is not None:
            self._part.close()
            Path(self._part.name).unlink(missing_ok=True)

    def _open(self, path: Path) -> TextIO:
        part = path.with_name(path.name + ".part")
        try:
            opened = part.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise ImportFileError(f"{part} cannot be written: {error.strerror}") from None
        csv.writer(opened).writerow(["line", "field", "reason"])
        return opened
