"""What an import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from outreach.importing.problems import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Counts of rows, and of the loans they name by bucket. ``kept`` is False where nothing was written: a dry run,
    or rows were refused and not told to be skipped. ``rejects`` are the first of the refused rows."""

    read: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    buckets: Mapping[str, int] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    rejects_path: Path | None = None
    kept: bool = True

    def as_json(self) -> dict[str, Any]:
        """What ``forbear import --json`` prints."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "buckets": dict(self.buckets),
        }
