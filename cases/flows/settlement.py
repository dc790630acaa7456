"""Less than the balance, and done: what the lender's policy lets the bot offer, else an honest no with a person."""

from __future__ import annotations

from dataclasses import replace

from cases.events import PlanAsked, PlanOffered
from cases.flows import handover
from cases.flows.facts import active_plan, main_arrears, next_line, possible
from cases.flows.flow import Data, Flow, Go, Step, done, pressed, say, text_in
from cases.flows.plan_asks import ask_of, kept_ask
from cases.flows.plan_person import accepted, offered, started
from cases.flows.plan_terms import PEOPLE, answer, drafted, likeness, settlement_say
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_in
from cases.model import Plan, PlanKind, PlanState
from cases.money import Money
from cases.plans import Ask, Offer, OfferKind
from cases.plans.policy import BOT
from cases.plans.telling import money
from cases.reading import Intent
from cases.say import Phrase, Say, choice


def _enter(context: FlowContext, heard: Heard) -> Go:
    total = main_arrears(context)
    if total is None:
        return done(say("nothing_due", next_line=next_line(context)))
    if offered(context) or active_plan(context):
        return Go(to="plan")
    if not possible(context.case.treatment, "PlanOffered"):
        return handover.call(context, reason=f"a settlement while {context.case.treatment}", skill="plan")
    ask = Ask(settle_minor=_sum_in(context, heard, total))
    waits = context.case.plan_asked
    if waits and waits.kind is PlanKind.SETTLEMENT and ask.settle_minor in (None, waits.total_minor):
        return Go(to="plan.waiting")
    return _shown(context, ask) or _no(context, ask)


def _sum_in(context: FlowContext, heard: Heard, total: Money) -> int | None:
    """The sum they name, where it is less than what is owed."""
    named = amount_in(context, heard)
    return named.minor if named and named.currency == total.currency and 0 < named.minor < total.minor else None


def _shown(context: FlowContext, ask: Ask) -> Go | None:
    plan = _draft(context, ask)
    return Go(to="settlement.terms", data={**kept_ask(ask), "shown": likeness(plan)}) if plan else None


def _offer(context: FlowContext, ask: Ask, role: str = BOT) -> Offer | None:
    """The settlement nearest to the ask that this role may agree."""
    found = answer(context, ask, role)
    return next((each for each in found.offers if each.kind is OfferKind.SETTLEMENT), None) if found else None


def _draft(context: FlowContext, ask: Ask) -> Plan | None:
    offer = _offer(context, ask)
    return drafted(context, offer) if offer else None


def _no(context: FlowContext, ask: Ask) -> Go:
    """What the bot may not agree goes to the person who may, for one yes; where nobody may, it is said."""
    total, granted = main_arrears(context), _granting(context, ask)
    if total is None or granted is None:
        return Go(to="settlement.no")
    role, offer = granted
    wanted = money(ask.settle_minor, total.currency) if ask.settle_minor else "less"
    reason = f"a settlement: {wanted} for {money(total.minor, total.currency)}"
    if context.person_due_by is None:
        return handover.call(context, reason=reason, skill="plan")
    if offer.total_minor != ask.settle_minor:
        reason += f", {money(offer.total_minor, total.currency)} is possible"
    plan = replace(drafted(context, offer), state=PlanState.ASKED, answer_by=context.person_due_by)
    asked = kept_ask(Ask(settle_minor=offer.total_minor))
    event = PlanAsked(plan=plan, ask=asked, role=role, reason=f"{reason}. {role.capitalize()} may agree.")
    who = Phrase(key="decides.officer" if role == "collector" else "decides.lead")
    told = say("settlement_person", balance=total, who=who, time=context.person_due_by)
    return Go(to="plan.waiting", says=(told,), events=(event,), quiet=True)


def _granting(context: FlowContext, ask: Ask) -> tuple[str, Offer] | None:
    """The least role that may agree to the sum, else the one that comes nearest to it; None where nobody may."""
    found = [(role, offer) for role in PEOPLE if (offer := _offer(context, ask, role))]
    exact = (each for each in found if ask.settle_minor in (None, each[1].total_minor))
    return next(exact, None) or min(found, key=lambda each: each[1].total_minor, default=None)


def _ask_no(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    total = main_arrears(context)
    return (say("settlement_no", balance=total),) if total else (say("menu"),)


def _ask_terms(context: FlowContext, data: Data) -> tuple[Say, ...]:
    ask = ask_of(data)
    plan = _draft(context, ask)
    if plan is None:
        return _ask_no(context, data)
    told = settlement_say(plan)
    asks = (choice("agree"), choice("no"), choice("officer"))
    return (replace(told, choices=asks) if _beyond(context, ask, plan) else told,)


def _hear_terms(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _agreed(context, data)
    other = _other(context, data, heard)
    if other:
        return other
    no = pressed(heard, "no") or (text and heard.reading.intent is Intent.NO)
    return done(say("plan_left")) if no else None


def _beyond(context: FlowContext, ask: Ask, shown: Plan) -> bool:
    """Whether a person may agree to less than what the bot shows, which is more than was asked for."""
    granted = _granting(context, ask) if ask.settle_minor not in (None, shown.total_minor) else None
    return granted is not None and granted[1].total_minor < shown.total_minor


def _other(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """Another sum, or the wish to ask who may agree to the first one: where the bot may not, they are asked."""
    total, before, plan = main_arrears(context), ask_of(data), _draft(context, ask_of(data))
    if total is None or plan is None:
        return None
    if pressed(heard, "officer"):
        return _no(context, before) if _beyond(context, before, plan) else None
    figure = heard.choice is None and heard.reading.amounts and not heard.reading.dates
    named = _sum_in(context, heard, total) if figure else None
    if named is None or named == plan.total_minor:
        return None
    ask = Ask(settle_minor=named)
    new = _draft(context, ask)
    shown = new is not None and likeness(new) == text_in(data, "shown")
    return _no(context, ask) if new is None or shown else _shown(context, ask)


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
