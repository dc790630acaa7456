"""What is answered in passing, while the question that was asked still stands."""

from __future__ import annotations

from datetime import timedelta

from cases.events import HoldPlaced
from cases.flows.facts import country
from cases.flows.flow import HERE, Flow, Go, done, say
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import day_named
from cases.model import Hold, HoldType
from cases.say import Phrase

LONGEST_QUIET = timedelta(days=14)
"""The longest rest the bot grants by itself."""


def _who(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to=HERE, says=(say("are_you_a_bot"),))


def _goodbye(_context: FlowContext, _heard: Heard) -> Go:
    return Go(to=HERE, says=(say("goodbye"),))


def _why_this(context: FlowContext, _heard: Heard) -> Go:
    reason = context.last_message_reason or Phrase(key="because.reply")
    return Go(to=HERE, says=(say("why_this", reason=reason, at=context.last_message_at or context.now),))


def _quiet(context: FlowContext, heard: Heard) -> Go:
    """A bad moment: no demand before the day they named, or tomorrow."""
    named = day_named(heard) or context.today
    day = min(max(named, context.today + timedelta(days=1)), context.today + LONGEST_QUIET)
    rest = Hold(
        ref=context.new_ref,
        type=HoldType.MANUAL,
        from_at=context.now,
        until=context.now + (day - context.today),
        source=heard.reading.text,
    )
    noted = say("noted", preference=Phrase(key="preference.quiet_until", values={"date": day}))
    return Go(to=HERE, says=(noted,), events=(HoldPlaced(hold=rest),))


def _advice(context: FlowContext, _heard: Heard) -> Go:
    line = Phrase(key=f"advice.{country(context)}")
    return done(say("advice", advice_line=line))


def _pause(_context: FlowContext, _heard: Heard) -> Go:
    return done(say("pause_here", step=Phrase(key="step.menu")))


WHO = Flow(enter=_who, safe=True)
GOODBYE = Flow(enter=_goodbye, safe=True)
QUIET = Flow(enter=_quiet, safe=True)
WHY_THIS = Flow(enter=_why_this)
ADVICE = Flow(enter=_advice)
PAUSE = Flow(enter=_pause)
