"""Live use only: what the case itself says. A promise, a plan, its treatment, its ledger, and who may speak."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from cases.model import Custody, CustodyState, Kind, Treatment
from cases.policy.decision import Fired
from cases.policy.question import ANSWERS, Findings, Question
from cases.policy.request import LiveFacts

DEMANDING = frozenset(
    {
        Treatment.OUTREACH,
        Treatment.ENGAGED,
        Treatment.PROMISED,
        Treatment.PLAN_OFFERED,
        Treatment.PLAN_ACTIVE,
        Treatment.UNREACHABLE,
    }
)
"""Treatments in which a demand may leave: promised and plan_active only for what no longer stands."""

_DEMAND, _SERVICE = Kind.DEMAND, Kind.SERVICE
_BOT = CustodyState.BOT
_WHILE_QUEUED = ANSWERS | {Kind.REQUIRED_NOTICE}


def _promise(live: LiveFacts) -> bool:
    return live.promise_stands


def _plan(live: LiveFacts) -> bool:
    return live.plan_stands


def _treatment(live: LiveFacts) -> bool:
    return live.treatment not in DEMANDING


DEMAND_RULES: tuple[tuple[str, str, Callable[[LiveFacts], bool]], ...] = (
    ("base.promise_stands", "no demand while a promise stands", _promise),
    ("base.plan_stands", "no demand while a plan is kept", _plan),
    ("base.treatment", "the case is not in a state in which demands are made", _treatment),
)
"""Rules that bind demands only: id, reason, and when they object."""
STALE = "payments may have arrived that the ledger does not know"


def standing(question: Question) -> Findings:
    """What the case says, and last the custody of the conversation.

    A kill switch holds whatever the message, a stale ledger holds demands; neither says when it ends.
    """
    live, kind = question.request.live, question.request.kind
    if live is None:
        return ()
    found = [_house("base.switched_off", "; ".join(live.switched_off), "hold")] if live.switched_off else []
    if kind == _DEMAND:
        found += [_house(rule, source) for rule, source, objects in DEMAND_RULES if objects(live)]
        if not live.ledger_fresh:
            found.append(_house("base.ledger_stale", STALE, "hold"))
    elif kind == _SERVICE and live.treatment is Treatment.REFERRED:
        found.append(_house("base.treatment", "the case was referred"))
    if (live.sender != "bot" or live.custody.state != _BOT) and (why := _custody(question, live)) is not None:
        found.append(_house("base.custody", why))
    return found


def _house(rule: str, source: str, effect: Literal["hold", "deny"] = "deny") -> Fired:
    return Fired(rule=rule, effect=effect, until=None, status="house", source=source)


def _custody(question: Question, live: LiveFacts) -> str | None:
    """Why this sender may not speak; None if they may."""
    custody = live.custody
    if live.sender != "bot":
        return None if _holds(custody, live.sender[1], live.sender[2], question) else "the sender holds no lease"
    if custody.state is CustodyState.COLLECTOR:
        return f"{custody.holder} holds the conversation"
    if custody.state is CustodyState.QUEUED and question.request.kind not in _WHILE_QUEUED:
        return "the conversation waits for a person"
    return None


def _holds(custody: Custody, login: str, token: int, question: Question) -> bool:
    in_time = custody.lease_until is None or question.at < custody.lease_until
    held = custody.state is CustodyState.COLLECTOR and custody.holder == login
    return held and custody.token == token and in_time
