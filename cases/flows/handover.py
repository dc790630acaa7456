"""A person, at every turn: who joins and when, told honestly; then the bot is silent."""

from __future__ import annotations

from cases.events import PersonRequested
from cases.flows.flow import Data, Flow, Go, Step, say
from cases.flows.turn import FlowContext, Heard
from cases.model import CustodyState
from cases.say import Say

USUAL, SOON, NOW = 1, 2, 3
"""Priorities in the queue."""


def request(context: FlowContext, reason: str, skill: str = "general", priority: int = USUAL) -> PersonRequested:
    """The fact that a person is wanted."""
    return PersonRequested(skill=skill, priority=priority, reason=reason, due_by=context.person_due_by)


def call(context: FlowContext, *, reason: str, skill: str = "general", priority: int = USUAL) -> Go:
    """Ask for a person and say when they come."""
    return Go(to="handover.waiting", events=(request(context, reason, skill, priority),))


def waiting(context: FlowContext) -> Go:
    """The only answer while a person is awaited."""
    return Go(to="handover.waiting", says=(say("awaiting_person", person_line=context.wait),), quiet=True)


def _enter(context: FlowContext, heard: Heard) -> Go:
    return call(context, reason=heard.reading.text or "asked for a person")


def _told(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    if context.case.custody.state is CustodyState.QUEUED:
        return waiting(context).says
    if context.desk_open:
        return (say("to_person", person_line=context.wait),)
    choices = None if context.identified else ()
    return (say("to_person_closed", choices, person_line=context.wait),)


FLOW = Flow(enter=_enter, steps={"waiting": Step(ask=_told)}, safe=True)
