"""Paying in parts: what can be paid, the plans that fit, the whole schedule, and an explicit yes."""

from __future__ import annotations

from dataclasses import dataclass

from cases.events import PlanAccepted, PlanOffered
from cases.flows import handover
from cases.flows.facts import active_plan, main_arrears, next_line, possible
from cases.flows.flow import Data, Flow, Go, Step, done, money_in, number_in, pressed, say, text_in
from cases.flows.plan_terms import (
    LISTED_ON_SMS,
    answer,
    offer_phrase,
    offers,
    option_in,
    part_lines,
    plans_in,
    terms_hash,
)
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_answered, day_named, parts_in
from cases.model import Channel, Plan
from cases.money import Money, plain
from cases.plans import END_OF_MONTH, Ask, Barrier, Growth, Offer, Refusal
from cases.reading import Intent
from cases.say import Choice, Phrase, Say, choice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    monthly: Money | None = None
    parts: int | None = None
    pay_day: int | None = None


def _wish(context: FlowContext, data: Data, heard: Heard) -> _Wish:
    on, parts = day_named(heard), parts_in(heard)
    amount = None if parts else amount_answered(context, heard)
    total = main_arrears(context)
    monthly = amount if amount and total and amount.currency == total.currency and amount.minor > 0 else None
    return _Wish(monthly=monthly, parts=parts or None, pay_day=on.day if on else _pay_day(data))


def _pay_day(data: Data) -> int | None:
    """The day of the month that was named before."""
    kept = number_in(data, "pay_day")
    return kept if 1 <= kept <= END_OF_MONTH else None


def _each(data: Data) -> int | None:
    """What was named as the most for one part, in minor units."""
    return max(0, number_in(data, "each")) or None


def _barred(context: FlowContext) -> Go | None:
    total = main_arrears(context)
    if total is None:
        return done(say("nothing_due", next_line=next_line(context)))
    if active_plan(context):
        return Go(to="plan.standing")
    if not possible(context.case.treatment, "PlanOffered"):
        return handover.call(context, reason=f"parts while {context.case.treatment}", skill="plan")
    return None if offers(context, None) else Go(to="promise")


def _enter(context: FlowContext, heard: Heard) -> Go:
    return _barred(context) or _settle(context, {}, heard) or Go(to="plan.ask")


def _settle(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """From what was said to the plan that fits, or to why none does. None where no amount, count or day was named."""
    total = main_arrears(context)
    wish = _wish(context, data, heard)
    if heard.choice or total is None:
        return None
    kept: dict[str, str | int] = {"pay_day": wish.pay_day} if wish.pay_day else {}
    if wish.parts is None and wish.monthly is None:
        return Go(to="plan.offer", data=kept) if day_named(heard) else None
    each = wish.monthly.minor if wish.monthly else None
    found = answer(context, Ask(each_minor=each, parts=wish.parts and max(2, wish.parts), pay_day=wish.pay_day))
    nearest = next(iter(plans_in(found)), None)
    if found is None or nearest is None:
        return None
    if not found.refused:
        return _shown(context, len(nearest.parts), wish.pay_day, each)
    return Go(to="plan.no", data=kept | _kept_no(found.refused[0], nearest, wish))


def _kept_no(refusal: Refusal, nearest: Offer, wish: _Wish) -> dict[str, str | int]:
    """What was asked for, how many parts it would take, what stands against it, and the nearest plan."""
    parts = len(nearest.parts)
    asked: dict[str, str | int] = {"needed": refusal.needed or wish.parts or parts, "limit": refusal.barrier.value}
    amount: dict[str, str | int] = {}
    if wish.monthly:
        amount = {"minor": wish.monthly.minor, "currency": wish.monthly.currency}
    return asked | amount | {"parts": parts}


def _shown(context: FlowContext, parts: int, pay_day: int | None, each: int | None = None) -> Go:
    """Show the schedule, and keep in mind what it was made of, so that the yes is to just these terms."""
    total = main_arrears(context)
    if total is None:
        return Go(to="plan")
    kept: dict[str, str | int] = {"parts": parts, "total": total.minor, "currency": total.currency}
    kept["shown"] = context.today.isoformat()
    named = {"pay_day": pay_day, "each": each}
    return Go(to="plan.terms", data=kept | {key: value for key, value in named.items() if value})


def _option(context: FlowContext, data: Data) -> Offer | None:
    parts = number_in(data, "parts")
    return option_in(context, parts, _pay_day(data), _each(data)) if parts > 1 else None


def _ask(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("plan_ask"),)


def _ask_offer(context: FlowContext, data: Data) -> tuple[Say, ...]:
    found = offers(context, _pay_day(data))
    if not found:
        return _ask(context, data)
    if context.channel is Channel.SMS:
        found = (*found[:1], *found[1:][-1:])  # three do not fit: the shortest and the longest
    counts = tuple(_offer_choice(len(option.parts)) for option in found)
    phrases = tuple(offer_phrase(option) for option in found)
    return (say("plan_offer", (*counts, choice("other_amount"), choice("person")), offers=phrases),)


def _offer_choice(parts: int) -> Choice:
    return choice(f"offer_{parts}", "choice.offer", n=parts)


def _ask_no(context: FlowContext, data: Data) -> tuple[Say, ...]:
    option, monthly, needed = _option(context, data), money_in(data), number_in(data, "needed")
    if option is None:
        return _ask(context, data)
    nearest = offer_phrase(option)
    if monthly is None or text_in(data, "limit") != Barrier.PARTS:
        return (say("plan_no_parts", asked=_asked(monthly, needed), nearest=nearest),)
    limit = Phrase(key="count.parts", values={"n": len(option.parts)})
    wanted = Phrase(key="count.parts", values={"n": needed})
    return (say("plan_no", asked=_asked(monthly, needed), needed=wanted, limit=limit, nearest=nearest),)


def _asked(monthly: Money | None, parts: int) -> Phrase:
    """What was wished for: an amount each month, or so many parts."""
    if monthly:
        return Phrase(key="asked.monthly", values={"amount": monthly})
    return Phrase(key="asked.parts", values={"n": parts})


def _ask_terms(context: FlowContext, data: Data) -> tuple[Say, ...]:
    option = _option(context, data)
    if option is None:
        return _ask(context, data)
    total = Money(currency=option.currency, minor=option.total_minor)
    lines = part_lines(option, context.channel)
    crowded = context.channel is Channel.SMS and len(option.parts) > LISTED_ON_SMS and len(lines) > 1
    grace = Phrase(key="grace.days", values={"n": context.rules.plans.grace_days})
    return (
        say(
            "plan_terms",
            parts=lines,
            total=total,
            difference=_difference(total.minor - option.interest_minor, total),
            meanwhile="" if crowded else _meanwhile(context),
            grace_line=grace,
        ),
    )


def _meanwhile(context: FlowContext) -> Phrase:
    """What happens while the plan is kept."""
    charges = context.rules.plans.fees is Growth.ACCRUES
    return Phrase(key="meanwhile.plan_charges" if charges else "meanwhile.plan")


def _difference(today_minor: int, total: Money) -> Phrase:
    """What the plan costs against paying today."""
    more = total.minor - today_minor
    if not more:
        return Phrase(key="difference.same")
    return Phrase(key="difference.more", values={"amount": Money(currency=total.currency, minor=more)})


def _ask_standing(context: FlowContext, data: Data) -> tuple[Say, ...]:
    standing = active_plan(context)
    if standing is None:
        return _ask(context, data)
    plan, part = standing
    return (say("plan_standing", amount=Money(currency=plan.currency, minor=part.left_minor), date=part.due_on),)


def _hear_ask(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if pressed(heard, "options"):
        return _barred(context) or Go(to="plan.offer")
    return _barred(context) or _settle(context, data, heard) if _speaks_of_parts(context, heard) else None


def _speaks_of_parts(context: FlowContext, heard: Heard) -> bool:
    named = parts_in(heard) or amount_answered(context, heard) or day_named(heard)
    return heard.choice is None and named is not None


def _hear_offer(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    if heard.choice and heard.choice.startswith("offer_") and heard.choice[6:].isdecimal():
        return _barred(context) or _shown(context, int(heard.choice[6:]), _pay_day(data))
    return Go(to="plan.ask") if pressed(heard, "other_amount") else _hear_ask(context, data, heard)


def _hear_no(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    if pressed(heard, "officer"):
        return _to_officer(context, data)
    if pressed(heard, "other_amount") or (text and heard.reading.intent is Intent.NO):
        return Go(to="plan.ask")
    if pressed(heard, "nearest") or (text and heard.reading.intent is Intent.YES):
        return _barred(context) or _shown(context, number_in(data, "parts"), _pay_day(data))
    again = _hear_ask(context, data, heard)
    return _to_officer(context, again.data) if again and again.to == "plan.no" else again


def _to_officer(context: FlowContext, data: Data) -> Go:
    """What the bot may not agree goes to a person, with what was asked."""
    monthly, needed = money_in(data), number_in(data, "needed")
    wanted = f"{plain(monthly)} {monthly.currency} a month, {needed} parts" if monthly else f"{needed} parts"
    called = handover.call(context, reason=f"plan: {wanted}", skill="plan")
    if context.person_due_by is None:
        return called
    passed_on = say("plan_to_person", asked=_asked(monthly, needed), time=context.person_due_by)
    return Go(to=called.to, says=(passed_on,), events=called.events, quiet=True)


def _hear_terms(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    text = heard.choice is None
    changed = _hear_ask(context, data, heard)
    if changed:
        return changed
    if pressed(heard, "agree", "yes") or (text and heard.reading.intent is Intent.YES):
        return _agreed(context, data)
    no = text and heard.reading.intent is Intent.NO
    return Go(to="plan.offer", data=data) if no or pressed(heard, "change", "no") else None


def _agreed(context: FlowContext, data: Data) -> Go:
    """The yes counts for the terms as shown. Where day or debt has moved since, they are shown anew."""
    barred, option = _barred(context), _option(context, data)
    if barred or option is None:
        return barred or Go(to="plan.ask")
    today_minor = option.total_minor - option.interest_minor
    same = (today_minor, option.currency) == (number_in(data, "total"), text_in(data, "currency"))
    if not same or text_in(data, "shown") != context.today.isoformat():
        return _shown(context, number_in(data, "parts"), _pay_day(data), _each(data))
    plan = Plan(
        ref=context.new_ref,
        currency=option.currency,
        total_minor=option.total_minor,
        parts=option.parts,
        offered_at=context.now,
    )
    accepted = PlanAccepted(ref=plan.ref, terms_hash=terms_hash(plan))
    first = Money(currency=plan.currency, minor=plan.parts[0].amount_minor)
    started = say("plan_started", amount=first, date=plan.parts[0].due_on, link=context.chat_link)
    return done(started, events=(PlanOffered(plan=plan), accepted))


FLOW = Flow(
    enter=_enter,
    steps={
        "ask": Step(ask=_ask, hear=_hear_ask),
        "offer": Step(ask=_ask_offer, hear=_hear_offer),
        "no": Step(ask=_ask_no, hear=_hear_no),
        "terms": Step(ask=_ask_terms, hear=_hear_terms),
        "standing": Step(ask=_ask_standing),
    },
)
