"""Where free help is to be had, as far as it is known where somebody lives."""

from __future__ import annotations

from cases.flows.turn import FlowContext
from cases.say import Phrase, Value


def advice_line(context: FlowContext) -> Value:
    """Free advice on debt; nothing where none is known."""
    sign = context.rules.signposts.advice_in(context.borrower.jurisdiction)
    return Phrase(key="advice.line", values={"where": sign.called}) if sign else ""


def crisis_line(context: FlowContext) -> Phrase:
    """The line for people in despair; the emergency number, unnamed, where none is known."""
    sign = context.rules.signposts.crisis_in(context.borrower.jurisdiction)
    if sign is None:
        return Phrase(key="crisis.other")
    return Phrase(key="crisis.always" if sign.always else "crisis.line", values={"where": sign.called})
