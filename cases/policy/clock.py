"""The timed rules together: which of them object now, and the earliest instant at which none does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from cases.model import Kind
from cases.policy.counting import CapCheck, CooldownCheck, GapCheck
from cases.policy.question import Question
from cases.policy.request import Contact
from cases.policy.stack import AGREED_DAYS, AGREED_HOURS, DAYS_PAST_DUE, Counting, Timed, View
from cases.policy.windows import (
    Agreed,
    HoursCheck,
    Wait,
    agreed_days,
    agreed_hours,
    hours_check,
    narrowed,
    widened,
)


class Check(Protocol):
    """A timed rule with what it needs of the request."""

    def wait(self, at: datetime) -> Wait | None:
        """None when it does not object at this instant, else until when it does."""

    def recurs(self, at: datetime) -> bool:
        """Whether it may object again after it was over once, from this instant on."""


def checks(question: Question) -> list[Check]:
    """The timed rules that bind this message, in the gate's order: hours, cooldown, cap, gap."""
    request, view = question.request, question.view
    reply = False
    if question.answers:
        if request.kind == Kind.OPT_OUT_CONFIRMATION:
            return []
        reply = True
    if reply or view.by_days_past_due or not view.hour_facts.isdisjoint(request.facts):
        found: list[Check] = [check for timed in view.timed for check in _hours(timed, question, reply)]
    else:
        found = [*_usual_hours(view, question.zones)]
    counting = view.counting_replies if reply else view.counting
    if counting:
        found += _counted(counting, view.tally.read(request, question.at, answers=reply), question)
    return found


@lru_cache(maxsize=4096)
def _usual_hours(view: View, zones: tuple[ZoneInfo, ...]) -> tuple[HoursCheck, ...]:
    """The hours of every pack as written, which bind where the borrower agreed to none and asked for none."""
    return tuple(
        hours_check(timed.hours, zone, denies=False)
        for timed in view.timed
        if timed.hours is not None
        for zone in timed.fixed or zones
    )


def _counted(counting: Counting, times: list[list[datetime]], question: Question) -> Iterator[Check]:
    """The rules that count, where what was counted can matter to them: silences, then caps, then gaps."""
    own, at, kind = question.zones, question.at, question.request.kind
    for n, rule, fixed in counting.cooldowns:
        if times[n]:
            yield from [CooldownCheck(rule, times[n], zone) for zone in fixed or own]
    for n, cap, reach, fixed in counting.caps:
        series, most = times[n], cap.max
        if len(series) >= most and series[-most] > at - reach and cap.keeps_back(kind):
            yield from [CapCheck(cap, series, zone) for zone in fixed or own]
    for n, gap, fixed in counting.gaps:
        if times[n]:
            yield from [GapCheck(gap, times[n], zone) for zone in fixed or own]


def _hours(timed: Timed, question: Question, reply: bool) -> list[HoursCheck]:
    """The pack's hours, widened by facts that lift them; and the hours the borrower asked for, where it minds them."""
    denies = False
    if reply:
        binds = timed.pack.inbound_reply.outside_hours
        if binds == "allow" or (binds == "one_reply_same_medium" and _first_reply(question)):
            return []
        denies = binds == "deny"
    facts, found = question.request.facts, []
    if (hours := timed.hours) is not None:
        if timed.by_days_past_due or not timed.asking.isdisjoint(facts):
            lifting, agreed = _lifting(timed.lifters, question)
            hours = widened(hours, lifting, agreed) if lifting else hours
        found.append(hours)
    wish, days = _agreed(question), agreed_days(facts.get(AGREED_DAYS))
    if timed.requested is not None and (wish or days):
        found.append(narrowed(timed.requested, wish, days))
    return [hours_check(hours, zone, denies=denies) for hours in found for zone in timed.fixed or question.zones]


_AGREEMENTS = frozenset({"debtor_agreed_time", "direct_prior_consent_for_time", "express_consent"})


def _lifting(named: frozenset[str], question: Question) -> tuple[frozenset[str], Agreed]:
    """Those of the named facts that lift, and the agreed hours where that is all they open."""
    fully = [name for name in named if _lifts(name, question)]
    if fully or named.isdisjoint(_AGREEMENTS):
        return frozenset(fully), ()
    agreed = _agreed(question)
    return (named & _AGREEMENTS, agreed) if agreed else (frozenset(), ())


def _lifts(name: str, question: Question) -> bool:
    """Whether a fact opens them altogether: ``dpd_over_15``, a fact of that name, or an agreement without hours."""
    past_due = question.request.days_past_due
    if name.startswith(DAYS_PAST_DUE):
        return past_due is not None and past_due > int(name.removeprefix(DAYS_PAST_DUE))
    facts = question.request.facts
    return facts.get(name) is True or (name in _AGREEMENTS and facts.get(AGREED_HOURS) is True)


def _agreed(question: Question) -> Agreed:
    wish = question.request.facts.get(AGREED_HOURS)
    return agreed_hours(wish) if wish else ()


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


def beyond(waits: Iterable[Wait], at: datetime) -> datetime | None:
    """Where rules that object at ``at`` are all over, each by itself; None where one of them has no end in sight."""
    ends = [at]
    for wait in waits:
        if wait.until is None:
            return None
        ends.append(wait.until)
    return max(ends)


def recurring(found: Iterable[Check], at: datetime) -> list[Check]:
    """The rules that may object again later, once each was heard."""
    return [check for check in found if check.recurs(at)]


def earliest(found: list[Check], at: datetime, limit: datetime, before: datetime | None) -> datetime | None:
    """The first instant from ``at`` on at which nothing objects, moving from boundary to boundary.

    ``before`` is where other rules come into force: reached, it is returned as it is, to be asked again.
    None if there is none up to ``limit``. Each rule is heard once, then only those that may object again.
    """
    while before is None or at < before:
        moved = at
        for check in found:
            wait = check.wait(moved)
            if wait is not None:
                if wait.until is None:
                    return before
                moved = wait.until
        if moved == at:
            return at
        if moved > limit and before is None:
            return None
        found = recurring(found, at)
        at = moved
    return before


def next_turn(turns: tuple[date, ...], day: date) -> date | None:
    """The next date on which other rules come into force."""
    place = bisect_right(turns, day)
    return turns[place] if place < len(turns) else None
