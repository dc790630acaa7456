"""What people do about plans: look what is possible, grant what was asked, refuse it, offer another or a settlement.

The same solver as the bot's, with the authority of the person's role.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from cases.events import PlanOffered, PlanRefused
from cases.flows.conversations import FLOWS
from cases.flows.flow import say
from cases.flows.plan import OFFER
from cases.flows.plan_asks import ask_of, kept_ask
from cases.flows.plan_no import asked_phrase
from cases.flows.plan_terms import PEOPLE, answer, drafted, offer_phrase, offers, terms_say
from cases.flows.turn import Dialogue, FlowContext
from cases.machine import IllegalMove
from cases.model import ContactPoint, Plan, PlanKind
from cases.plans import Ask, AskError, Offer, OfferKind, Solution
from cases.plans.telling import reason as told_reason
from cases.say import Say, choice
from outreach.conversing import context_of
from outreach.desk_work import voice, working
from outreach.outbox import deliver
from outreach.people import Person
from outreach.refusals import NotFound, Refused
from outreach.replying import answer_at
from outreach.runtime import Runtime
from outreach.speaking import speak
from outreach.work import Work
from storage import borrowers, casefiles, waiting

REVIEW = "plan_review"
NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A plan that waits for a decision: what was asked, the limits that stopped the bot, who may decide.

    ``limits`` are sentences; ``roles`` those whose authority reaches it, the least first.
    """

    plan: Plan
    ask: Ask
    limits: tuple[str, ...]
    roles: tuple[str, ...]


def asked_of(runtime: Runtime, ref: str) -> Asked | None:
    """What waits for a decision in this case, by the figures of now; None where nothing does."""
    case_id = _case_id(runtime, ref)
    with runtime.db.reading() as connection:
        here = Work(connection, runtime, case_id, runtime.clock.now())
        plan, ask = here.case.plan_asked, _ask_in(here)
        if plan is None:
            return None
        context = _context(here)
        alone = answer(context, ask)
        granted = [(role, answer(context, ask, role)) for role in PEOPLE]
    return Asked(
        plan=plan,
        ask=ask,
        limits=tuple(told_reason(each) for each in alone.refused) if alone else (),
        roles=tuple(role for role, found in granted if found is not None and not found.refused),
    )


def possible(runtime: Runtime, ref: str, person: Person, ask: Ask) -> Solution | None:
    """What this person may offer for an ask; None where nothing is late. Raises Refused for one without meaning."""
    case_id = _case_id(runtime, ref)
    with runtime.db.reading() as connection:
        work = Work(connection, runtime, case_id, runtime.clock.now())
        return _solved(_context(work), person, ask)


def grant(runtime: Runtime, ref: str, person: Person) -> None:
    """Agree to what was asked, if their authority reaches it: the borrower is shown all terms, and says yes or no.

    Raises Refused, CustodyRefused, GateRefused.
    """
    with _working(runtime, ref, person) as work:
        asked = work.case.plan_asked
        if asked is None:
            raise Refused("Nothing waits for a decision any more.")
        context, ask = _context(work), _ask_in(work)
        found = _solved(context, person, ask)
        offer = _chosen(found, ask, None)
        if offer is None:
            why = "; ".join(told_reason(each) for each in found.refused) if found else "nothing is late"
            raise Refused(f"This is beyond the authority of a {person.role}: {why or 'there is no such offer'}.")
        _offer(work, person, replace(context, new_ref=asked.ref), offer)
    deliver(runtime, borrower_id=work.file.borrower_id)


def offer(runtime: Runtime, ref: str, person: Person, ask: Ask, *, parts: int | None = None) -> None:
    """Offer the plan in ``parts`` parts that is nearest to an ask, or, where the ask names a sum, the settlement.

    Raises Refused, CustodyRefused, GateRefused.
    """
    with _working(runtime, ref, person) as work:
        context = _context(work)
        found = _solved(context, person, ask if parts is None else replace(ask, parts=parts))
        chosen = _chosen(found, ask, parts)
        if chosen is None:
            why = "; ".join(told_reason(each) for each in found.refused) if found else "nothing is late"
            raise Refused(f"There is no such offer: {why or 'ask for another number of parts'}.")
        _offer(work, person, context, chosen)
    deliver(runtime, borrower_id=work.file.borrower_id)


def refuse(runtime: Runtime, ref: str, person: Person, reason: str) -> None:
    """Say no to what was asked, with a reason the borrower reads, and the nearest that the bot may agree.

    Raises Refused, CustodyRefused, GateRefused.
    """
    if not reason.strip():
        raise Refused("Say why in a sentence: the borrower reads it.")
    with _working(runtime, ref, person) as work:
        asked, ask = work.case.plan_asked, _ask_in(work)
        if asked is None:
            raise Refused("Nothing waits for a decision any more.")
        context = _context(work)
        work.apply(PlanRefused(ref=asked.ref, by=person.login, reason=reason.strip()))
        nearest = next(iter(offers(context, ask)), None)
        if nearest is None:
            raise Refused("The bot has no plan to offer instead: take the chat and write.")
        count = len(nearest.parts)
        told = say(
            "plan_declined",
            (choice(f"{OFFER}{count}", "choice.offer", n=count), choice("other_amount"), choice("person")),
            officer=person.name,
            asked=asked_phrase(ask, asked.currency),
            reason=reason.strip(),
            nearest=offer_phrase(nearest),
        )
        _tell(work, person, context.contact, told, "declined", kept_ask(replace(ask, settle_minor=None)))
    deliver(runtime, borrower_id=work.file.borrower_id)


def _chosen(found: Solution | None, ask: Ask, parts: int | None) -> Offer | None:
    """The settlement that was asked for, the plan of that length, or what meets the ask."""
    if found is None:
        return None
    kind = OfferKind.PLAN if ask.settle_minor is None else OfferKind.SETTLEMENT
    wanted = [each for each in found.offers if each.kind is kind]
    if kind is OfferKind.SETTLEMENT:
        return next((each for each in wanted if each.total_minor == ask.settle_minor), None)
    if parts is not None:
        return next((each for each in wanted if len(each.parts) == parts), None)
    return None if found.refused else next(iter(wanted), None)


def _offer(work: Work, person: Person, context: FlowContext, chosen: Offer) -> None:
    plan = drafted(context, chosen)
    first = plan.parts[0].due_on
    until = first if plan.kind is PlanKind.SETTLEMENT else first - NEXT_DAY
    plan = replace(plan, by=person.login, until=until)
    work.apply(PlanOffered(plan=plan))
    _tell(work, person, context.contact, terms_say(context, plan, granted_by=person.name), "offered", {})


def _tell(work: Work, person: Person, point: ContactPoint, told: Say, step: str, data: dict[str, str | int]) -> None:
    work.save()
    place = Dialogue(flow="plan", step=step, data=data, version=FLOWS["plan"].version)
    speak(work, voice(work, person), point, told, place)


def _solved(context: FlowContext, person: Person, ask: Ask) -> Solution | None:
    try:
        return answer(context, ask, person.role.value)
    except AskError as error:
        raise Refused(f"{str(error).capitalize()}.") from None


def _ask_in(work: Work) -> Ask:
    """What was asked for, as the open task keeps it."""
    tasks = waiting.tasks_of(work.connection, work.case_id)
    return ask_of(next((task.data for task in tasks if task.kind == REVIEW), {}))


def _context(work: Work) -> FlowContext:
    return context_of(work, answer_at(work, None))


@contextmanager
def _working(runtime: Runtime, ref: str, person: Person) -> Iterator[Work]:
    """The case under its lock; what the treatment does not allow is refused in words."""
    try:
        with working(runtime, ref, f"user:{person.login}", kind="message") as work:
            yield work
    except IllegalMove as error:
        raise Refused(f"A plan cannot be offered now: {error}.") from None


def _case_id(runtime: Runtime, ref: str) -> int:
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
    if case_id is None:
        raise NotFound(f"There is no borrower {ref!r}.")
    return case_id
