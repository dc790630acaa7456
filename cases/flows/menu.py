"""What can be done here: the first words to a known borrower, the whole menu, and ways forward."""

from __future__ import annotations

from cases.flows.facts import active_plan, live_hold, summary
from cases.flows.flow import Data, Flow, Go, Step, say
from cases.flows.menus import CHOICES
from cases.flows.turn import FlowContext, Heard
from cases.model import HoldType, Treatment
from cases.say import Say, choice

WAYS_FORWARD = ("parts", "promise", "trouble", "person")


def hello(context: FlowContext) -> Say:
    """Greet, say who speaks, and where things stand."""
    name = called(context.borrower.name)
    choices = tuple(choice(id_) for id_ in _next_steps(context))
    return say("hello", choices, name=name, summary=summary(context))


def _next_steps(context: FlowContext) -> tuple[str, ...]:
    if live_hold(context, HoldType.CLAIMED_PAID, HoldType.DISPUTE):
        return ("why", "person")
    if context.case.treatment is Treatment.HARDSHIP_REVIEW:
        return ("resume", "why", "person")
    if context.case.treatment is Treatment.FORBEARANCE:
        return ("why", "person")
    if active_plan(context):
        return ("pay", "why", "help", "person")
    if not context.position.late:
        return ("menu", "person")
    return ("pay", "change_date", "why", "person") if context.case.promise else CHOICES["hello"]


def called(name: str) -> str:
    """How to address somebody: the first of several names, what follows the comma in "Cole, James", else the whole."""
    given = name.split(",", 1)[-1].split() or name.split()
    return given[0] if given else name


def _hello(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (hello(context),)


def _menu(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("menu"),)


def _options(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("menu", tuple(choice(id_) for id_ in WAYS_FORWARD)),)


def _enter(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to="menu.start")


FLOW = Flow(
    enter=_enter,
    steps={"start": Step(ask=_menu), "hello": Step(ask=_hello), "options": Step(ask=_options)},
)
