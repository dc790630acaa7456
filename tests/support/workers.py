"""Workers on one database: in this process step by step, or each in a process of its own that may die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from cases.model import Channel, Kind
from outreach import outbox
from outreach.candidates import Candidate, plan_message
from outreach.clock import SetClock
from outreach.counts import Counts
from outreach.reminders_say import reminder_say
from outreach.runtime import Runtime, build_runtime
from outreach.settings import DatabaseSettings, LenderSettings, Settings
from outreach.work import Work
from storage import traffic
from tests.support.provider import BookedChannel, Outcome
from tests.support.stage import Stage

AT_ONCE = 2
"""Rows that one worker claims: few, so that others have work, too."""
ROOT = Path(__file__).parents[2]


def plant(stage: Stage, refs: list[str], many: int, mark: str) -> None:
    """So many demands for each of these borrowers, all of them allowed by what went so far."""
    with stage.runtime.db.writing() as connection:
        for ref in refs:
            work = Work(connection, stage.runtime, stage.case_id(ref), stage.clock.now())
            say = reminder_say(work.file, "overdue_1")
            for number in range(many):
                dedupe = f"{ref}:{mark}:{number}"
                plan_message(work, Candidate(say=say, kind=Kind.DEMAND, dedupe=dedupe, channels=(Channel.SMS,)))


def in_steps(runtime: Runtime, *, sleeps: bool = True) -> Iterator[None]:
    """What ``outbox.deliver`` does once, stopping after every transaction and every send: there others come between.

    Without ``sleeps`` it hands a text over as soon as the gate has allowed it, and stops only before and after that.
    """
    moment = runtime.clock.now()
    with runtime.db.writing() as connection:
        rows = traffic.claim_due(connection, moment, moment + outbox.CLAIM, AT_ONCE)
    yield
    counts = Counts()
    for row in rows:
        ready = outbox._prepare_together(runtime, [row], moment, counts)
        if sleeps:
            yield
        answers = runtime.edge.run(outbox._send_all(runtime, ready)) if ready else []
        yield
        outbox._keep_all(runtime, ready, answers, moment, counts)
        yield


def process(home: Path, url: str, book: Path, at: datetime, seed: int, outcomes: tuple[Outcome, ...]) -> list[str]:
    """The command of a worker that delivers what is due at ``at`` and two hours on, then ends."""
    words = [outcome.name for outcome in outcomes]
    return [sys.executable, "-m", "tests.support.workers", str(home), url, str(book), at.isoformat(), str(seed), *words]


def run_together(commands: list[list[str]]) -> list[int]:
    """Start all of them at once and wait; how they ended."""
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    return [each.wait(timeout=120) for each in running]


def runtime_on(home: Path, url: str, clock: SetClock, channel: BookedChannel) -> Runtime:
    """A runtime of one's own on a database that stands."""
    settings = Settings(home=home, database=DatabaseSettings(url=url), lender=LenderSettings(name="Alder"))
    return build_runtime(settings, clock=clock, channels={Channel.SMS: channel})


def main(home: str, url: str, book: str, at: str, seed: str, *outcomes: str) -> None:
    """Deliver again and again on a clock that moves from ``at`` two hours on."""
    clock = SetClock(datetime.fromisoformat(at))
    moods = tuple(Outcome[name] for name in outcomes)
    channel = BookedChannel(Channel.SMS, Path(book), clock.now, Random(int(seed)), moods)
    runtime = runtime_on(Path(home), url, clock, channel)
    for _ in range(6):
        outbox.deliver(runtime)
        outbox.give_up_lost(runtime, clock.now())
        clock.set(clock.now() + timedelta(minutes=20))
    runtime.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
