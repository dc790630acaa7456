"""What people do with a case: claim, reply, hand back, note, lift. Everything passes the lease and the gate."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.custody import CustodyRefused, require_holder
from cases.effects import SendMessage
from cases.events import Claimed, HandedBack, HoldLifted, LeaseRenewed, PromiseMade
from cases.machine import IllegalMove
from cases.model import Channel, ContactPoint, Custody, CustodyState, Kind
from cases.money import Money
from cases.policy.decision import GateDecision
from cases.say import Phrase, Say, Value
from outreach import gatekeeping
from outreach.candidates import ORDER
from outreach.casefile import by_channel, usable
from outreach.gatekeeping import Draft
from outreach.outbox import deliver
from outreach.runtime import Runtime
from outreach.segments import segments
from outreach.work import Work
from storage import borrowers, casefiles, notes, traffic, waiting

OUTCOMES: dict[str, str] = {
    "promise": "Promised to pay",
    "plan": "Agreed a plan",
    "paid": "Says it is paid",
    "dispute": "Disputes something",
    "hardship": "Needs relief",
    "information": "Was told what they asked",
    "callback": "Wants to be called",
    "wrong_person": "Not the borrower",
    "no_agreement": "Nothing agreed",
    "other": "Something else",
}
"""What a conversation came to, by the code that is stored."""

LIFTS: dict[str, frozenset[str]] = {
    "collector": frozenset({"collector"}),
    "supervisor": frozenset({"collector", "supervisor"}),
    "admin": frozenset({"collector", "supervisor"}),
}
"""Which holds a role may lift, by the hold's ``may_lift``."""


class Refused(Exception):
    """Something that cannot be done now; the text says why, for people."""


class NotFound(Refused):
    """No such borrower, task or hold."""


class GateRefused(Refused):
    """The gate does not let a reply leave now; ``decision`` says why and until when."""

    def __init__(self, decision: GateDecision) -> None:
        until = f" until {decision.until:%Y-%m-%d %H:%M} UTC" if decision.until else ""
        super().__init__(f"Not sent: {decision.decision}{until} by {decision.rule}.")
        self.decision = decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCheck:
    """What would become of a reply, before it is sent. ``segments`` for SMS alone."""

    decision: GateDecision
    channel: Channel
    address: str
    segments: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTerms:
    """A promise that a collector noted: minor units, currency, date."""

    amount_minor: int
    currency: str
    due_on: date


@contextmanager
def working(runtime: Runtime, ref: str, actor: str, *, kind: str = "case") -> Iterator[Work]:
    """The case of a borrower under its lock; saved at the end, told to open pages after the commit."""
    with runtime.db.writing() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        work = Work(connection, runtime, case_id, runtime.clock.now(), actor=actor)
        yield work
        work.finish()
    work.publish(kind)


def claim(runtime: Runtime, ref: str, login: str, *, take_over: bool = False) -> Custody:
    """Take the conversation. Raises CustodyRefused naming the holder, unless it is taken over by right."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        custody = work.case.custody
        if custody.state is CustodyState.COLLECTOR and custody.holder != login and not take_over:
            raise CustodyRefused(f"{custody.holder} holds this conversation.")
        if custody.holder != login:
            work.apply(Claimed(login=login, lease_until=work.now + _lease(runtime)))
        else:
            work.apply(LeaseRenewed(lease_until=work.now + _lease(runtime)))
        return work.case.custody


def renew(runtime: Runtime, ref: str, login: str) -> Custody:
    """The holder is active: the lease runs on. Raises CustodyRefused where it is no longer theirs."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        require_holder(work.case.custody, login)
        work.apply(LeaseRenewed(lease_until=work.now + _lease(runtime)))
        return work.case.custody


def _lease(runtime: Runtime) -> timedelta:
    return timedelta(minutes=runtime.settings.desk.lease_minutes)


def check(runtime: Runtime, ref: str, login: str, text: str, *, channel: Channel | None = None) -> ReplyCheck:
    """What the gate says to a reply now; nothing is written."""
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        work = Work(connection, runtime, case_id, runtime.clock.now(), actor=f"user:{login}")
        point = _answer_at(work, channel)
        return _checked(work, point, login, text)


def _checked(work: Work, point: ContactPoint, login: str, text: str) -> ReplyCheck:
    draft = Draft(
        channel=point.channel,
        point=point,
        kind=_reply_kind(work, point),
        key=None,
        text=text,
        sender=("collector", login, work.case.custody.token),
        locale=work.file.borrower.locale,
    )
    decision = gatekeeping.ask(work.connection, work.runtime, work.file, work.case, draft, work.now)
    count = segments(text).count if point.channel is Channel.SMS else None
    return ReplyCheck(decision=decision, channel=point.channel, address=point.address, segments=count, text=text)


ANSWER_WITHIN = timedelta(hours=24)


def _reply_kind(work: Work, point: ContactPoint) -> Kind:
    """An answer to what the borrower wrote there within a day; a contact of our own otherwise."""
    last = traffic.last_in(work.connection, work.file.borrower_id, point.channel.value)
    fresh = last is not None and work.now - last.planned_at <= ANSWER_WITHIN
    return Kind.REPLY if fresh else Kind.SERVICE


def _answer_at(work: Work, channel: Channel | None) -> ContactPoint:
    """Where a reply goes: the channel named, else where the borrower wrote last, else the best there is."""
    last = traffic.last_in(work.connection, work.file.borrower_id)
    if channel is None and last is not None:
        point = work.file.point(last.contact_point_id)
        if point is not None and usable(point):
            return point
    wanted = (channel,) if channel is not None else ORDER
    for each in wanted:
        point = next(iter(by_channel(work.file, each)), None)
        if point is not None:
            return point
    raise Refused("There is no address to write to on this channel.")


def reply(runtime: Runtime, ref: str, login: str, text: str, *, channel: Channel | None = None) -> int:
    """Send a collector's own words; the message's id.

    Raises CustodyRefused where the conversation is not theirs, GateRefused where the gate does not allow it now.
    """
    words = text.strip()
    if not words:
        raise Refused("There is nothing to send: write a text first.")
    with working(runtime, ref, f"user:{login}", kind="message") as work:
        require_holder(work.case.custody, login)
        point = _answer_at(work, channel)
        checked = _checked(work, point, login, words)
        if checked.decision.decision != "allow":
            raise GateRefused(checked.decision)
        message_id = traffic.add(work.connection, _reply_row(work, point, login, checked))
        if message_id is None:
            raise Refused("This reply could not be kept; send it again.")
        work.apply(LeaseRenewed(lease_until=work.now + _lease(runtime)))
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)
    return message_id


def _reply_row(work: Work, point: ContactPoint, login: str, checked: ReplyCheck) -> dict[str, Any]:
    return {
        "borrower_id": work.file.borrower_id,
        "case_id": work.case_id,
        "contact_point_id": point.id,
        "loans": [account.loan.ref for account in work.file.accounts],
        "channel": point.channel.value,
        "address": point.address,
        "direction": "out",
        "actor": f"collector:{login}",
        "token": work.case.custody.token,
        "kind": _reply_kind(work, point).value,
        "state": "queued",
        "locale": work.file.borrower.locale,
        "body": checked.text,
        "choices": [],
        "discloses": True,
        "planned_at": work.now,
        **gatekeeping.as_columns(checked.decision),
    }


def hand_back(
    runtime: Runtime,
    ref: str,
    login: str,
    outcome: str,
    agreed: str,
    avoid: str = "",
    promise: PromiseTerms | None = None,
) -> None:
    """Give the conversation back to the bot, which says so and goes on from what was agreed."""
    if outcome not in OUTCOMES:
        raise Refused(f"{outcome!r} is not an outcome; choose one of {', '.join(OUTCOMES)}.")
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        require_holder(work.case.custody, login)
        if promise is not None:
            _note_promise(work, promise)
        work.apply(HandedBack(outcome=outcome, agreed=agreed, avoid=avoid))
        if outcome != "wrong_person":
            say = Say(key="hand_back", values={"agreed": _agreed(agreed, promise)})
            dedupe = f"hand-back:{work.case.custody.token}"
            work.order(SendMessage(say=say, kind=_hand_back_kind(work), dedupe=dedupe))
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)


def _hand_back_kind(work: Work) -> Kind:
    point = _answer_at(work, None)
    return _reply_kind(work, point)


def _agreed(agreed: str, promise: PromiseTerms | None) -> Value:
    if promise is not None:
        amount = Money(currency=promise.currency, minor=promise.amount_minor)
        return Phrase(key="agreed.promise", values={"amount": amount, "date": promise.due_on})
    return agreed.strip().rstrip(".") or Phrase(key="agreed.nothing")


def _note_promise(work: Work, terms: PromiseTerms) -> None:
    if terms.amount_minor <= 0 or terms.due_on < work.file.today:
        raise Refused("A promise needs an amount above zero and a date that has not passed.")
    try:
        work.apply(
            PromiseMade(
                ref=secrets.token_hex(6),
                amount_minor=terms.amount_minor,
                currency=terms.currency,
                due_on=terms.due_on,
            )
        )
    except IllegalMove as error:
        raise Refused(f"A promise cannot be noted now: {error}.") from None


def add_note(runtime: Runtime, ref: str, login: str, text: str) -> None:
    """A note that only colleagues read."""
    if not text.strip():
        raise Refused("There is nothing to note: write a text first.")
    with working(runtime, ref, f"user:{login}") as work:
        notes.add(work.connection, work.case_id, author=login, text=text.strip(), now=work.now)


def end_task(runtime: Runtime, ref: str, login: str, task_id: int, outcome: str) -> None:
    """A task is done. Raises NotFound for one that is not open."""
    with working(runtime, ref, f"user:{login}") as work:
        if not waiting.end_task(work.connection, work.case_id, task_id, now=work.now, by=login, outcome=outcome):
            raise NotFound("This task is not open any more.")


def lift_hold(runtime: Runtime, ref: str, login: str, role: str, hold_ref: str) -> None:
    """Lift one hold, by the right role only; others stay."""
    with working(runtime, ref, f"user:{login}") as work:
        hold = next((h for h in work.case.holds if h.ref == hold_ref and h.lifted_at is None), None)
        if hold is None:
            raise NotFound("This hold is not there any more.")
        if hold.may_lift not in LIFTS.get(role, frozenset()):
            raise Refused(f"A {hold.may_lift} may lift this hold; you are signed in as {role}.")
        work.apply(HoldLifted(ref=hold_ref))
