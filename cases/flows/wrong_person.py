"""Somebody else answers: an apology or a word of thanks, no reason, no question, no debt."""

from __future__ import annotations

from cases.events import WrongPersonReported
from cases.flows import routes
from cases.flows.flow import Data, Flow, Go, Step, pressed, say
from cases.flows.turn import FlowContext, Heard
from cases.reading import Intent
from cases.say import Say


def _report(context: FlowContext, heard: Heard, key: str, *, third_party: bool) -> Go:
    report = WrongPersonReported(contact_point_id=context.contact.id, third_party=third_party, words=heard.reading.text)
    return Go(to="wrong_person.told", says=(say(key),), events=(report,), quiet=True)


def _wrong(context: FlowContext, heard: Heard) -> Go:
    return _report(context, heard, "wrong_person", third_party=False)


def _third(context: FlowContext, heard: Heard) -> Go:
    return _report(context, heard, "third_person", third_party=True)


def _nothing(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return ()


def _hear_told(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """Silence, unless whoever writes now wants something: then identity is asked."""
    way = routes.way_of(heard)
    return None if way and way not in routes.ASIDES else Go()


def _who(_context: FlowContext, heard: Heard) -> Go:
    return _hear_who(_context, {}, heard) or Go(to="verify")


def _hear_who(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """The answer to a first contact: is this you?"""
    text = heard.choice is None
    if pressed(heard, "yes_me", "yes") or (text and heard.reading.intent is Intent.YES):
        return Go(to="menu.hello")
    no = pressed(heard, "not_me", "wrong_number", "no") or (text and heard.reading.intent is Intent.NO)
    return Go(to="wrong_person", heard=heard) if no else None


FLOW = Flow(enter=_wrong, steps={"told": Step(ask=_nothing, hear=_hear_told)}, safe=True)
THIRD = Flow(enter=_third, safe=True)
FIRST_CONTACT = Flow(enter=_who, steps={"who": Step(ask=_nothing, hear=_hear_who)}, safe=True)
