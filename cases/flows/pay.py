"""Paying now: the lender's own page, with the amount that settles what was agreed or what is late."""

from __future__ import annotations

from cases.flows.facts import active_plan, next_line
from cases.flows.flow import Data, Flow, Go, Step, done, say
from cases.flows.turn import FlowContext, Heard
from cases.money import Money
from cases.say import Phrase, Say


def amounts(context: FlowContext) -> tuple[Money, ...]:
    """What to pay now, one amount per currency: the next part of a plan, a promise, else all that is late."""
    standing, promise = active_plan(context), context.case.promise
    if standing:
        plan, part = standing
        return (Money(currency=plan.currency, minor=part.left_minor),)
    if promise and promise.left_minor and context.position.late:
        return (Money(currency=promise.currency, minor=promise.left_minor),)
    return context.position.arrears


def _enter(context: FlowContext, _heard: Heard) -> Go:
    if not amounts(context):
        return done(say("nothing_due", next_line=next_line(context)))
    return Go(to="pay.told")


def _told(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    posted = Phrase(key="post.days", values={"n": context.rules.post_days})
    return tuple(say("pay_link", amount=amount, link=page, time_to_post=posted) for page, amount in _by_page(context))


def _by_page(context: FlowContext) -> tuple[tuple[str, Money], ...]:
    """What to pay where. What is late goes to each creditor's own page; what was agreed, to that of the oldest debt."""
    rules = context.rules
    sums: dict[tuple[str, str], int] = {}
    for loan in context.position.loans:
        if loan.arrears_minor:
            place = (rules.pay_pages.get(loan.ref, rules.pay_url), loan.currency)
            sums[place] = sums.get(place, 0) + loan.arrears_minor
    agreed = amounts(context) != context.position.arrears
    if agreed or len({page for page, _ in sums}) < 2:
        return tuple((rules.pay_url, amount) for amount in amounts(context))
    return tuple((page, Money(currency=currency, minor=minor)) for (page, currency), minor in sums.items())


FLOW = Flow(enter=_enter, steps={"told": Step(ask=_told)})
