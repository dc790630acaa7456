"""What is done again and again, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from outreach import health, lockout, people, simulation
from outreach.runtime import Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One entry of the table. ``every`` None: as often as ``[scheduler] tick_seconds`` says."""

    name: str
    every: timedelta | None
    run: Callable[[Runtime], object]


def turn(runtime: Runtime) -> None:
    """One turn, and then a note of it: readiness looks whether there was one lately."""
    simulation.turn(runtime)
    health.note_turn(runtime)


JOBS: tuple[Job, ...] = (
    Job(name="turn", every=None, run=turn),
    Job(name="forget_old_sign_ins", every=timedelta(hours=1), run=people.forget_old_sign_ins),
    Job(name="forget_old_lockouts", every=timedelta(hours=1), run=lockout.forget_old),
    Job(name="take_up_new_words", every=timedelta(minutes=1), run=Runtime.reload_words),
)
"""Every job there is."""
