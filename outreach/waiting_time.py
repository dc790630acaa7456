"""How long a person takes, told honestly: who waits before, who is on duty, and how long answers took lately.

Only what is known is said. A rate of answers is known from enough chats that people took while the desk was open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from cases.flows.turn import Turn
from cases.say import Phrase, Say
from outreach import desk_hours
from outreach.clock import wall_clock
from outreach.creditors import sender_of
from storage import answering

if TYPE_CHECKING:
    from outreach.work import Work

WAITING = Phrase(key="person.queued")
"""What a conversation says of the wait with the desk open; the true line takes its place before it is rendered."""

SEEN_WITHIN = timedelta(minutes=10)
"""Who did nothing at the desk for so long is not taken to be there."""
MEASURED = timedelta(days=30)
NEWEST = 100
ENOUGH = 10
"""Fewer answers than this say nothing about the next one."""
NINE_IN_TEN = 0.9


def told(work: Work, turn: Turn) -> Turn:
    """The turn with the wait as it is now. Nothing is looked up unless somebody is told of it."""
    if not any(WAITING in say.values.values() for say in turn.says):
        return turn
    line = wait_line(work)
    return replace(turn, says=tuple(_with(say, line) for say in turn.says))


def _with(say: Say, line: Phrase) -> Say:
    return replace(say, values={name: line if value == WAITING else value for name, value in say.values.items()})


def wait_line(work: Work) -> Phrase:
    """The wait of this case while the desk is open."""
    there = on_duty(work)
    if not there:
        return Phrase(key="person.nobody")
    ahead, usual = answering.before(work.connection, work.case_id), usual_minutes(work)
    if ahead == 0 and usual is not None:
        officer = sender_of(work.runtime, work.file).officer
        return Phrase(key="person.joining_named" if officer in there else "person.joining", values={"n": usual})
    duty = Phrase(key="count.on_duty", values={"n": len(there)})
    last = Phrase(key="person.usual", values={"n": usual}) if usual is not None else ""
    if ahead == 0:
        return Phrase(key="person.next", values={"duty": duty})
    return Phrase(key="person.ahead", values={"n": ahead, "duty": duty, "usual": last})


def on_duty(work: Work) -> list[str]:
    """The names of those who are at the desk. Sign-ins go by the machine's time."""
    now = wall_clock()
    return answering.on_duty(work.connection, now, now - SEEN_WITHIN)


def usual_minutes(work: Work) -> int | None:
    """Within how many minutes nine in ten were answered lately; None where too few were to know."""
    since = work.now - MEASURED
    claimed = answering.last_claims(work.connection, since, NEWEST)
    waits = sorted(_waits(work, claimed, since))
    if len(waits) < ENOUGH:
        return None
    return max(1, ceil(waits[ceil(NINE_IN_TEN * len(waits)) - 1] / timedelta(minutes=1)))


def _waits(work: Work, case_ids: list[int], since: datetime) -> list[timedelta]:
    """From each call for a person to the claim that answered it, where the desk was open at the call."""
    waits: list[timedelta] = []
    called: dict[int, datetime] = {}
    for row in answering.calls_and_claims(work.connection, case_ids, since):
        if row.type == "PersonRequested":
            called.setdefault(row.case_id, row.at)
            continue
        began = called.pop(row.case_id, None)
        if began is None or row.type != "Claimed":
            continue
        if desk_hours.state(work.runtime.settings.desk, began).open:
            waits.append(row.at - began)
    return waits
