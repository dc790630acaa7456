"""What the bot may not agree: a person is asked, and what they offer waits here for an explicit yes."""

from __future__ import annotations

from dataclasses import replace

from cases.events import PlanAccepted, PlanAsked, PlanDeclined
from cases.flows import handover
from cases.flows.facts import main_arrears
from cases.flows.flow import Data, Go, done, pressed, say
from cases.flows.plan_asks import kept_ask, plan_question
from cases.flows.plan_no import asked_phrase, with_parts
from cases.flows.plan_terms import drafted, granting, terms_hash, terms_say, terms_text
from cases.flows.turn import FlowContext, Heard
from cases.model import Plan, PlanKind, PlanState
from cases.money import Money
from cases.plans import Ask
from cases.plans.telling import asked, count
from cases.reading import Intent
from cases.say import Phrase, Say, choice

WAITS = (choice("other_amount"), choice("person"))


def to_person(context: FlowContext, ask: Ask) -> Go:
    """What a person may agree goes to them with all they need; what nobody may, to the queue."""
    total, found = main_arrears(context), granting(context, ask)
    currency = total.currency if total else ""
    if found is None or context.person_due_by is None:
        return handover.call(context, reason=f"plan: {asked(ask, currency)}", skill="plan")
    role, offer = found
    reason = f"{asked(ask, currency)}: {count(len(offer.parts))}. {role.capitalize()} may agree."
    plan = replace(drafted(context, offer), state=PlanState.ASKED, answer_by=context.person_due_by)
    event = PlanAsked(plan=plan, ask=kept_ask(ask), role=role, reason=reason)
    who = Phrase(key="decides.officer" if role == "collector" else "decides.lead")
    told = say("plan_to_person", asked=with_parts(ask, offer), who=who, time=context.person_due_by)
    return Go(to="plan.waiting", data=kept_ask(ask), says=(told,), events=(event,), quiet=True)


def ask_waiting(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """Where the question lies, and by when it is answered."""
    plan = context.case.plan_asked
    if plan is None or plan.answer_by is None:
        return (plan_question(),)
    settles = plan.kind is PlanKind.SETTLEMENT
    ask = Ask(settle_minor=plan.total_minor) if settles else Ask(parts=len(plan.parts))
    asked_for = asked_phrase(ask, plan.currency)
    return (say("plan_waits", WAITS, asked=asked_for, time=max(plan.answer_by, context.now)),)


def offered(context: FlowContext) -> Plan | None:
    """The plan that a person offers, while it may be taken."""
    plan = context.case.plan
    if plan is None or plan.state is not PlanState.OFFERED or plan.by is None:
        return None
    return plan if plan.until is None or context.today <= plan.until else None


def ask_offered(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """The terms that a person offers, once more."""
    plan = offered(context)
    return (terms_say(context, plan),) if plan else (plan_question(),)


def hear_offered(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    """Yes to exactly these terms, or no."""
    plan, text = offered(context), heard.choice is None
    if plan is None:
        return None
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _taken(context, plan)
    if pressed(heard, "no") or (text and heard.reading.intent is Intent.NO):
        return done(say("plan_left"), events=(PlanDeclined(ref=plan.ref),))
    return Go(to="plan.ask") if pressed(heard, "change") else None


def _taken(context: FlowContext, plan: Plan) -> Go:
    """The yes counts for what was shown. Where less is owed by now, a person makes it anew."""
    total = main_arrears(context)
    if total is None or (total.currency == plan.currency and total.minor < plan.owed_minor):
        why = handover.call(context, reason="Less is owed than when the plan was offered.", skill="plan")
        return replace(why, events=(PlanDeclined(ref=plan.ref), *why.events))
    return done(started(context, plan), events=(accepted(plan),))


def accepted(plan: Plan) -> PlanAccepted:
    """The fact of an explicit yes, with the document it was given to."""
    terms = terms_text(plan)
    return PlanAccepted(ref=plan.ref, terms_hash=terms_hash(terms), terms=terms)


def terms_link(context: FlowContext, plan: Plan) -> str:
    """Where the document lies."""
    return f"{context.chat_link}/terms/{plan.ref}"


def started(context: FlowContext, plan: Plan) -> Say:
    """What was agreed is on; the document to keep."""
    first = Money(currency=plan.currency, minor=plan.parts[0].amount_minor)
    key = "settlement_on" if plan.kind is PlanKind.SETTLEMENT else "plan_started"
    return say(key, amount=first, date=plan.parts[0].due_on, link=terms_link(context, plan))
