"""A promise to pay: a day and an amount, held against the lender's limits, read back, and an explicit yes."""

from __future__ import annotations

from datetime import date, timedelta

from cases.events import PromiseCancelled, PromiseMade
from cases.flows import handover
from cases.flows.facts import active_plan, arrears_in, coming_charge, least_promise, main_arrears, next_line, possible
from cases.flows.flow import Data, Flow, Go, Step, day_in, done, money_in, pressed, say
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import amount_answered, amount_in, day_named, kept
from cases.money import Money
from cases.plans import Growth
from cases.promises import broken_count
from cases.reading import Intent
from cases.say import Phrase, Say, Value

LATE_FEE = "late_fee"


def _barred(context: FlowContext) -> Go | None:
    if not context.position.late:
        return done(say("nothing_due", next_line=next_line(context)))
    if active_plan(context):
        return Go(to="plan")
    if broken_count(context.case) >= context.rules.plans.promise.most_broken:
        return handover.call(context, reason="a new date after broken promises", skill="promise")
    if not possible(context.case.treatment, "PromiseMade"):
        return handover.call(context, reason=f"a date while {context.case.treatment}", skill="promise")
    return None


def _enter(context: FlowContext, heard: Heard) -> Go:
    barred = _barred(context)
    if barred:
        return barred
    amount, on = amount_in(context, heard), day_named(heard)
    if context.case.promise and amount is None and on is None:
        return Go(to="promise.standing")
    return _propose(context, amount, on)


def _usual(context: FlowContext, on: date | None) -> Money | None:
    """The amount meant where none is named: what the standing promise says, else all that is late in one currency."""
    promise = context.case.promise
    if promise and promise.left_minor and arrears_in(context, promise.currency):
        return Money(currency=promise.currency, minor=promise.left_minor)
    return main_arrears(context) if on and len(context.position.arrears) == 1 else None


def _propose(context: FlowContext, amount: Money | None, on: date | None) -> Go:
    barred = _barred(context)
    if barred:
        return barred
    amount = amount or _usual(context, on)
    if amount is None:
        return Go(to="promise.ask", data=kept(None, on))
    if on is None:
        return Go(to="promise.date", data=kept(amount, None))
    limit = _limit(context, amount, on)
    return Go(to="promise.limit" if limit else "promise.check", data=kept(amount, on))


def _bounds(context: FlowContext, amount: Money) -> tuple[Money, Money, date]:
    """The least and the most amount in this currency, and the latest day."""
    arrears = arrears_in(context, amount.currency) or amount
    least = Money(currency=amount.currency, minor=least_promise(context, arrears))
    return least, arrears, context.today + timedelta(days=context.rules.plans.promise.within_days)


def _limit(context: FlowContext, amount: Money, on: date) -> Phrase | None:
    """The limit that stops it; None where it may be agreed."""
    least, most, latest = _bounds(context, amount)
    limits: tuple[tuple[bool, str, dict[str, Value]], ...] = (
        (on < context.today, "limit.promise_past", {"date": context.today}),
        (on > latest, "limit.promise_date", {"date": latest}),
        (amount < least, "limit.promise_amount", {"amount": least}),
        (amount > most, "limit.promise_amount_most", {"amount": most}),
    )
    return next((Phrase(key=key, values=values) for stops, key, values in limits if stops), None)


def _nearest(context: FlowContext, amount: Money, on: date) -> tuple[Money, date]:
    least, most, latest = _bounds(context, amount)
    return min(max(amount, least), most), min(max(on, context.today), latest)


def _agreement(key: str, amount: Money, on: date) -> Phrase:
    return Phrase(key=key, values={"amount": amount, "date": on})


def _ask(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("promise_ask"),)


def _ask_date(context: FlowContext, data: Data) -> tuple[Say, ...]:
    amount = money_in(data) or main_arrears(context)
    return (say("promise_date_ask", amount=amount),) if amount else _ask(context, data)


def _ask_check(context: FlowContext, data: Data) -> tuple[Say, ...]:
    amount, on = money_in(data), day_in(data, "on")
    if amount is None or on is None:
        return _ask(context, data)
    return (say("promise_check", amount=amount, date=on, meanwhile=_meanwhile(context, on)),)


def _meanwhile(context: FlowContext, on: date) -> Phrase:
    """What happens until that day: no late fee where the policy has none, the charges that the ledger announces."""
    coming = [coming_charge(context, loan.ref, on) for loan in context.position.loans]
    free = context.rules.plans.promised is Growth.FROZEN
    if any(charge and not (free and charge.rule == LATE_FEE) for charge in coming):
        return Phrase(key="meanwhile.quiet_charges")
    return Phrase(key="meanwhile.quiet_no_fee" if free else "meanwhile.quiet")


def _ask_limit(context: FlowContext, data: Data) -> tuple[Say, ...]:
    amount, on = money_in(data), day_in(data, "on")
    limit = _limit(context, amount, on) if amount and on else None
    if amount is None or on is None or limit is None:
        return _ask(context, data)
    asked = _agreement("asked.promise", amount, on)
    nearest = _agreement("asked.promise", *_nearest(context, amount, on))
    return (say("promise_limit", asked=asked, limit=limit, nearest=nearest),)


def _ask_standing(context: FlowContext, data: Data) -> tuple[Say, ...]:
    promise = context.case.promise
    if promise is None:
        return _ask(context, data)
    amount = Money(currency=promise.currency, minor=promise.left_minor)
    return (say("promise_standing", amount=amount, date=promise.due_on),)


def _named(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """A new amount, a new day, or both; what is not named stays as it was."""
    return _with(context, data, heard, amount_in(context, heard))


def _answered(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    """The same where amount and day were just asked for."""
    return _with(context, data, heard, amount_answered(context, heard))


def _with(context: FlowContext, data: Data, heard: Heard, amount: Money | None) -> Go | None:
    on = day_named(heard)
    if heard.choice or (amount is None and on is None):
        return None
    return _propose(context, amount or money_in(data), on or day_in(data, "on"))


def _hear_check(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    amount, on = money_in(data), day_in(data, "on")
    if amount is None or on is None:
        return _named(context, data, heard)
    changed = _named(context, data, heard)
    if changed and (changed.data != data or heard.reading.intent is not Intent.YES):
        return changed
    if pressed(heard, "yes") or (heard.choice is None and heard.reading.intent is Intent.YES):
        return _made(context, amount, on)
    return _again(heard)


def _again(heard: Heard) -> Go | None:
    no = heard.choice is None and heard.reading.intent is Intent.NO
    return Go(to="promise.ask") if no or pressed(heard, "change", "no") else None


def _made(context: FlowContext, amount: Money, on: date) -> Go:
    """The yes counts for what was read back, unless the ledger or the limits have moved since."""
    if _barred(context) or _limit(context, amount, on):
        return _propose(context, amount, on)
    made = PromiseMade(ref=context.new_ref, amount_minor=amount.minor, currency=amount.currency, due_on=on)
    return done(say("promise_made", now_agreed=_agreement("agreed.promise", amount, on)), events=(made,))


def _hear_limit(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    amount, on = money_in(data), day_in(data, "on")
    yes = heard.choice is None and heard.reading.intent is Intent.YES
    if amount and on and (pressed(heard, "nearest", "yes") or yes):
        return _propose(context, *_nearest(context, amount, on))
    if amount and on:
        near_amount, near_on = _nearest(context, amount, on)
        data = kept(near_amount, near_on)
    return _answered(context, data, heard) or _again(heard)


def _hear_standing(context: FlowContext, data: Data, heard: Heard) -> Go | None:
    promise = context.case.promise
    if promise and pressed(heard, "cancel"):
        cancelled = say("promise_made", now_agreed=Phrase(key="agreed.cancelled"))
        return done(cancelled, events=(PromiseCancelled(ref=promise.ref),))
    if heard.choice is None and heard.reading.intent is Intent.NO:
        return done(say("goodbye"))
    change = heard.choice is None and heard.reading.intent in (Intent.YES, Intent.PROMISE)
    if change or pressed(heard, "change_date", "change", "new_date"):
        return _named(context, {}, heard) or _propose(context, _usual(context, None), None)
    return _named(context, data, heard)


FLOW = Flow(
    enter=_enter,
    steps={
        "ask": Step(ask=_ask, hear=_answered),
        "date": Step(ask=_ask_date, hear=_answered),
        "check": Step(ask=_ask_check, hear=_hear_check),
        "limit": Step(ask=_ask_limit, hear=_hear_limit),
        "standing": Step(ask=_ask_standing, hear=_hear_standing),
    },
)
