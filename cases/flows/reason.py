"""What got in the way: asked once, kept with the words used, and followed by what fits it."""

from __future__ import annotations

from cases.events import Event, ReasonGiven
from cases.explanation import sent_back
from cases.flows import routes
from cases.flows.facts import LATELY
from cases.flows.flow import Data, Flow, Go, Step, say, text_in
from cases.flows.menus import REASONS
from cases.flows.turn import FlowContext, Heard
from cases.reading import Intent
from cases.say import Say, choice

FOLLOWS = {
    "forgot": "reason.ways",
    "payment_failed": "pay",
    "salary_late": "reason.payday",
    "lost_job": "hardship",
    "illness": "hardship",
    "dispute": "dispute",
    "other": "reason.ways",
}
"""What is offered next, by reason."""
ONCE_MORE = {"lost_job": "hardship", "illness": "hardship"}
"""What is offered when trouble is spoken of again; after all other reasons the ways there are."""
WAYS = {"forgot": ("pay", "promise", "person"), "other": ("parts", "promise", "pause", "person")}
"""What may help, by reason."""
DOING = frozenset({Intent.PROMISE, Intent.PAY_NOW, Intent.ASK_PLAN, Intent.ALREADY_PAID})
"""Wishes that go before what a reason would lead to."""


def given(context: FlowContext, reason: str, words: str) -> tuple[Event, ...]:
    """The fact that a reason was given; none where it is known already."""
    return () if context.case.reason == reason else (ReasonGiven(reason=reason, words=words),)


def told(heard: Heard) -> str | None:
    """The reason that was chosen or said."""
    if heard.choice is None:
        return heard.reading.reason
    named = heard.choice.removeprefix("reason_")
    return named if named in REASONS and named != heard.choice else None


def _enter(context: FlowContext, heard: Heard) -> Go:
    reason, known = told(heard), context.case.reason
    if reason is not None:
        return _follow(context, reason, heard)
    if known is None:
        return Go(to="reason.ask")
    return Go(to=ONCE_MORE.get(known, "reason.ways"), data={"reason": "other"})


def _follow(context: FlowContext, reason: str, heard: Heard) -> Go:
    words = "" if heard.choice else heard.reading.text.strip()
    events = () if FOLLOWS[reason] == "hardship" else given(context, reason, words)
    failed = reason == "payment_failed"
    if heard.choice is None and heard.reading.intent in DOING and not failed:
        return Go(to=routes.INTENTS[heard.reading.intent], events=events)
    return Go(to=FOLLOWS[reason], data={"reason": reason}, says=_returned(context) if failed else (), events=events)


def _returned(context: FlowContext) -> tuple[Say, ...]:
    """What the ledger says of the payment that failed: the newest one that the bank sent back."""
    back = sent_back(context.accounts, context.today - LATELY)
    return (say("payment_back", amount=back[1], date=back[0].paid_on),) if back else ()


def _ask(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("ask_reason"),)


def _hear(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    reason = told(heard)
    if reason is not None:
        return _follow(context, reason, heard)
    words = heard.reading.text.strip()
    own = heard.reading.intent is Intent.OTHER and not heard.reading.dates
    return _follow(context, "other", heard) if own and words and heard.choice is None else None


def _ask_ways(_context: FlowContext, data: Data) -> tuple[Say, ...]:
    ways = WAYS.get(text_in(data, "reason"), WAYS["other"])
    return (say("menu", tuple(choice(id_) for id_ in ways)),)


def _ask_payday(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("payday_ask"),)


def _hear_payday(_context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    return Go(to="promise") if heard.choice is None and heard.reading.dates else None


FLOW = Flow(
    enter=_enter,
    steps={
        "ask": Step(ask=_ask, hear=_hear),
        "ways": Step(ask=_ask_ways),
        "payday": Step(ask=_ask_payday, hear=_hear_payday),
    },
)
