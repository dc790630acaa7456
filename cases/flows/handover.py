"""A person, at every turn: who joins and when, told honestly; then the bot is silent."""

from __future__ import annotations

import re

from cases.events import PersonRequested
from cases.flows.flow import Data, Flow, Go, Step, say
from cases.flows.repeats import AGAIN, key_of
from cases.flows.turn import BRIEF, Dialogue, FlowContext, Heard
from cases.model import CustodyState
from cases.reading import Intent
from cases.say import Say, choice

USUAL, SOON, NOW = 1, 2, 3
"""Priorities in the queue."""

WAIT_TOLD = frozenset({"awaiting_person", AGAIN["awaiting_person"]})
ASKING = frozenset({Intent.HUMAN, Intent.COMPLAINT, Intent.REPEAT, Intent.GREETING})
"""What asks once more how long it takes."""
POLITE = frozenset({Intent.THANKS, Intent.GOODBYE})
_QUESTION = re.compile("[?？]")


def request(context: FlowContext, reason: str, skill: str = "general", priority: int = USUAL) -> PersonRequested:
    """The fact that a person is wanted."""
    return PersonRequested(skill=skill, priority=priority, reason=reason, due_by=context.person_due_by)


def call(context: FlowContext, *, reason: str, skill: str = "general", priority: int = USUAL) -> Go:
    """Ask for a person and say when they come."""
    return Go(to="handover.waiting", events=(request(context, reason, skill, priority),))


def waiting(context: FlowContext, here: Dialogue, heard: Heard) -> Go:
    """The only answer while a person is awaited: once by itself, then whenever it is asked for."""
    asked = heard.choice == "person" or heard.reading.intent in ASKING or _QUESTION.search(heard.reading.text)
    told = key_of(here.said) in WAIT_TOLD
    silent = heard.reading.intent in POLITE or (told and not asked)
    return Go() if silent else wait_told(context)


def wait_told(context: FlowContext) -> Go:
    """How long it takes, and nothing else."""
    return Go(to="handover.waiting", says=_wait(context), quiet=True)


def _wait(context: FlowContext) -> tuple[Say, ...]:
    return (say("awaiting_person", () if context.channel in BRIEF else None, person_line=context.wait),)


def _enter(context: FlowContext, heard: Heard) -> Go:
    return call(context, reason=heard.reading.text or "asked for a person")


def _told(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    if context.case.custody.state is CustodyState.QUEUED:
        return _wait(context)
    if context.desk_open:
        return (say("to_person", person_line=context.wait),)
    choices = None if context.identified else (choice("call_back"),)
    return (say("to_person_closed", choices, person_line=context.wait),)


FLOW = Flow(enter=_enter, steps={"waiting": Step(ask=_told)}, safe=True)
