"""Going a way to its end: identity first, then a conversation chooses its place, then the place asks.

Identity is held here: whatever the way, before it no conversation that names a debt is entered and no such text said.
"""

from __future__ import annotations

from dataclasses import replace

from cases.events import Event, IdentityConfirmed
from cases.flows import verify
from cases.flows.conversations import FLOWS, step_of
from cases.flows.flow import BACK, HERE, Go, text_in
from cases.flows.menus import discloses
from cases.flows.turn import Dialogue, FlowContext, Heard, Turn
from cases.say import Say

FRESH = Dialogue()
LONGEST_WAY = 6
"""Conversations a turn may lead through; none leads through more than three."""


def arrive(context: FlowContext, here: Dialogue, heard: Heard, go: Go) -> Turn:
    """The turn that comes of going this way from ``here``."""
    says: tuple[Say, ...] = ()
    events: tuple[Event, ...] = ()
    for _ in range(LONGEST_WAY):
        go = _home(here, go)
        says, events = (*says, *go.says), (*events, *go.events)
        heard = go.heard or heard
        known = context.identified or any(isinstance(event, IdentityConfirmed) for event in events)
        flow, _dot, step = go.to.partition(".")
        silent = go.quiet and step != ""
        if not known and (_told_too_much(says) or (flow in FLOWS and not FLOWS[flow].safe and not silent)):
            says = tuple(each for each in says if not discloses(each.key))
            before = here.data if here.flow == "verify" else {}
            go = verify.begin(context, go.to, heard, {**before, **go.data})
        elif go.to == HERE:
            return _stay(here, says, events, missed=go.missed)
        elif step_of(flow, step):
            return _stand(context, here, go, says, events)
        else:
            go = _entered(context, heard, go)
    return _stay(FRESH, says, events, missed=False)


def _entered(context: FlowContext, heard: Heard, go: Go) -> Go:
    """The conversation's own choice of a place. What the way brought along is kept for it."""
    flow, _dot, _step = go.to.partition(".")
    entered = FLOWS.get(flow, FLOWS["menu"]).enter(context, heard)
    own = entered.to.startswith(f"{flow}.")
    return replace(entered, data={**go.data, **entered.data}) if own and go.data else entered


def _told_too_much(says: tuple[Say, ...]) -> bool:
    return any(discloses(each.key) for each in says)


def _home(here: Dialogue, go: Go) -> Go:
    """BACK as the place that was left for an aside, with what it kept in mind."""
    if go.to != BACK:
        return go
    left = f"{here.flow}.{here.step}"
    if FLOWS[here.flow].returns:
        left = text_in(here.data, "back") or "menu.start"
    return replace(go, to=left, data={key: value for key, value in here.data.items() if key != "back"})


def _stand(context: FlowContext, here: Dialogue, go: Go, says: tuple[Say, ...], events: tuple[Event, ...]) -> Turn:
    """Take the place and let it ask."""
    flow, _dot, step = go.to.partition(".")
    says = says if go.quiet else (*says, *FLOWS[flow].steps[step].ask(context, go.data))
    data = verify.noted(go.data, says) if flow == "verify" else go.data
    if FLOWS[flow].returns and not FLOWS[here.flow].returns:
        data = {**here.data, "back": f"{here.flow}.{here.step}"}
    offered = says[-1].choices if says else ()
    there = Dialogue(flow=flow, step=step, data=data, offered=offered, version=FLOWS[flow].version)
    return Turn(says=one_question(says), dialogue=there, events=events)


def _stay(here: Dialogue, says: tuple[Say, ...], events: tuple[Event, ...], *, missed: bool) -> Turn:
    """Remain in this place. What was offered stays on offer unless something new is."""
    offered = (says[-1].choices if says else ()) or here.offered
    there = replace(here, offered=offered, misses=here.misses + 1 if missed else 0)
    return Turn(says=one_question(says), dialogue=there, events=events)


def one_question(says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Only the last message carries choices."""
    return (*(replace(each, choices=()) for each in says[:-1]), *says[-1:])
