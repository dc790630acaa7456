"""What is answered in passing, while the question that was asked still stands."""

from __future__ import annotations

from datetime import timedelta

from cases.events import HoldPlaced, PreferredHoursTold
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
    """The newest text of ours that they had not asked for; without one, what they got answered what they wrote."""
    reason = context.last_message_reason
    if reason is None or context.last_message_at is None:
        answered = Phrase(key="because.reply")
        return Go(to=HERE, says=(say("why_this", reason=answered, at=context.now, ground=Phrase(key="ground.reply")),))
    agreed = context.contact.consented_at
    ground = Phrase(key="ground.agreed", values={"date": agreed.date()}) if agreed else Phrase(key="ground.allowed")
    return Go(to=HERE, says=(say("why_this", reason=reason, at=context.last_message_at, ground=ground),))


def _quiet(context: FlowContext, heard: Heard) -> Go:
    """A bad moment: from now on in the hours they named, if any; else no demand before their day, or tomorrow."""
    if heard.reading.hours:
        return _hours(context, heard)
    named = day_named(heard) or context.today
    day = min(max(named, context.today + timedelta(days=1)), context.today + LONGEST_QUIET)
    rest = Hold(
        ref=context.new_ref,
        type=HoldType.MANUAL,
        from_at=context.now,
        until=context.now + (day - context.today),
        source=heard.reading.text or "asked for a quiet time",
        placed_by="borrower",
    )
    noted = say("noted", preference=Phrase(key="preference.quiet_until", values={"date": day}))
    return Go(to=HERE, says=(noted,), events=(HoldPlaced(hold=rest),))


def _hours(context: FlowContext, heard: Heard) -> Go:
    """Hours for this contact point, at once; what waits is asked about again before it leaves."""
    hours = heard.reading.hours
    told = PreferredHoursTold(contact_point_id=context.contact.id, hours=hours, words=heard.reading.text)
    start, _, end = hours[0].partition("-")
    noted = say("noted", preference=Phrase(key="preference.hours", values={"start": start, "end": end}))
    return Go(to=HERE, says=(noted,), events=(told,))


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
