"""Why a plan cannot be as it was asked for: what was asked, the limit with its number, the nearest that can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cases.flows.flow import say
from cases.flows.plan_terms import offer_phrase
from cases.money import Money
from cases.plans import Ask, Barrier, Cadence, Offer, Refusal
from cases.say import Choice, Phrase, Say

EVERY = {Cadence.MONTHLY: "asked.monthly", Cadence.FORTNIGHTLY: "asked.fortnightly", Cadence.WEEKLY: "asked.weekly"}


def asked_phrase(ask: Ask, currency: str) -> Phrase:
    """What was asked for, by its first two elements: an amount each month, so many parts, money at first, a day."""
    found: list[Phrase] = []
    if ask.down_minor is not None:
        found.append(Phrase(key="asked.down", values={"amount": Money(currency=currency, minor=ask.down_minor)}))
    if ask.each_minor is not None:
        amount = Money(currency=currency, minor=ask.each_minor)
        found.append(Phrase(key=EVERY[ask.cadence or Cadence.MONTHLY], values={"amount": amount}))
    if ask.parts is not None:
        found.append(Phrase(key="asked.parts", values={"n": ask.parts}))
    if ask.first_on is not None:
        found.append(Phrase(key="asked.first", values={"date": ask.first_on}))
    if ask.settle_minor is not None:
        found.append(Phrase(key="asked.amount", values={"amount": Money(currency=currency, minor=ask.settle_minor)}))
    if len(found) > 1:
        return Phrase(key="asked.both", values={"first": found[0], "second": found[1]})
    return found[0] if found else Phrase(key="asked.plan")


def with_parts(ask: Ask, offer: Offer) -> Phrase:
    """What was asked for and how many parts it takes, where the count was not asked for itself."""
    asked = asked_phrase(ask, offer.currency)
    if ask.parts is not None or ask.each_minor is None:
        return asked
    needed = Phrase(key="count.parts", values={"n": len(offer.parts)})
    return Phrase(key="asked.with_parts", values={"asked": asked, "needed": needed})


def no_say(refusal: Refusal, nearest: Offer, choices: tuple[Choice, ...]) -> Say:
    """The refusal in words. An amount that takes too many parts tells how many; all else tells what limit stops it."""
    near, currency = offer_phrase(nearest), nearest.currency
    if refusal.barrier is Barrier.PARTS and refusal.ask.each_minor is not None and refusal.needed:
        return say(
            "plan_no",
            choices,
            asked=asked_phrase(refusal.ask, currency),
            needed=Phrase(key="count.parts", values={"n": refusal.needed}),
            limit=Phrase(key="count.parts", values={"n": refusal.limit or len(nearest.parts)}),
            nearest=near,
        )
    limit = LIMITS[refusal.barrier](refusal)
    return say("plan_no_limit", choices, asked=asked_phrase(refusal.ask, currency), limit=limit, nearest=near)


def _count(key: str) -> Callable[[Refusal], Phrase]:
    return lambda it: Phrase(key=key, values={"n": it.limit or 0})


def _amount(key: str) -> Callable[[Refusal], Phrase]:
    return lambda it: Phrase(key=key, values={"amount": Money(currency=it.nearest.currency, minor=it.limit or 0)})


def _day(key: str) -> Callable[[Refusal], Phrase]:
    return lambda it: Phrase(key=key, values={"date": it.limit_on or it.nearest.first_on})


LIMITS: Mapping[Barrier, Callable[[Refusal], Phrase]] = {
    Barrier.PARTS: _count("limit.plan_parts"),
    Barrier.TERM: _count("limit.plan_term"),
    Barrier.LAW: _count("limit.plan_law"),
    Barrier.LEAST_PART: _amount("limit.plan_part_amount"),
    Barrier.DOWN_PAYMENT: _amount("limit.plan_first_amount"),
    Barrier.TOO_EARLY: _day("limit.plan_earliest"),
    Barrier.TOO_LATE: _day("limit.plan_start"),
    Barrier.PLANS_USED: _count("limit.plan_count"),
    Barrier.CADENCE: lambda _: Phrase(key="limit.plan_cadence"),
    Barrier.SETTLEMENT: _amount("limit.plan_settle"),
    Barrier.WAIVER: _amount("limit.plan_settle"),
    Barrier.TOGETHER: lambda _: Phrase(key="limit.plan_together"),
}
"""What stops it, in words, by the barrier that the solver names."""
