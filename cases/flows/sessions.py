"""Conversations that last: an interrupted question is come back to, an old one is asked again, none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.events import (
    BorrowerWrote,
    LocaleChosen,
    PreferredChannelTold,
    PreferredHoursTold,
    PromiseCancelled,
    ReasonGiven,
)
from cases.flows import routes
from cases.flows.arrival import FRESH, arrive, one_question
from cases.flows.conversations import FLOWS
from cases.flows.flow import Go
from cases.flows.turn import Dialogue, FlowContext, Heard, Left, Turn
from cases.reading import Intent

QUESTIONING = frozenset({"promise", "plan", "settlement", "hardship", "relief", "paid", "dispute"})
"""Conversations whose questions are worth coming back to. Why somebody fell behind is never asked twice."""

STANDING = "standing"
"""The step that tells what was agreed: it asks for nothing that could be lost."""

TELLING = frozenset({"explain", "why_this", "advice", "menu", "data"})
"""Where a conversation stands that has said its part and asks for nothing."""

MILD = (BorrowerWrote, LocaleChosen, PreferredChannelTold, PreferredHoursTold, PromiseCancelled, ReasonGiven)
"""Facts that settle nothing: after any other the question that was left is no longer open."""

BARE = frozenset({Intent.YES, Intent.NO, Intent.UNSURE, Intent.OTHER})
"""Answers that mean nothing without their question."""


def known(dialogue: Dialogue | None) -> Dialogue:
    """The dialogue; FRESH where none runs; at the menu where its place vanished, which is left behind with what it
    kept."""
    if dialogue is None:
        return FRESH
    if not _gone(dialogue):
        return dialogue
    if dialogue.flow in FLOWS:
        left = Left(flow=dialogue.flow, step=dialogue.step, data=dialogue.data, version=dialogue.version)
    else:
        left = Left(flow="menu", step="")
    return replace(FRESH, said=dialogue.said, misses=dialogue.misses, at=dialogue.at, left=left)


def _gone(place: Dialogue | Left) -> bool:
    """Whether the place no longer exists, or means something else by now."""
    flow = FLOWS.get(place.flow)
    return flow is None or place.version != flow.version or place.step not in flow.steps


def place_of(place: Dialogue | Left) -> str:
    """The place to go to so that this one is taken again; the conversation's start where the place is gone."""
    return place.flow if _gone(place) else f"{place.flow}.{place.step}"


def asked_again(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A mere answer to a question that vanished or is too old counts for nothing: the question comes again."""
    if heard.opened and not context.identified:
        return None
    wished = routes.way_of(heard) and (heard.choice is not None or heard.reading.intent not in BARE)
    if here.left is not None and _gone(here.left):
        return None if wished else Go(to=here.left.flow, data=here.left.data)
    told = bool(heard.reading.amounts or heard.reading.dates)
    return None if wished or told or not _old(context, here) else Go(to=place_of(here), data=here.data)


def _old(context: FlowContext, here: Dialogue) -> bool:
    """Whether a question was asked here too long ago for a mere yes to count."""
    mid_way = here.flow in QUESTIONING and bool(here.data) and here.step != STANDING
    return mid_way and here.at is not None and context.now - here.at > timedelta(hours=context.rules.session_hours)


def left_behind(here: Dialogue) -> Left | None:
    """What another wish interrupts here: a question of its own, else what was interrupted before."""
    if here.flow in QUESTIONING and here.step != STANDING:
        return Left(flow=here.flow, step=here.step, data=here.data, version=here.version)
    return here.left


def come_back(context: FlowContext, here: Dialogue, heard: Heard, turn: Turn, *, interrupted: bool) -> Turn:
    """Keep what a wish interrupted while that wish is talked about, and ask it again once there is nothing else."""
    left, there = here.left, turn.dialogue
    if interrupted and there.flow != here.flow:
        left = left_behind(here)
    settled = not all(isinstance(event, MILD) for event in turn.events)
    if left is None or settled or left.flow in ("menu", there.flow):
        return turn
    shown = turn.says[-1].key if turn.says else ""
    if there.flow not in TELLING or shown in ("menu", "hello") or not turn.says:
        kept = left if there.flow != "menu" or left.data else None
        return replace(turn, dialogue=replace(there, left=kept))
    back = arrive(context, FRESH, heard, Go(to=place_of(left), data=left.data))
    return Turn(
        says=one_question((*turn.says, *back.says)),
        dialogue=back.dialogue,
        events=(*turn.events, *back.events),
    )
