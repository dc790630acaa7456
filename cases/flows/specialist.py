"""Death, a lawyer, insolvency, distress: one plain message, everything else off, and somebody who knows how."""

from __future__ import annotations

from datetime import timedelta

from cases.events import DeathReported, DistressReported, Event, PersonRequested, RepresentativeNamed
from cases.flows import handover
from cases.flows.facts import live_hold
from cases.flows.flow import Data, Flow, Go, Step, done, say, text_in
from cases.flows.paid_already import own_words
from cases.flows.signs import crisis_line
from cases.flows.turn import FlowContext, Heard
from cases.model import HoldType
from cases.reading import Intent
from cases.say import Phrase, Say

AT_ONCE = timedelta(minutes=5)
"""Within this somebody answers words of despair, whatever the desk's hours."""


def _died(context: FlowContext, heard: Heard) -> Go:
    """One acknowledgement, and no second one."""
    if live_hold(context, HoldType.DECEASED):
        return done()
    return done(say("death"), events=(DeathReported(ref=context.new_ref, words=heard.reading.text),))


def _distressed(context: FlowContext, heard: Heard) -> Go:
    person = PersonRequested(
        skill="distress", priority=handover.NOW, reason="words of distress", due_by=context.now + AT_ONCE
    )
    events: tuple[Event, ...] = (DistressReported(ref=context.new_ref, words=heard.reading.text), person)
    if in_despair(context):
        return Go(to="handover.waiting", events=events, quiet=True)
    joins = Phrase(key="person.on_call")
    told = say("distress", person_line=joins, crisis_line=crisis_line(context))
    return Go(to="handover.waiting", says=(told,), events=events, quiet=True)


def in_despair(context: FlowContext) -> bool:
    """Whether words of despair were said and nobody has ended what they brought about: then the bot is silent."""
    hold = live_hold(context, HoldType.VULNERABLE)
    return hold is not None and hold.placed_by == "borrower"


def _represented(context: FlowContext, heard: Heard) -> Go:
    bankrupt = Intent.BANKRUPTCY in heard.reading.rights or heard.reading.intent is Intent.BANKRUPTCY
    kind = "bankruptcy" if bankrupt else "attorney"
    if live_hold(context, HoldType.BANKRUPTCY if bankrupt else HoldType.ATTORNEY):
        return Go(to="represented.who", data={"kind": kind}, quiet=True)
    named = RepresentativeNamed(ref=context.new_ref, kind=kind, words=heard.reading.text)
    return Go(to="represented.who", data={"ref": named.ref, "kind": kind, "words": named.words}, events=(named,))


def _ask_who(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("represented"),)


def _hear_who(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    words = own_words(heard)
    if not words or heard.reading.intent in (Intent.THANKS, Intent.GOODBYE):
        return None
    hold = live_hold(context, HoldType.ATTORNEY, HoldType.BANKRUPTCY)
    ref = text_in(data, "ref") or (hold.ref if hold else context.new_ref)
    before = text_in(data, "words")
    named = RepresentativeNamed(
        ref=ref, kind=text_in(data, "kind") or "attorney", words=f"{before} / {words}" if before else words
    )
    return done(say("noted", preference=Phrase(key="preference.representative")), events=(named,))


DEATH = Flow(enter=_died, safe=True)
DISTRESS = Flow(enter=_distressed, safe=True)
REPRESENTED = Flow(enter=_represented, steps={"who": Step(ask=_ask_who, hear=_hear_who, while_waiting=True)}, safe=True)
