"""The gate: one pure decision in front of every send. Deny beats hold beats allow; every rule that fired is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from cases.policy.clock import Check, beyond, checks, earliest, next_turn, objecting, recurring
from cases.policy.content import content
from cases.policy.decision import Fired, GateDecision, Verdict
from cases.policy.pack import Calendars, Pack
from cases.policy.permits import channel, consent, facts_missing, identity, third_party
from cases.policy.question import Findings, Question, ask
from cases.policy.request import GateRequest
from cases.policy.stack import turning_dates
from cases.policy.standing import standing
from cases.policy.stops import stops
from cases.policy.windows import HORIZON, Wait
from cases.policy.zones import day_start, local_date

STAGES: tuple[Callable[[Question], Findings], ...] = (
    facts_missing,
    stops,
    channel,
    consent,
    third_party,
    identity,
    standing,
    content,
)
"""In this order the first deny decides; the timed rules (hours, cooldown, cap, gap) come after them."""


ALLOWED = GateDecision(decision="allow")
"""Nothing objects."""


def judge(request: GateRequest, packs: tuple[Pack, ...], calendars: Calendars) -> GateDecision:
    """Decide on one candidate message by these packs and, with ``request.live``, by the case itself.

    Raises ValueError for an instant without a zone, a kind that does not exist or a fact that cannot be read.
    """
    if request.at.tzinfo is None:
        raise ValueError("at: an instant needs an offset")
    question = ask(request, packs, calendars, request.at.astimezone(UTC))
    findings = [finding for stage in STAGES for finding in stage(question)]
    timed = checks(question)
    waits = objecting(timed, question.at)
    if not findings and not waits:
        return ALLOWED
    fired = tuple(findings) + tuple(_as_fired(wait) for wait in waits)
    denial = next((finding for finding in fired if finding.effect == "deny"), None)
    if denial is not None:
        return _decided("deny", denial, None, fired)
    if findings:
        return _decided("hold", findings[0], None, fired)
    return _held(question, packs, calendars, timed, waits, fired)


def _as_fired(wait: Wait) -> Fired:
    rule = wait.rule
    return Fired(
        rule=rule.id, effect="deny" if wait.deny else "hold", until=wait.until, status=rule.status, source=rule.source
    )


def _decided(verdict: Verdict, by: Fired, until: datetime | None, fired: tuple[Fired, ...]) -> GateDecision:
    return GateDecision(decision=verdict, until=until, rule=by.rule, status=by.status, source=by.source, fired=fired)


def _held(
    question: Question,
    packs: tuple[Pack, ...],
    calendars: Calendars,
    timed: list[Check],
    waits: list[Wait],
    fired: tuple[Fired, ...],
) -> GateDecision:
    """The latest hold decides; the message waits until no timed rule objects, or is denied if that is too far off."""
    latest = max(fired, key=lambda finding: (finding.until is None, finding.until or question.at))
    start = beyond(waits, question.at)
    if start is None:
        start = question.at
    else:
        timed = recurring(timed, question.at)
    until = _free(question, packs, calendars, timed, start)
    if isinstance(until, Fired):
        return _decided(until.effect, until, None, (*fired, until))
    return _decided("deny" if until is None else "hold", latest, until, fired)


def _free(
    question: Question, packs: tuple[Pack, ...], calendars: Calendars, timed: list[Check], start: datetime
) -> datetime | Fired | None:
    """The earliest instant from ``start`` on that is free of timed rules, asked again wherever other rules come into
    force on the way: those may object for good."""
    turns, zone = turning_dates(packs), question.dating_zone
    limit = question.at + HORIZON
    at = question.at
    while True:
        turn = next_turn(turns, local_date(zone, at))
        boundary = day_start(zone, turn) if turn is not None else None
        free = earliest(timed, max(at, start), limit, boundary if boundary is not None and boundary <= limit else None)
        if free is None or free > limit:
            return None
        if boundary is None or free < boundary:
            return free
        at, later = free, ask(question.request, packs, calendars, free)
        findings = [found for stage in STAGES for found in stage(later)]
        if findings:
            return next((found for found in findings if found.effect == "deny"), findings[0])
        start, timed = at, checks(later)
