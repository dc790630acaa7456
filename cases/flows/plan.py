"""Paying in parts: what can be paid, the plans that fit, the whole schedule, and an explicit yes."""

from __future__ import annotations

from dataclasses import replace

from cases.events import PlanOffered
from cases.flows import handover
from cases.flows.facts import active_plan, arrears_in, main_arrears, next_line, possible
from cases.flows.flow import Ask as AskStep
from cases.flows.flow import Data, Flow, Go, Hear, Step, done, number_in, pressed, say, text_in
from cases.flows.lines import now_line
from cases.flows.plan_asks import ask_of, asked_in, kept_ask, plan_question
from cases.flows.plan_no import no_say
from cases.flows.plan_person import (
    accepted,
    ask_offered,
    ask_waiting,
    hear_offered,
    offered,
    started,
    to_person,
)
from cases.flows.plan_running import ask_change, ask_check, ask_standing, hear_change, hear_check, hear_standing
from cases.flows.plan_terms import answer, drafted, granting, likeness, offer_phrase, offers, plans_in, terms_say
from cases.flows.turn import BRIEF, FlowContext, Heard
from cases.model import Channel
from cases.plans import Ask, Offer
from cases.reading import Intent
from cases.say import Choice, Phrase, Say, choice

CURRENCY = "currency_"
OFFER = "offer_"


def _barred(context: FlowContext) -> Go | None:
    if main_arrears(context) is None:
        return done(say("nothing_due", next_line=next_line(context)))
    if active_plan(context):
        return Go(to="plan.standing")
    if not possible(context.case.treatment, "PlanOffered"):
        return handover.call(context, reason=f"parts while {context.case.treatment}", skill="plan")
    return None if offers(context, Ask()) else Go(to="promise")


def _enter(context: FlowContext, heard: Heard) -> Go:
    if offered(context):
        return Go(to="plan.offered")
    changed = hear_change(context, {}, heard) if main_arrears(context) else None
    if changed:
        return changed
    barred = _barred(context)
    if barred:
        return barred
    if len(context.position.arrears) > 1:
        return Go(to="plan.which")
    waits = Go(to="plan.waiting") if context.case.plan_asked else Go(to="plan.ask")
    return _settle(context, {}, heard) or waits


def _settle(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """From what was said to the plan that fits, or to why none does. None where no amount, count or day was named."""
    ask = asked_in(context, data, heard)
    if ask is None:
        return None
    if ask.each_minor is None and ask.parts is None and ask.down_minor is None and ask.first_on is None:
        return Go(to="plan.offer", data=kept_ask(ask))
    found = answer(context, ask)
    nearest = next(iter(plans_in(found)), None)
    if found is None or nearest is None:
        return None
    if found.refused:
        return Go(to="plan.no", data=kept_ask(ask) | {"parts": len(nearest.parts)})
    if ask.each_minor is None and ask.parts is None:
        return Go(to="plan.offer", data=kept_ask(ask))
    return _shown(context, ask, len(nearest.parts))


def _shown(context: FlowContext, ask: Ask, parts: int) -> Go:
    """Show the schedule, and keep in mind what it was made of, so that the yes is to just these terms."""
    option = option_in(context, ask, parts)
    if option is None:
        return Go(to="plan.ask")
    print_ = likeness(drafted(context, option))
    return Go(to="plan.terms", data=kept_ask(ask) | {"parts": parts, "shown": print_})


def option_in(context: FlowContext, ask: Ask, parts: int) -> Offer | None:
    """The plan in just so many parts, as near to the ask as they can be; None where the policy has none."""
    found = offers(context, replace(ask, parts=parts)) if parts > 1 else ()
    return next((offer for offer in found if len(offer.parts) == parts), None)


def _option(context: FlowContext, data: Data) -> Offer | None:
    return option_in(context, ask_of(data), number_in(data, "parts"))


def _ask(context: FlowContext, data: Data) -> tuple[Say, ...]:
    """The first time with what it is about, where there is room for it."""
    return (plan_question("" if data or context.channel in BRIEF else now_line(context)),)


def _ask_which(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    """Loans in several currencies: a plan is made of one."""
    amounts = context.position.arrears
    choices = (_currency(amount.currency) for amount in amounts)
    return (say("plan_which", (*choices, choice("person")), amounts=amounts),)


def _currency(code: str) -> Choice:
    return Choice(id=f"{CURRENCY}{code.lower()}", label=Phrase(key="choice.currency", values={"code": code}))


def _hear_which(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    code = (heard.choice or "").removeprefix(CURRENCY).upper()
    named = next((read.currency for read in heard.reading.amounts), code)
    return Go(to="plan.ask", data={"currency": named}) if arrears_in(context, named) else None


def _ask_offer(context: FlowContext, data: Data) -> tuple[Say, ...]:
    found = offers(context, ask_of(data))
    if not found:
        return _ask(context, data)
    if context.channel is Channel.SMS:
        found = (*found[:1], *found[1:][-1:])  # three do not fit: the shortest and the longest
    counts = tuple(_offer_choice(len(option.parts)) for option in found)
    phrases = tuple(offer_phrase(option) for option in found)
    return (say("plan_offer", (*counts, choice("other_amount"), choice("person")), offers=phrases),)


def _offer_choice(parts: int) -> Choice:
    return choice(f"{OFFER}{parts}", "choice.offer", n=parts)


def _ask_no(context: FlowContext, data: Data) -> tuple[Say, ...]:
    ask, option = ask_of(data), _option(context, data)
    found = answer(context, ask)
    if option is None or found is None or not found.refused:
        return _ask(context, data)
    able = granting(context, ask) is not None
    choices = (choice("nearest"), choice("other_amount"), choice("officer" if able else "person"))
    return (no_say(found.refused[0], option, choices),)


def _ask_terms(context: FlowContext, data: Data) -> tuple[Say, ...]:
    option = _option(context, data)
    return (terms_say(context, drafted(context, option)),) if option else _ask(context, data)


def _hear_ask(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if pressed(heard, "options"):
        return _barred(context) or _all(data)
    if pressed(heard, "other_amount"):
        return Go(to="plan.ask", data=data)
    if asked_in(context, data, heard) is None:
        return None
    return _barred(context) or _settle(context, data, heard)


def _all(data: Data) -> Go:
    """From the shortest plan to the longest; of what was asked only the days of payment are kept."""
    asked = ask_of(data)
    return Go(to="plan.offer", data=kept_ask(Ask(pay_day=asked.pay_day, cadence=asked.cadence)))


def _hear_offer(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if heard.choice and heard.choice.startswith(OFFER) and heard.choice.removeprefix(OFFER).isdecimal():
        return _barred(context) or _shown(context, ask_of(data), int(heard.choice.removeprefix(OFFER)))
    return _hear_ask(context, data, heard)


def _hear_no(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "officer"):
        return _barred(context) or to_person(context, ask_of(data))
    if text and heard.reading.intent is Intent.NO and asked_in(context, data, heard) is None:
        return Go(to="plan.ask", data=data)
    if pressed(heard, "nearest") or (text and heard.reading.intent is Intent.YES):
        return _barred(context) or _shown(context, ask_of(data), number_in(data, "parts"))
    again = _hear_ask(context, data, heard)
    return to_person(context, ask_of(again.data)) if again and again.to == "plan.no" else again


def _hear_terms(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    changed = _hear_ask(context, data, heard)
    if changed:
        return changed
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _agreed(context, data)
    no = text and heard.reading.intent is Intent.NO
    return _all(data) if no or pressed(heard, "change", "no") else None


def _agreed(context: FlowContext, data: Data) -> Go:
    """The yes counts for the terms as shown. Where day or debt has moved since, they are shown anew."""
    barred, option = _barred(context), _option(context, data)
    if barred or option is None:
        return barred or Go(to="plan.ask")
    plan = drafted(context, option)
    if likeness(plan) != text_in(data, "shown"):
        return _shown(context, ask_of(data), number_in(data, "parts"))
    return done(started(context, plan), events=(PlanOffered(plan=plan), accepted(plan)))


def _of_currency(context: FlowContext, data: Data) -> FlowContext:
    """The context with the loans of the currency that was chosen; all of them where none was."""
    code = text_in(data, "currency")
    if not code:
        return context
    loans = tuple(loan for loan in context.position.loans if loan.currency == code)
    return replace(context, position=replace(context.position, loans=loans))


def _step(ask: AskStep, hear: Hear = lambda _context, _data, _heard: None) -> Step:
    """A place that speaks of one currency, and keeps it in mind."""

    def asks(context: FlowContext, data: Data) -> tuple[Say, ...]:
        return ask(_of_currency(context, data), data)

    def hears(context: FlowContext, data: Data, heard: Heard) -> Go | None:
        go = hear(_of_currency(context, data), data, heard)
        code = text_in(data, "currency")
        return replace(go, data={"currency": code, **go.data}) if go and code and go.to.startswith("plan.") else go

    return Step(ask=asks, hear=hears)


FLOW = Flow(
    enter=_enter,
    version=2,
    steps={
        "which": Step(ask=_ask_which, hear=_hear_which),
        "ask": _step(_ask, _hear_ask),
        "offer": _step(_ask_offer, _hear_offer),
        "no": _step(_ask_no, _hear_no),
        "terms": _step(_ask_terms, _hear_terms),
        "waiting": _step(ask_waiting, _hear_ask),
        "offered": _step(ask_offered, hear_offered),
        "declined": _step(_ask, _hear_offer),
        "standing": Step(ask=ask_standing, hear=hear_standing),
        "change": Step(ask=ask_change, hear=hear_change),
        "change_check": Step(ask=ask_check, hear=hear_check),
    },
)
