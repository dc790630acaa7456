""" "I have paid", answered: found, not found, or one more thing is needed. By its date, or by a person before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import understanding
from cases.effects import SendMessage
from cases.events import PaidClaimed, PaidClaimFound, PaidClaimNotFound
from cases.flows.facts import business_days_after
from cases.flows.menus import choices_for
from cases.model import Hold, HoldType, Kind
from cases.money import Money
from cases.say import Phrase, Say, Value
from cases.strategy import before
from outreach import planning
from outreach.creditors import rules_for
from outreach.desk_work import working
from outreach.links import chat_link
from outreach.officer_says import say_as
from outreach.outbox import deliver
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime, local_date
from outreach.work import Work
from storage import counted, people, waiting

ANSWERS: Final = {"found": "Found", "not_found": "Not found", "more": "Ask for one more thing"}
"""What a person may answer to a claim of payment."""


def not_found_by_date(work: Work, hold: Hold) -> None:
    """Its time is over and no payment matched: say so, and go on one step back, never forward."""
    _not_found(work, hold)
    say = Say(key="paid_not_found", values=claimed(work, hold), choices=choices_for("paid_not_found"))
    work.order(SendMessage(say=say, kind=Kind.DEMAND, dedupe=f"not-found:{hold.ref}"))


def _not_found(work: Work, hold: Hold) -> None:
    ladder = planning.ladder_for(work.runtime, work.file)
    taken = work.runtime.strategy.taken(work.case.step, ladder)
    work.apply(PaidClaimNotFound(ref=hold.ref, step=before(ladder, taken).id if taken else None))


def claimed(work: Work, hold: Hold) -> dict[str, Value]:
    """The amount and the day that the borrower named; else what is late, and the day on which they said it."""
    amount, on = _named(work, hold)
    return {"amount": amount, "date": on, "link": ""}


def _named(work: Work, hold: Hold) -> tuple[Money, date]:
    said_on, late = local_date(work.file.borrower, hold.from_at), next(iter(work.file.position.arrears), None)
    currency = late.currency if late else next((each.loan.currency for each in work.file.accounts), "USD")
    read = understanding.read(
        hold.source, locale=work.file.borrower.locale, today=said_on, currency=currency, offered=()
    )
    named = next((each for each in read.amounts if each.currency == currency), None)
    days = [each.on for each in read.dates if each.on <= said_on]
    minor = named.minor if named else late.minor if late else 0
    return Money(currency=currency, minor=minor), days[-1] if days else said_on


def answer_claim(runtime: Runtime, ref: str, login: str, hold_ref: str, answer: str) -> None:
    """A person's answer, told to the borrower in the same moment. Raises Refused, GateRefused, CustodyRefused."""
    if answer not in ANSWERS:
        raise Refused(f"{answer!r} is no answer; choose one of {', '.join(ANSWERS)}.")
    with working(runtime, ref, f"user:{login}", kind="message") as work:
        found = (each for each in work.case.holds if each.ref == hold_ref and each.lifted_at is None)
        hold = next((each for each in found if each.type is HoldType.CLAIMED_PAID), None)
        if hold is None:
            raise NotFound("This claim of a payment is not open any more.")
        TELLING[answer](work, login, hold)
        for task in waiting.tasks_of(work.connection, work.case_id):
            if task.kind == "check_payment" and answer != "more":
                outcome = ANSWERS[answer].lower()
                waiting.end_task(work.connection, work.case_id, task.id, now=work.now, by=login, outcome=outcome)
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)


def _tell_found(work: Work, login: str, hold: Hold) -> None:
    amount, on = _named(work, hold)
    last = counted.last_demand_at(work.connection, work.file.borrower_id)
    chased = last is not None and local_date(work.file.borrower, last) > on
    sorry: Value = Phrase(key="sorry.reminder") if chased else ""
    values: dict[str, Value] = {"amount": amount, "date": on, "sorry_line": sorry}
    say_as(work, login, Say(key="paid_found", values={**values, "state_line": Phrase(key="state.posting")}))
    work.apply(PaidClaimFound(ref=hold.ref, amount_minor=amount.minor, currency=amount.currency, paid_on=on))


def _tell_not_found(work: Work, login: str, hold: Hold) -> None:
    say = Say(key="paid_not_found", values=claimed(work, hold), choices=choices_for("paid_not_found"))
    say_as(work, login, say)
    _not_found(work, hold)


def _tell_more(work: Work, login: str, hold: Hold) -> None:
    amount, on = _named(work, hold)
    today = work.file.today
    until = business_days_after(today, rules_for(work.runtime, work.file).claim_days)
    link = chat_link(work.runtime.settings, work.runtime.secret, work.file.borrower_id, work.now)
    values: dict[str, Value] = {"amount": amount, "date": on, "until": until, "link": link}
    say_as(work, login, Say(key="paid_more", values={**values, "officer": _name(work, login)}))
    ends = work.now + timedelta(days=(until - today).days)
    work.apply(PaidClaimed(ref=hold.ref, words=hold.source, until=ends))


def _name(work: Work, login: str) -> str:
    return people.names(work.connection).get(login, login)


TELLING = {"found": _tell_found, "not_found": _tell_not_found, "more": _tell_more}
