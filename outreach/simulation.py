"""A stretch of simulated time: the same scheduler and outbox as live, on a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from outreach import assigning
from outreach.clock import SampleClock, SetClock
from outreach.counts import Counts
from outreach.outbox import deliver, give_up_lost
from outreach.reminders import fire_due
from outreach.runtime import Runtime
from storage import traffic, waiting


def turn(runtime: Runtime, now: datetime | None = None) -> Counts:
    """One turn of the alarm clock: due alarms, then who waits is given out, then the outbox. Live, too."""
    moment = now or runtime.clock.now()
    counts = fire_due(runtime, moment)
    assigning.give_out(runtime)
    counts += deliver(runtime, moment)
    give_up_lost(runtime, moment)
    return counts


def simulate(
    runtime: Runtime,
    start: datetime,
    end: datetime,
    step: timedelta,
    before_turn: Callable[[datetime], None] = lambda _at: None,
) -> Counts:
    """Run from ``start`` to ``end`` in steps; steps in which nothing is due are passed over.

    The runtime's clock must be one that can be set. ``before_turn`` is told of every turn. Raises ValueError where the
    stretch or the step is no good.
    """
    clock = runtime.clock
    if not isinstance(clock, SetClock | SampleClock):
        raise TypeError("a simulation needs a clock that can be set")
    if end < start or step <= timedelta():
        raise ValueError("the end must not lie before the start, and the step must be longer than nothing")
    counts = Counts()
    at: datetime | None = start
    while at is not None and at <= end:
        clock.set(at)
        before_turn(at)
        counts += turn(runtime, at)
        at = _next(runtime, start, at, step)
    clock.set(end)
    return counts


def _next(runtime: Runtime, start: datetime, at: datetime, step: timedelta) -> datetime | None:
    """The next step of the grid in which something is due; None where nothing waits any more."""
    due = next_due(runtime)
    if due is None:
        return None
    steps = max(1, -((start - due) // step) - (at - start) // step)
    return at + steps * step


REMINDING = ("ladder", "promise_eve", "promise_due", "part_eve", "part_due", "part_grace")
"""Alarms that may bring a borrower a text."""


def next_reminder(runtime: Runtime) -> datetime | None:
    """When the next text may leave unasked."""
    with runtime.db.reading() as connection:
        times = [waiting.next_fires(connection, REMINDING), traffic.next_due(connection)]
    known = [each for each in times if each is not None]
    return min(known) if known else None


def next_due(runtime: Runtime) -> datetime | None:
    """When the next alarm rings or the next waiting text may go."""
    with runtime.db.reading() as connection:
        times = [waiting.next_fire(connection), traffic.next_due(connection)]
    known = [each for each in times if each is not None]
    return min(known) if known else None
