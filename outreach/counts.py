"""What a stretch of work came to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Self


@dataclass(slots=True, kw_only=True)
class Counts:
    """``fired``: alarms dealt with; the rest counts messages by what became of them."""

    fired: int = 0
    planned: int = 0
    held: int = 0
    denied: int = 0
    skipped: int = 0
    sent: int = 0
    failed: int = 0

    def __iadd__(self, other: Counts) -> Self:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    def as_dict(self) -> dict[str, int]:
        """By name, for output."""
        return asdict(self)
