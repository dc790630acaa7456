"""What got in the way: asked once, kept with the words used, and followed by what fits it."""

from __future__ import annotations

from cases.events import ReasonGiven
from cases.flows.flow import Data, Flow, Go, Step, say
from cases.flows.menus import REASONS
from cases.flows.turn import FlowContext, Heard
from cases.reading import Intent
from cases.say import Say

FOLLOWS = {
    "forgot": "promise",
    "payment_failed": "pay",
    "salary_late": "promise",
    "lost_job": "hardship",
    "illness": "hardship",
    "dispute": "dispute",
    "other": "menu.options",
}
"""What is offered next, by reason."""


def _enter(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to="reason.ask")


def _ask(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("ask_reason"),)


def _hear(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    reason = (heard.choice or "").removeprefix("reason_")
    if heard.choice and reason in REASONS and heard.choice != reason:
        given = ReasonGiven(reason=reason, words="")
        return Go(to=FOLLOWS[reason], events=(given,), heard=Heard(reading=heard.reading, choice=heard.choice))
    words = heard.reading.text.strip()
    told = heard.reading.intent is Intent.OTHER and not heard.reading.dates
    if heard.choice or not told or not words:
        return None
    return Go(to=FOLLOWS["other"], events=(ReasonGiven(reason="other", words=words),))


FLOW = Flow(enter=_enter, steps={"ask": Step(ask=_ask, hear=_hear)})
