"""Relief: a word before each smaller payment, a look whether it came, a word before the review, and the review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cases.consequences.hardship import part_alarms
from cases.effects import OpenTask, SendMessage, SetLocalFire
from cases.events import HardshipReviewed
from cases.flows.menus import choices_for
from cases.hardship import Relief, ReliefPart
from cases.model import Kind
from cases.money import Money, plain
from cases.say import Phrase, Say, Value
from outreach.creditors import pay_page
from outreach.work import Work

TASK = "relief_review"


def _standing(work: Work, data: Any) -> Relief | None:
    relief = work.case.relief
    return relief if relief is not None and relief.ref == data["ref"] else None


def _part(relief: Relief, data: Any) -> ReliefPart | None:
    return next((part for part in relief.parts if part.number == data["number"]), None)


def relief_eve(work: Work, data: Any) -> None:
    """One line the day before a smaller payment, nothing else."""
    relief = _standing(work, data)
    part = _part(relief, data) if relief else None
    if relief is None or part is None or not work.file.position.late:
        return
    values: dict[str, Value] = {
        "part_of": Phrase(key="part.of", values={"number": part.number, "total": len(relief.parts)}),
        "amount": Money(currency=relief.currency, minor=part.amount_minor),
        "date": part.due_on,
        "link": pay_page(work.runtime, work.file),
    }
    say = Say(key="relief_eve", values=values, choices=choices_for("relief_eve"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"relief:{relief.ref}:{part.number}"))


def relief_due(work: Work, data: Any) -> None:
    """One that did not come is for people to see: nobody is asked for it. Then the next one waits."""
    relief = _standing(work, data)
    part = _part(relief, data) if relief else None
    if relief is None or part is None:
        return
    due = sum(each.amount_minor for each in relief.parts if each.number <= part.number)
    came = paid_since(work, relief)
    if came < due:
        missing = Money(currency=relief.currency, minor=due - came)
        why = f"Of the smaller payments {plain(missing)} {missing.currency} has not come by {work.file.today}."
        work.order(OpenTask(kind="relief_part", reason=why))
    for effect in part_alarms(relief, part.number + 1):
        work.order(effect)


def paid_since(work: Work, relief: Relief) -> int:
    """What came in since relief was agreed, in its currency, less what the bank took back."""
    start = relief.granted_at.date() if relief.granted_at else relief.until
    payments = [
        (-payment.amount_minor if payment.reverses else payment.amount_minor)
        for account in work.file.accounts
        if account.loan.currency == relief.currency
        for payment in account.payments
        if payment.paid_on >= start
    ]
    return sum(payments)


def review_eve(work: Work, data: Any) -> None:
    """Some days before the review: how are things?"""
    on = date.fromisoformat(data["on"])
    say = Say(key="hardship_review", values={"date": on}, choices=choices_for("hardship_review"))
    work.order(SendMessage(say=say, kind=Kind.SERVICE, dedupe=f"review:{data['ref']}"))


def review(work: Work, data: Any) -> None:
    """The day has come: a person looks. Relief stands until they have, or until its time to wait is over."""
    on = date.fromisoformat(data["on"])
    wait = timedelta(days=work.runtime.relief.wait_days)
    why = f"Look at the arrangement again with the borrower; it ends by itself on {on + wait}."
    work.order(OpenTask(kind=TASK, reason=why, due_by=work.now + timedelta(days=1)))
    work.order(SetLocalFire(kind="review_end", on=on, data=data))


def review_end(work: Work, data: Any) -> None:
    """Nobody recorded an outcome: it ends without a word, and only what lies ahead is planned."""
    work.apply(HardshipReviewed(ref=data["ref"]))
