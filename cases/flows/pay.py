"""Paying now: the lender's own page, with what settles what was agreed, or what is late and not disputed."""

from __future__ import annotations

from cases.flows.facts import active_plan, answer_by, live_hold, next_line, undisputed
from cases.flows.flow import Data, Flow, Go, Step, done, say
from cases.flows.turn import FlowContext, Heard
from cases.model import HoldType
from cases.money import Money
from cases.say import Phrase, Say


def _agreed(context: FlowContext) -> Money | None:
    """The next part of a plan, or what was promised."""
    standing, promise = active_plan(context), context.case.promise
    if standing:
        plan, part = standing
        return Money(currency=plan.currency, minor=part.left_minor)
    if promise and promise.left_minor and context.position.late:
        return Money(currency=promise.currency, minor=promise.left_minor)
    return None


def _enter(context: FlowContext, _heard: Heard) -> Go:
    if _by_page(context):
        return Go(to="pay.told")
    looked_at = live_hold(context, HoldType.DISPUTE)
    if looked_at and context.position.late:
        return done(say("checking", date=answer_by(context, looked_at)))
    return done(say("nothing_due", next_line=next_line(context)))


def _told(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    posted = Phrase(key="post.days", values={"n": context.rules.post_days})
    rest = _left_out(context)
    return tuple(
        say("pay_link", amount=amount, link=page, time_to_post=posted, rest_line=rest.get(amount.currency, ""))
        for page, amount in _by_page(context)
    )


def _left_out(context: FlowContext) -> dict[str, Phrase]:
    """By currency what is not asked for, since it is looked into; nothing where something was agreed."""
    if _agreed(context):
        return {}
    asked: dict[str, int] = {}
    for loan in undisputed(context):
        asked[loan.currency] = asked.get(loan.currency, 0) + loan.arrears_minor
    rest = {late.currency: late.minor - asked.get(late.currency, 0) for late in context.position.arrears}
    return {
        currency: Phrase(key="rest.left_out", values={"amount": Money(currency=currency, minor=minor)})
        for currency, minor in rest.items()
        if minor
    }


def _by_page(context: FlowContext) -> tuple[tuple[str, Money], ...]:
    """What to pay where. What is late goes to each creditor's own page; what was agreed, to that of the oldest debt."""
    rules, agreed = context.rules, _agreed(context)
    if agreed:
        return ((rules.pay_url, agreed),)
    sums: dict[tuple[str, str], int] = {}
    for loan in undisputed(context):
        if loan.arrears_minor:
            place = (rules.pay_pages.get(loan.ref, rules.pay_url), loan.currency)
            sums[place] = sums.get(place, 0) + loan.arrears_minor
    one = len({page for page, _ in sums}) < 2
    return tuple(
        (rules.pay_url if one else page, Money(currency=currency, minor=minor))
        for (page, currency), minor in sums.items()
    )


FLOW = Flow(enter=_enter, steps={"told": Step(ask=_told)})
