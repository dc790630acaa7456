"""What people do about relief: grant it, make it longer or other than it is, end it; each within the role's rights."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from cases.effects import EndTask
from cases.events import HardshipReported, HardshipReviewed
from cases.flows.facts import main_arrears, possible
from cases.flows.relief import fact, set_say
from cases.flows.turn import FlowContext
from cases.hardship import Relief
from cases.machine import IllegalMove
from cases.model import Treatment
from cases.relief import ReliefRefusedError, ReliefRule, Standing, granted
from cases.say import Say
from outreach.conversing import context_of
from outreach.desk_work import voice, working
from outreach.officer_says import say_as
from outreach.outbox import deliver
from outreach.people import Person
from outreach.refusals import Refused
from outreach.replying import answer_at
from outreach.runtime import Runtime
from outreach.work import Work

TASKS = ("hardship", "relief_review", "relief_part")
"""What people were asked to look at, and have by granting or ending relief."""
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefTerms:
    """Smaller payments of ``each_minor``, else a pause to ``until``, else the usual pause of the policy."""

    until: date | None = None
    each_minor: int | None = None


def grant(runtime: Runtime, ref: str, person: Person, terms: ReliefTerms) -> Relief:
    """Relief by this person, told to the borrower at once; what stood before gives way to it.

    Raises Refused beyond the role's rights, GateRefused or CustodyRefused where it cannot be told now.
    """
    with _working(runtime, ref, person) as work:
        context = context_of(work, answer_at(work, None))
        relief = _made(runtime, context, person, terms)
        if not possible(work.case.treatment, "ForbearanceGranted"):
            work.apply(HardshipReported(ref=relief.ref, reason="other", words=""))
        say_as(work, voice(work, person), set_say(context, relief))
        work.apply(fact(context, relief))
        _end_tasks(work, "relief granted")
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)
    return relief


def end(runtime: Runtime, ref: str, person: Person, why: str) -> None:
    """Relief ends now; nothing is written by itself. Raises Refused without a reason, a right, or relief."""
    reason = why.strip()
    if not reason or len(reason) > LONGEST_WHY:
        raise Refused(f"Say why in a sentence, at most {LONGEST_WHY} characters: it is kept with the case.")
    with _working(runtime, ref, person) as work:
        if not runtime.relief.rights(person.role).kinds:
            raise Refused(f"A {person.role} may not end relief.")
        relief = work.case.relief
        if relief is None:
            raise Refused("No relief stands any more.")
        work.apply(HardshipReviewed(ref=relief.ref, why=reason))
        _end_tasks(work, reason)


def refuse(runtime: Runtime, ref: str, person: Person, why: str) -> None:
    """No to relief that waits for a decision, in this person's words, which the borrower reads at once.

    Raises Refused without words or a right, GateRefused or CustodyRefused where it cannot be told now.
    """
    words = why.strip()
    if not words or len(words) > LONGEST_WHY:
        raise Refused(f"Say why in a sentence, at most {LONGEST_WHY} characters: the borrower reads it.")
    with _working(runtime, ref, person) as work:
        if not runtime.relief.rights(person.role).kinds:
            raise Refused(f"A {person.role} may not decide about relief.")
        say_as(work, voice(work, person), Say(key="officer_writes", values={"text": words}))
        if work.case.treatment is Treatment.HARDSHIP_REVIEW:
            work.apply(HardshipReviewed(ref=secrets.token_hex(6), why=words))
        _end_tasks(work, words)
        borrower_id = work.file.borrower_id
    deliver(runtime, borrower_id=borrower_id)


def rules_for(runtime: Runtime, jurisdiction: str) -> tuple[ReliefRule, ...]:
    """What law or a regulator says about relief where the borrower lives."""
    return runtime.relief.rules_of(jurisdiction or runtime.settings.lender.jurisdiction)


def _made(runtime: Runtime, context: FlowContext, person: Person, terms: ReliefTerms) -> Relief:
    owed, home = main_arrears(context), context.case.affordability
    if owed is None:
        raise Refused("Nothing is late: there is nothing to give relief from.")
    at = Standing(
        owed=owed,
        left_minor=home.left_minor if home else 0,
        today=context.today,
        now=context.now,
        before=context.case.reliefs,
    )
    try:
        return granted(
            runtime.relief, person.role, at, secrets.token_hex(6), until=terms.until, each_minor=terms.each_minor
        )
    except ReliefRefusedError as refused:
        raise Refused(f"This cannot be granted: {refused}.") from None


def _end_tasks(work: Work, outcome: str) -> None:
    for kind in TASKS:
        work.order(EndTask(kind=kind, outcome=outcome))


@contextmanager
def _working(runtime: Runtime, ref: str, person: Person) -> Iterator[Work]:
    """The case under its lock; what the treatment does not allow is refused in words."""
    try:
        with working(runtime, ref, f"user:{person.login}", kind="message") as work:
            yield work
    except IllegalMove as error:
        raise Refused(f"Relief cannot be granted now: {error}.") from None
