"""Buckets: bands of DPD with a name."""

from __future__ import annotations

from dataclasses import dataclass

CURRENT = "CURRENT"
GRACE = "GRACE"
FIRST = "B1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Buckets:
    """CURRENT is DPD 0, GRACE 1 to ``grace_days``, B1 from there; ``later`` names each further band with its first DPD.

    Raises ValueError where the bands do not rise.
    """

    grace_days: int = 0
    later: tuple[tuple[str, int], ...] = (("B2", 30), ("B3", 60), ("B4", 90))

    def __post_init__(self) -> None:
        starts = [start for _, start in self.bands]
        if self.grace_days < 0 or starts != sorted(set(starts)):
            raise ValueError(f"bucket bounds must rise from one band to the next: {self.bands}")

    @property
    def bands(self) -> tuple[tuple[str, int], ...]:
        """Every bucket with its first DPD, mildest first."""
        grace = ((GRACE, 1),) if self.grace_days > 0 else ()
        return ((CURRENT, 0), *grace, (FIRST, self.grace_days + 1), *self.later)

    def of(self, dpd: int) -> str:
        """The bucket of this DPD."""
        return next(name for name, start in reversed(self.bands) if dpd >= start)

    def rank(self, bucket: str) -> int:
        """How severe a bucket is: 0 for CURRENT, growing. Raises KeyError for an unknown name."""
        return {name: rank for rank, (name, _) in enumerate(self.bands)}[bucket]
