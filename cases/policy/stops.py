"""What stops a message whatever the hour: facts that a pack names, and the case's live holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from cases.model import Blocks, Hold, HoldScope, HoldType, Kind
from cases.policy.decision import Fired
from cases.policy.pack import StopEffect
from cases.policy.question import Findings, Question, end_of, objection
from cases.policy.request import LiveFacts

Blocked = Callable[[Question], bool]
VOICE = frozenset({"voice", "voice_ai", "voice_notice"})
_PRECEDENCE = {type_: place for place, type_ in enumerate(HoldType)}


def _always(_question: Question) -> bool:
    return True


def _unless_released(question: Question) -> bool:
    return not question.request.released


def _unless_acknowledgement(question: Question) -> bool:
    """A person may answer; the bot may only say that it has understood."""
    return question.automated and not question.request.acknowledgement


def _unless_representative(question: Question) -> bool:
    return question.request.recipient != "representative"


def _to_debtor(question: Question) -> bool:
    return question.request.recipient == "borrower"


def _unless_post(question: Question) -> bool:
    return question.request.channel != "post"


def _at_work(question: Question) -> bool:
    return question.request.facts.get("place") == "work"


def _on_that_channel(question: Question) -> bool:
    refused = question.request.facts.get("medium_refused")
    return question.request.channel in refused if isinstance(refused, list | tuple | set | frozenset) else True


_ALL: Mapping[str, Blocked] = {
    Kind.DEMAND: _always,
    Kind.SERVICE: _always,
    Kind.REQUIRED_NOTICE: _unless_released,
}

STOPS: Mapping[StopEffect, Mapping[str, Blocked]] = {
    "deny_demand": {Kind.DEMAND: _always},
    "deny_until": {Kind.DEMAND: _always},
    "deny_all": _ALL,
    "deny_direct": {
        Kind.DEMAND: _unless_representative,
        Kind.SERVICE: _unless_representative,
        Kind.REQUIRED_NOTICE: _unless_released,
    },
    "deny_to_debtor": dict.fromkeys((Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE), _to_debtor),
    "deny_all_except_post": {
        Kind.DEMAND: _unless_post,
        Kind.SERVICE: _unless_post,
        Kind.REQUIRED_NOTICE: _unless_released,
    },
    "deny_channel": dict.fromkeys((Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE), _on_that_channel),
    "deny_place_work": dict.fromkeys((Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE), _at_work),
    "human_only": {**_ALL, Kind.REPLY: _unless_acknowledgement},
}
"""By effect of a stop: the kinds of message it keeps from leaving, and when. Kinds not named may leave."""

HOLDS: Mapping[Blocks, Mapping[str, Blocked]] = {
    Blocks.DEMANDS: {Kind.DEMAND: _always},
    Blocks.ALL_BUT_REQUIRED: _ALL,
    Blocks.ALL: {**_ALL, Kind.REQUIRED_NOTICE: _always, Kind.REPLY: _unless_acknowledgement},
    Blocks.VOICE: {
        kind: lambda question: question.request.channel in VOICE
        for kind in (Kind.DEMAND, Kind.SERVICE, Kind.REQUIRED_NOTICE, Kind.REPLY)
    },
}
"""By what a hold blocks: the same."""


def stops(question: Question) -> Findings:
    """Facts that stop deny, also when their end is known; then live holds, the gravest first."""
    live = question.request.live
    holds = _holds(question, live) if live is not None and live.holds else ()
    if question.view.stops.keys().isdisjoint(question.request.facts):
        return holds
    return chain(_stopped(question), holds)


def _stopped(question: Question) -> Findings:
    for fact, value in question.request.facts.items():
        rules = question.view.stops.get(fact, ()) if value else ()
        end = end_of(value, question.dating_zone) if rules and fact.endswith("_until") else None
        if end is not None and end <= question.at:
            continue
        for rule in rules:
            blocked = STOPS[rule.effect].get(question.request.kind)
            if blocked is not None and blocked(question):
                yield objection(rule, until=end)


def _holds(question: Question, live: LiveFacts) -> Findings:
    for hold in sorted(live.holds, key=lambda hold: _PRECEDENCE[hold.type]):
        blocked = HOLDS[hold.blocks].get(question.request.kind)
        if blocked is None or not hold.live_at(question.at) or not _covers(hold, question, live):
            continue
        if blocked(question):
            rule = f"base.hold.{hold.type}"
            yield Fired(rule=rule, effect="deny", until=hold.ends_at, status="house", source=f"hold: {hold.source}")


def _covers(hold: Hold, question: Question, live: LiveFacts) -> bool:
    """A message about all loans, or about none in particular, falls under a hold on any of them."""
    request, point = question.request, live.contact_point
    if hold.scope is HoldScope.LOAN:
        return request.loan is None or hold.target == request.loan
    if hold.scope is HoldScope.CHANNEL:
        return hold.target == request.channel
    if hold.scope is HoldScope.CONTACT_POINT:
        return point is not None and hold.target == str(point.id)
    return True
