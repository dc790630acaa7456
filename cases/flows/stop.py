"""Stop, at once and said once; all contact; and start again."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from cases.events import CeaseRequested, Event, OptedIn, OptedOut
from cases.flows import handover
from cases.flows.facts import live_hold
from cases.flows.flow import BACK, Data, Flow, Go, Step, done, pressed, say
from cases.flows.turn import FlowContext, Heard
from cases.model import Channel, HoldType
from cases.reading import Intent
from cases.say import Phrase, Say

SURE = 0.75
"""From this confidence on, "stop" is not asked about."""

START_WORDS = frozenset(
    {"start", "unstop", "alta", "empezar", "iniciar", "reanudar", "начать", "старт", "开始", "恢复", "恢复接收"}
)
"""Whole messages that take an opt-out back."""


def wants_start(heard: Heard) -> bool:
    """Whether the message is nothing but the word that takes an opt-out back."""
    text = unicodedata.normalize("NFKC", heard.reading.text).casefold().strip(" .!\"'«»“”")
    return pressed(heard, "start", "unstop") or (heard.choice is None and text in START_WORDS)


def wants_stop(heard: Heard) -> bool:
    """Whether it plainly says stop."""
    sure = heard.reading.intent is Intent.STOP and heard.reading.confidence >= SURE
    return pressed(heard, "stop") or sure or Intent.STOP in heard.reading.rights


def may_start_again(context: FlowContext) -> bool:
    """Whether there is anything to take back: elsewhere the same word means something else, or nothing."""
    return context.contact.opted_out_at is not None or live_hold(context, HoldType.CEASE) is not None


def start_again(context: FlowContext) -> Go:
    """Write here again. What was closed for all contact, a person opens: until then nothing else is said to be done."""
    opted_out = context.contact.opted_out_at is not None
    events: tuple[Event, ...] = (OptedIn(contact_point_id=context.contact.id),) if opted_out else ()
    if live_hold(context, HoldType.CEASE):
        called = handover.call(context, reason="wants to be written to again", skill="rights")
        return replace(called, events=(*events, *called.events))
    return Go(says=(say("noted", preference=Phrase(key="preference.start")),), events=events)


def _undo(context: FlowContext) -> Phrase:
    return Phrase(key="undo.sms" if context.channel is Channel.SMS else "undo.write")


def _stopped(context: FlowContext, heard: Heard) -> Go:
    if context.contact.opted_out_at:
        return done()
    how = "choice" if heard.choice else "words"
    out = OptedOut(contact_point_id=context.contact.id, channel=context.channel.value, how=how)
    return done(say("stop_done", undo=_undo(context)), events=(out,))


def _enter(context: FlowContext, heard: Heard) -> Go:
    return _stopped(context, heard) if wants_stop(heard) else Go(to="stop.unsure")


def _ask(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("stop_unsure"),)


def _hear(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    intent = None if heard.choice else heard.reading.intent
    if pressed(heard, "yes") or intent in (Intent.YES, Intent.STOP):
        return _stopped(context, heard)
    return Go(to=BACK) if pressed(heard, "no") or intent is Intent.NO else None


def _ceased(context: FlowContext, heard: Heard) -> Go:
    if live_hold(context, HoldType.CEASE):
        return done()
    requested = CeaseRequested(ref=context.new_ref, words=heard.reading.text)
    return done(say("cease_done", undo=_undo(context)), events=(requested,))


FLOW = Flow(enter=_enter, steps={"unsure": Step(ask=_ask, hear=_hear)}, safe=True, returns=True)
CEASE = Flow(enter=_ceased, safe=True)
