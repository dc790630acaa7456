"""Less than the balance, and done: what the lender's policy lets the bot offer, else an honest no with a person."""

from __future__ import annotations

from cases.events import PlanOffered
from cases.flows import handover
from cases.flows.facts import active_plan, main_arrears, next_line, possible
from cases.flows.flow import Data, Flow, Go, Step, done, pressed, say, text_in
from cases.flows.plan_asks import ask_of, kept_ask
from cases.flows.plan_person import accepted, offered, started
from cases.flows.plan_terms import PEOPLE, answer, drafted, likeness, settlement_say
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_in
from cases.model import Plan
from cases.plans import Ask, Offer, OfferKind
from cases.plans.policy import BOT
from cases.plans.telling import money
from cases.reading import Intent
from cases.say import Phrase, Say


def _enter(context: FlowContext, heard: Heard) -> Go:
    total = main_arrears(context)
    if total is None:
        return done(say("nothing_due", next_line=next_line(context)))
    if offered(context) or active_plan(context):
        return Go(to="plan")
    if not possible(context.case.treatment, "PlanOffered"):
        return handover.call(context, reason=f"a settlement while {context.case.treatment}", skill="plan")
    named = amount_in(context, heard)
    sum_named = named.minor if named and named.currency == total.currency and 0 < named.minor < total.minor else None
    ask = Ask(settle_minor=sum_named)
    plan = _draft(context, ask)
    if plan:
        return Go(to="settlement.terms", data={**kept_ask(ask), "shown": likeness(plan)})
    return _no(context, ask)


def _offer(context: FlowContext, ask: Ask, role: str = BOT) -> Offer | None:
    """The settlement nearest to the ask that this role may agree."""
    found = answer(context, ask, role)
    return next((each for each in found.offers if each.kind is OfferKind.SETTLEMENT), None) if found else None


def _draft(context: FlowContext, ask: Ask) -> Plan | None:
    offer = _offer(context, ask)
    return drafted(context, offer) if offer else None


def _no(context: FlowContext, ask: Ask) -> Go:
    """What the bot may not agree goes to the person who may; where nobody may, it is said, with what can be done."""
    total = main_arrears(context)
    role = next((each for each in PEOPLE if _offer(context, ask, each)), None)
    if total is None or role is None:
        return Go(to="settlement.no")
    who = Phrase(key="decides.officer" if role == "collector" else "decides.lead")
    wanted = money(ask.settle_minor, total.currency) if ask.settle_minor else "less"
    called = handover.call(
        context, reason=f"a settlement: {wanted} for {money(total.minor, total.currency)}", skill="plan"
    )
    told = say("settlement_person", balance=total, who=who)
    return Go(to=called.to, says=(told,), events=called.events)


def _ask_no(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    total = main_arrears(context)
    return (say("settlement_no", balance=total),) if total else (say("menu"),)


def _ask_terms(context: FlowContext, data: Data) -> tuple[Say, ...]:
    plan = _draft(context, ask_of(data))
    return (settlement_say(plan),) if plan else _ask_no(context, data)


def _hear_terms(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _agreed(context, data)
    no = pressed(heard, "no") or (text and heard.reading.intent is Intent.NO)
    return done(say("plan_left")) if no else None


def _agreed(context: FlowContext, data: Data) -> Go:
    """The yes counts for the terms as shown. Where day or debt has moved since, they are shown anew."""
    plan = _draft(context, ask_of(data))
    if plan is None or not possible(context.case.treatment, "PlanOffered"):
        return Go(to="settlement")
    if likeness(plan) != text_in(data, "shown"):
        return Go(to="settlement.terms", data={**data, "shown": likeness(plan)})
    return done(started(context, plan), events=(PlanOffered(plan=plan), accepted(plan)))


FLOW = Flow(
    enter=_enter,
    steps={"terms": Step(ask=_ask_terms, hear=_hear_terms), "no": Step(ask=_ask_no)},
)
