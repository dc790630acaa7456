"""What people do with a case: claim, hand back, note, end a task. Everything passes the lease and the gate."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from cases.custody import CustodyRefused, ran_out, require_holder
from cases.effects import SendMessage
from cases.events import Claimed, HandedBack, LeaseExpired, LeaseRenewed, PromiseMade
from cases.machine import IllegalMove
from cases.model import Custody, CustodyState, HoldType, Kind
from cases.money import Money
from cases.say import Phrase, Say, Value
from outreach import desk_hours, mentioning
from outreach.desk_work import lease_of, working
from outreach.outbox import deliver
from outreach.refusals import NotFound, Refused
from outreach.replying import answer_at, reply_kind
from outreach.runtime import Runtime
from outreach.work import Work
from storage import notes, people, waiting

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTerms:
    """A promise that a collector noted: minor units, currency, date."""

    amount_minor: int
    currency: str
    due_on: date


def claim(runtime: Runtime, ref: str, login: str, *, take_over: bool = False) -> Custody:
    """Take the conversation. Raises CustodyRefused naming the holder, unless it is taken over by right."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        if ran_out(work.case.custody, work.now):
            answer_by = desk_hours.state(runtime.settings.desk, work.now).answer_by
            work.apply(LeaseExpired(due_by=answer_by), actor="system")
        custody = work.case.custody
        if custody.state is CustodyState.COLLECTOR and custody.holder != login and not take_over:
            raise CustodyRefused(f"{custody.holder} holds this conversation.")
        if custody.holder != login:
            work.apply(Claimed(login=login, lease_until=work.now + lease_of(runtime)))
        else:
            work.apply(LeaseRenewed(lease_until=work.now + lease_of(runtime)))
        return work.case.custody


def renew(runtime: Runtime, ref: str, login: str) -> Custody:
    """The holder is active: the lease runs on. Raises CustodyRefused where it is no longer theirs."""
    with working(runtime, ref, f"user:{login}", kind="custody") as work:
        require_holder(work.case.custody, login, work.now)
        work.apply(LeaseRenewed(lease_until=work.now + lease_of(runtime)))
        return work.case.custody


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
        require_holder(work.case.custody, login, work.now)
        if promise is not None:
            _note_promise(work, promise)
        work.apply(HandedBack(outcome=outcome, agreed=agreed, avoid=avoid))
        if outcome != "wrong_person" and not _in_despair(work):
            named = people.names(work.connection).get(login, login)
            meanwhile: Value = Phrase(key="meanwhile.quiet_now") if promise is not None else ""
            values = {"agreed": _agreed(agreed, promise), "officer": named, "meanwhile": meanwhile}
            say = Say(key="hand_back", values=values)
            dedupe = f"hand-back:{work.case.custody.token}"
            work.order(SendMessage(say=say, kind=_hand_back_kind(work), dedupe=dedupe))
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)


def _in_despair(work: Work) -> bool:
    """After words of despair the bot is silent until people lift the hold, also when the chat is handed back."""
    held = (hold for hold in work.case.holds if hold.type is HoldType.VULNERABLE and hold.live_at(work.now))
    return any(hold.placed_by == "borrower" for hold in held)


def _hand_back_kind(work: Work) -> Kind:
    point = answer_at(work, None)
    return reply_kind(work, point)


def _agreed(agreed: str, promise: PromiseTerms | None) -> Value:
    words = agreed.strip().rstrip(".")
    if promise is None:
        return words or Phrase(key="agreed.nothing")
    amount = Money(currency=promise.currency, minor=promise.amount_minor)
    values: dict[str, Value] = {"amount": amount, "date": promise.due_on}
    if words:
        return Phrase(key="agreed.promise_words", values={**values, "words": words})
    return Phrase(key="agreed.promise", values=values)


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
    """A note that only colleagues read; whom it calls by ``@login`` is told."""
    text = text.strip()
    if not text:
        raise Refused("There is nothing to note: write a text first.")
    with working(runtime, ref, f"user:{login}") as work:
        note_id = notes.add(work.connection, work.case_id, author=login, text=text, now=work.now)
        called = mentioning.record(work.connection, work.case_id, note_id, text, by=login, now=work.now)
    mentioning.tell(runtime, ref, called)


def end_task(runtime: Runtime, ref: str, login: str, task_id: int, outcome: str) -> None:
    """A task is done. Raises NotFound for one that is not open."""
    with working(runtime, ref, f"user:{login}") as work:
        if not waiting.end_task(work.connection, work.case_id, task_id, now=work.now, by=login, outcome=outcome):
            raise NotFound("This task is not open any more.")
