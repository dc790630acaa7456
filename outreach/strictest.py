"""One answer to a text about several loans: the gate is asked about each, and the strictest word counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cases.policy.decision import Fired, GateDecision
from cases.policy.request import GateRequest
from cases.policy.windows import HORIZON


def strictest(requests: Sequence[GateRequest], judge: Callable[[GateRequest], GateDecision]) -> GateDecision:
    """Deny beats hold beats allow. A hold ends at the first instant at which the gate lets each of them go."""
    answers = [judge(request) for request in requests]
    worst = _worst(answers)
    if len(requests) == 1 or worst.decision == "allow":
        return worst
    fired = _each_once(answers)
    until, limit = worst.until, requests[0].at + HORIZON
    while worst.decision == "hold" and until is not None:
        then = _worst([judge(replace(request, at=until)) for request in requests])
        if then.decision == "allow":
            break
        if then.decision == "deny" or then.until is None or then.until > limit:
            return replace(then, decision="deny", until=None, fired=(*fired, *_new(then.fired, fired)))
        until = then.until
    return replace(worst, until=until, fired=fired)


def _worst(answers: Sequence[GateDecision]) -> GateDecision:
    """The first deny, else the hold that ends last (one without an end ends last of all), else that it may go."""
    denied = next((each for each in answers if each.decision == "deny"), None)
    if denied is not None:
        return denied
    held = [each for each in answers if each.decision == "hold"]
    if not held:
        return answers[0]
    endless = next((each for each in held if each.until is None), None)
    return endless or max(held, key=lambda each: each.until.timestamp() if each.until else 0.0)


def _each_once(answers: Iterable[GateDecision]) -> tuple[Fired, ...]:
    """Every rule that fired for any of them, with its latest end."""
    found: dict[str, Fired] = {}
    for fired in (fired for answer in answers for fired in answer.fired):
        before = found.get(fired.rule)
        if before is None or (before.until is not None and (fired.until is None or fired.until > before.until)):
            found[fired.rule] = fired
    return tuple(found.values())


def _new(fired: Iterable[Fired], before: tuple[Fired, ...]) -> tuple[Fired, ...]:
    known = {each.rule for each in before}
    return tuple(each for each in fired if each.rule not in known)
