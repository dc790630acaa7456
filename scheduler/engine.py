"""The port behind which an alarm clock stands."""

from __future__ import annotations

from typing import Protocol


class Engine(Protocol):
    """Starts the jobs and stops them; a job that runs is let finish."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """End, when what runs is done."""
        ...
