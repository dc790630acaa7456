"""The timed rules together: which of them object now, and the earliest instant at which none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from cases.model import Kind
from cases.policy.counting import REPLY_UNIT, CapCheck, CooldownCheck, GapCheck
from cases.policy.question import Question
from cases.policy.request import Contact
from cases.policy.stack import Timed
from cases.policy.windows import HORIZON, Agreed, HoursCheck, OpenHours, Wait, agreed_hours, narrowed, widened

_CLASSES = ("hours", "cooldown", "cap", "gap")


class Check(Protocol):
    """A timed rule with what it needs of the request."""

    def wait(self, at: datetime) -> Wait | None:
        """None when it does not object at this instant, else until when it does."""


def checks(question: Question) -> list[Check]:
    """The timed rules that bind this message, in the gate's order: hours, cooldown, cap, gap."""
    if question.request.kind == Kind.OPT_OUT_CONFIRMATION:
        return []
    found: dict[str, list[Check]] = {name: [] for name in _CLASSES}
    unasked = [contact for contact in question.request.history if REPLY_UNIT not in contact.units]
    for timed in question.view.timed:
        zones = (timed.zone,) if timed.zone is not None else question.zones
        found["hours"] += _hours(timed, zones, question)
        if question.request.kind != Kind.REPLY:
            _count(found, timed, zones, question, unasked)
        elif timed.pack.inbound_reply.counts_to_caps:
            _count(found, timed, zones, question, question.request.history)
    return [check for name in _CLASSES for check in found[name]]


def _hours(timed: Timed, zones: Iterable[ZoneInfo], question: Question) -> Iterator[Check]:
    denies = False
    if question.request.kind == Kind.REPLY:
        binds = timed.pack.inbound_reply.outside_hours
        if binds == "allow" or (binds == "one_reply_same_medium" and _first_reply(question)):
            return
        denies = binds == "deny"
    groups = _groups(timed, question)
    for zone in zones:
        for hours in groups:
            yield HoursCheck(hours, zone, denies)


def _groups(timed: Timed, question: Question) -> list[OpenHours]:
    """The pack's hours, widened by facts that lift them; and the hours the borrower asked for, where it minds them."""
    groups = []
    if timed.hours is not None:
        lifting, agreed = _lifting(timed.hours, question)
        groups.append(widened(timed.hours, lifting, agreed) if lifting else timed.hours)
    if timed.requested is not None and (wish := _agreed(question)):
        groups.append(narrowed(timed.requested, wish))
    return groups


_AGREEMENTS = frozenset({"debtor_agreed_time", "direct_prior_consent_for_time", "express_consent"})


def _lifting(hours: OpenHours, question: Question) -> tuple[frozenset[str], Agreed]:
    """The names that lift, and the agreed hours where that is all they open."""
    named = frozenset(name for rule in hours.rules for name in rule.lifted_by)
    fully = frozenset(name for name in named if _lifts(name, question))
    if fully or not named & _AGREEMENTS:
        return fully, ()
    agreed = _agreed(question)
    return (named & _AGREEMENTS, agreed) if agreed else (frozenset(), ())


def _lifts(name: str, question: Question) -> bool:
    """Whether a fact opens them altogether: ``dpd_over_15``, a fact of that name, or an agreement without hours."""
    past_due = question.request.days_past_due
    if name.startswith("dpd_over_"):
        return past_due is not None and past_due > int(name.removeprefix("dpd_over_"))
    facts = question.request.facts
    return facts.get(name) is True or (name in _AGREEMENTS and facts.get("agreed_hours") is True)


def _agreed(question: Question) -> Agreed:
    return agreed_hours(question.request.facts.get("agreed_hours"))


def _first_reply(question: Question) -> bool:
    """Whether this is the one answer to what the borrower wrote, where they wrote it. Not known: taken as such."""
    asked = question.request.in_reply_to
    if asked is None:
        return True
    channel, since = asked
    answered = any(_answers(contact, channel, since) for contact in question.request.history)
    return channel == question.request.channel and not answered


def _answers(contact: Contact, channel: str, since: datetime) -> bool:
    """Whether a contact answered what was written then: the one it names, else any contact there after it."""
    if contact.channel != channel or contact.shared:
        return False
    return contact.at >= since if contact.answers is None else contact.answers == since


def _count(
    found: dict[str, list[Check]],
    timed: Timed,
    zones: tuple[ZoneInfo, ...],
    question: Question,
    history: Iterable[Contact],
) -> None:
    for counted, cooldown in timed.cooldowns:
        if times := counted.times(history, question.request):
            found["cooldown"] += [CooldownCheck(cooldown, times, zone) for zone in zones]
    for counted, caps in timed.caps:
        times = counted.times(history, question.request)
        full = [cap for cap in caps if len(times) >= cap.max and cap.keeps_back(question.request.kind)]
        found["cap"] += [CapCheck(cap, times, zone) for cap in full for zone in zones]
    for counted, gap in timed.gaps:
        if times := counted.times(history, question.request):
            found["gap"] += [GapCheck(gap, times, zone) for zone in zones]


def objecting(found: Iterable[Check], at: datetime) -> list[Wait]:
    """The rules that object now, each once, with the longest wait among the borrower's candidate zones."""
    waits: dict[str, Wait] = {}
    for check in found:
        wait = check.wait(at)
        if wait is not None and (wait.rule.id not in waits or _later(wait, waits[wait.rule.id])):
            waits[wait.rule.id] = wait
    return list(waits.values())


def _later(wait: Wait, other: Wait) -> bool:
    return wait.until is None or (other.until is not None and wait.until > other.until)


def earliest(found: Iterable[Check], at: datetime, before: datetime | None) -> datetime | None:
    """The first instant from ``at`` on at which nothing objects, moving from boundary to boundary.

    ``before`` is where other rules come into force: reached, it is returned as it is, to be asked again.
    None if there is none within the horizon.
    """
    found = list(found)
    limit = at + HORIZON
    while True:
        moved = at
        for check in found:
            wait = check.wait(moved)
            if wait is not None:
                if wait.until is None:
                    return before
                moved = wait.until
        if before is not None and moved >= before:
            return before
        if moved > limit:
            return None
        if moved == at:
            return at
        at = moved


def next_turn(turns: tuple[date, ...], day: date) -> date | None:
    """The next date on which other rules come into force."""
    return next((turn for turn in turns if turn > day), None)
