"""What is answered in passing, while the question that was asked still stands."""

from __future__ import annotations

from cases.flows.flow import HERE, Flow, Go, done, say
from cases.flows.signs import advice_line
from cases.flows.turn import FlowContext, Heard
from cases.say import Phrase


def _who(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to=HERE, says=(say("are_you_a_bot"),))


def _goodbye(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to=HERE, says=(say("goodbye"),))


def _why_this(context: FlowContext, _heard: Heard) -> Go:
    """The newest text of ours that they had not asked for; without one, what they got answered what they wrote."""
    last = context.last_unasked()
    if last is None:
        answered = Phrase(key="because.reply")
        return Go(to=HERE, says=(say("why_this", reason=answered, at=context.now, ground=Phrase(key="ground.reply")),))
    agreed = context.contact.consented_at
    ground = Phrase(key="ground.agreed", values={"date": agreed.date()}) if agreed else Phrase(key="ground.allowed")
    reason, at = last
    return Go(to=HERE, says=(say("why_this", reason=reason, at=at, ground=ground),))


def _advice(context: FlowContext, _heard: Heard) -> Go:
    return done(say("advice", advice_line=advice_line(context) or Phrase(key="advice.other")))


def _pause(_context: FlowContext, _heard: Heard) -> Go:
    return done(say("pause_here", step=Phrase(key="step.menu")))


WHO = Flow(enter=_who, safe=True)
GOODBYE = Flow(enter=_goodbye, safe=True)
WHY_THIS = Flow(enter=_why_this)
ADVICE = Flow(enter=_advice)
PAUSE = Flow(enter=_pause)
