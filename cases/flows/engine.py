"""One exchange with a borrower: what was heard, where the conversation stands, and the turn that comes of it.

Pure: no clock, no database, no words. ``respond`` tries the rules of ROUTING in order; the first that knows a way gives
it, and ``arrive`` goes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cases.flows import callback, handover, preferences, proof, rights, routes, specialist, stop, verify
from cases.flows.arrival import arrive
from cases.flows.conversations import FLOWS, step_of
from cases.flows.facts import live_hold
from cases.flows.flow import Go, done, say
from cases.flows.repeats import said_once
from cases.flows.sessions import QUESTIONING, STANDING, asked_again, come_back, known, place_of
from cases.flows.turn import Dialogue, FlowContext, Heard, Turn
from cases.model import CustodyState, HoldType
from cases.reading import Intent

LAWYERS_AND_ESTATES = (HoldType.DECEASED, HoldType.BANKRUPTCY, HoldType.ATTORNEY)
POLITE = frozenset({Intent.THANKS, Intent.GOODBYE})

Rule = Callable[[FlowContext, Dialogue, Heard], Go | None]


def respond(context: FlowContext, dialogue: Dialogue | None, heard: Heard) -> Turn:
    """What to say, what happened, and where the conversation stands now. Never raises.

    ``dialogue`` None is a conversation that begins. LocaleChosen among the events means that the texts of this very
    turn are already in that language. While a collector holds the chat, only rights words have an answer.
    """
    here = known(dialogue)
    begun = here if dialogue else replace(here, step="new")
    for rule in ROUTING:
        go = rule(context, begun, heard)
        if go is not None:
            turn = arrive(context, here, heard, go)
            turn = come_back(context, here, heard, turn, interrupted=rule in (_wish, _less_wanted))
            return said_once(context, here, heard, turn)
    return Turn(dialogue=here)


def _rights(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """Stop, not me, a death, a lawyer, a word of despair: before anything else reads the text."""
    used = rights.found(context, here, heard)
    if used == (Intent.STOP,) and preferences.about_places(context, heard):
        return Go(to="quiet")
    go = rights.answer(context, used, heard) if used else None
    return Go(events=go.events) if go is not None and specialist.in_despair(context) else go


def _despair(context: FlowContext, _here: Dialogue, _heard: Heard) -> Go | None:
    """After words of despair nothing automated answers; people do."""
    return Go() if specialist.in_despair(context) else None


def _start_again(context: FlowContext, _here: Dialogue, heard: Heard) -> Go | None:
    """Somebody who had said stop may be written to again."""
    return stop.start_again(context) if stop.wants_start(heard) and stop.may_start_again(context) else None


def _collector_speaks(context: FlowContext, _here: Dialogue, _heard: Heard) -> Go | None:
    """While a person of the desk holds the chat, the bot is silent."""
    return Go() if context.case.custody.state is CustodyState.COLLECTOR else None


def _call_wanted(context: FlowContext, _here: Dialogue, heard: Heard) -> Go | None:
    """A call back, also while a person is awaited: the place in line stays."""
    with_specialist = live_hold(context, *LAWYERS_AND_ESTATES) is not None
    return Go(to="callback") if callback.wants_call(heard) and not with_specialist else None


def _person_wanted(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A person is one word away, at every turn."""
    wanted = heard.choice is None and heard.reading.intent in (Intent.HUMAN, Intent.COMPLAINT)
    if not wanted and heard.choice != "person":
        return None
    if context.case.custody.state is CustodyState.QUEUED:
        return handover.waiting(context, here, heard)
    skill = "complaint" if wanted and heard.reading.intent is Intent.COMPLAINT else "general"
    return handover.call(context, reason=heard.reading.text or "asked for a person", skill=skill)


def _person_awaited(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """Only the wait is spoken of; with the desk closed, what was chosen from the menu may go on meanwhile."""
    if context.case.custody.state is not CustodyState.QUEUED:
        return None
    step = step_of(here.flow, here.step)
    if step and step.while_waiting:
        heard_here = step.hear(context, here.data, heard)
        if heard_here:
            return heard_here
    mid_way = here.flow not in ("handover", "menu") and heard.reading.intent not in handover.ASKING
    meanwhile = heard.choice in routes.CHOICES or mid_way
    return None if meanwhile and not context.desk_open else handover.waiting(context, here, heard)


def _specialists(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A death, a lawyer, an insolvency: nothing but a person who knows about it."""
    if live_hold(context, *LAWYERS_AND_ESTATES) is None:
        return None
    step = step_of(here.flow, here.step)
    answered = step.hear(context, here.data, heard) if step and step.while_waiting else None
    silent = heard.opened or heard.reading.intent in POLITE
    return answered or (done() if silent else handover.call(context, reason=heard.reading.text, skill="specialist"))


def _resumes(context: FlowContext, here: Dialogue) -> bool:
    """Whether the place may ask again: nobody joins a second time because the page is opened or a word was missed."""
    known = context.identified or FLOWS[here.flow].safe
    return here.step != "new" and here.flow != "handover" and known


def _opened(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """The page or chat was opened: the question that stands is asked again, or a greeting said."""
    if not heard.opened:
        return None
    if _resumes(context, here):
        return Go(to=place_of(here), data=here.data)
    return Go(to="menu.hello", says=() if context.identified else (say("chat_hello"),))


def _unreadable(_context: FlowContext, _here: Dialogue, heard: Heard) -> Go | None:
    """A voice note or sticker came instead of words."""
    return Go(says=(say("cannot_open"),)) if heard.unreadable else None


def _step_reads(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """The place that asked hears its answer."""
    step = step_of(here.flow, here.step)
    if step is None or not (context.identified or FLOWS[here.flow].safe):
        return None
    return step.hear(context, here.data, heard)


def _less_wanted(_context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A wish to be done for less than all: an amount beside it answers no other question."""
    return Go(to=routes.LESS) if routes.wants_less(heard) and here.flow != routes.LESS else None


def _repeat(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """Asked to say it again: the place asks once more."""
    again = heard.choice is None and heard.reading.intent is Intent.REPEAT and _resumes(context, here)
    return Go(to=place_of(here), data=here.data) if again else None


def _wish(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """What was meant or pressed leads to its conversation, from anywhere."""
    if preferences.about_places(context, heard):
        return Go(to="quiet")
    way = routes.way_of(heard)
    greeted = way == "menu" and heard.choice is None and here.step == "new"
    return Go(to="menu.hello" if greeted else way) if way else None


def _acknowledged(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A yes that no step was waiting for: the open question comes again; else nothing is on offer, or it thanks."""
    if not context.identified or heard.choice or heard.reading.intent is not Intent.YES:
        return None
    if here.flow in QUESTIONING and here.step != STANDING and not here.offered:
        return Go(to=place_of(here), data=here.data)
    thankful = heard.reading.runner_up is Intent.THANKS
    return Go(to="goodbye") if thankful or not here.offered else None


def _not_understood(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """Asked what it is about; a second time, a person is called. Before identity its question stands."""
    if not context.identified:
        return verify.begin(context, "", heard)
    if here.misses == 0:
        return Go(says=(say("unclear_1"),), missed=True)
    called = handover.call(context, reason=f"not understood: {heard.reading.text}")
    return Go(to=called.to, says=(say("unclear_2", person_line=context.wait),), events=called.events, quiet=True)


ROUTING: tuple[Rule, ...] = (
    _rights,
    _despair,
    _start_again,
    _collector_speaks,
    _call_wanted,
    _person_wanted,
    _person_awaited,
    _specialists,
    _unreadable,
    proof.came,
    asked_again,
    _opened,
    _less_wanted,
    _step_reads,
    _repeat,
    _wish,
    _acknowledged,
    _not_understood,
)
"""The order in which a message is read."""
