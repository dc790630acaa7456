"""All that is kept about the borrower, for themselves alone: a link once identity is confirmed."""

from __future__ import annotations

from cases.events import DataRequested
from cases.flows.flow import Flow, Go, done, say
from cases.flows.turn import FlowContext, Heard


def _enter(context: FlowContext, _heard: Heard) -> Go:
    until = context.data_until or context.today
    return done(say("data_ready", date=until, link=context.data_link), events=(DataRequested(until=until),))


FLOW = Flow(enter=_enter)
