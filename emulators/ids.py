"""Ids that look real and are the same on every run with the same seed."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256


class Ids:
    """Counts per kind, and hashes of those counts where a provider would be random."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._counts: Counter[str] = Counter()

    def count(self, kind: str) -> int:
        """The next whole number of this kind, from 1."""
        self._counts[kind] += 1
        return self._counts[kind]

    def sid(self, prefix: str) -> str:
        """A Twilio SID: two letters and 32 hexadecimal digits."""
        return prefix + self._digest(prefix)[:32]

    def opaque(self, kind: str) -> str:
        """A string without meaning, such as a file id or an idempotency token."""
        return self._digest(kind)[:40]

    def first_number(self, kind: str) -> int:
        """Where a provider's counter happens to stand, six digits, without counting on."""
        return 100_000 + int(sha256(f"{self._seed}/{kind}".encode()).hexdigest()[:8], 16) % 900_000

    def _digest(self, kind: str) -> str:
        return sha256(f"{self._seed}/{kind}/{self.count(kind)}".encode()).hexdigest()
