"""Offers and refusals in plain English, for the desk and the command line. What borrowers read is in the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cases.money import Money, plain
from cases.plans.asks import Ask
from cases.plans.offers import Barrier, Offer, OfferKind, Refusal
from cases.plans.policy import Cadence, Growth, PlanPolicy

EVERY = {Cadence.MONTHLY: "a month", Cadence.FORTNIGHTLY: "a fortnight", Cadence.WEEKLY: "a week"}


def money(minor: int, currency: str) -> str:
    """``1204.50 USD``."""
    return f"{plain(Money(currency=currency, minor=minor))} {currency}"


def asked(ask: Ask, currency: str) -> str:
    """What was asked for: ``20.00 USD a month, in 3 parts``."""
    every = EVERY[ask.cadence or Cadence.MONTHLY]
    pieces = (
        f"{money(ask.each_minor, currency)} {every}" if ask.each_minor is not None else "",
        f"in {count(ask.parts)}" if ask.parts is not None else "",
        f"{money(ask.down_minor, currency)} at first" if ask.down_minor is not None else "",
        f"from {ask.first_on} on" if ask.first_on is not None else "",
        f"{money(ask.settle_minor, currency)} for all of it" if ask.settle_minor is not None else "",
        f"{money(ask.waive_minor, currency)} waived" if ask.waive_minor is not None else "",
    )
    return ", ".join(filter(None, pieces)) or (ask.cadence.value if ask.cadence else "nothing in particular")


def count(parts: int) -> str:
    """``1 part``, ``6 parts``."""
    return f"{parts} part{'' if parts == 1 else 's'}"


def why(offer: Offer, balance_minor: int, policy: PlanPolicy) -> str:
    """One offer in a sentence or two: its parts, and what it costs or saves against today's balance."""
    return f"{_shape(offer)}. {_difference(offer, balance_minor, policy)}"


def _shape(offer: Offer) -> str:
    currency, amounts = offer.currency, offer.amounts
    if offer.kind is OfferKind.PROMISE:
        return "All of it in one payment"
    if offer.kind is OfferKind.SETTLEMENT:
        return "Less than the balance in one payment, which settles it"
    if offer.down_minor:
        return f"{money(offer.down_minor, currency)} first, then {_run(amounts[1:], currency)}"
    return _run(amounts, currency)


def _run(amounts: tuple[int, ...], currency: str) -> str:
    head, last = amounts[:-1], amounts[-1]
    if len(set(amounts)) == 1:
        return f"{count(len(amounts))} of {money(last, currency)}"
    if len(set(head)) == 1:
        return f"{count(len(head))} of {money(head[0], currency)} and a last one of {money(last, currency)}"
    return f"{count(len(amounts))} of about {money(max(amounts), currency)}"


def _difference(offer: Offer, balance_minor: int, policy: PlanPolicy) -> str:
    more = offer.total_minor - balance_minor
    if more > 0:
        return f"{money(more, offer.currency)} more than today's balance, for interest."
    if more < 0:
        return f"{money(-more, offer.currency)} less than today's balance."
    if offer.kind is OfferKind.PLAN and policy.fees is Growth.ACCRUES:
        return "The same as today's balance; late fees of the contract go on."
    return "The same as today's balance."


def reason(refusal: Refusal) -> str:
    """Why it cannot be, with the number of the limit."""
    takes = f"it takes {count(refusal.needed)}; " if refusal.needed else ""
    return takes + REASONS[refusal.barrier](refusal)


def _limit(refusal: Refusal) -> str:
    return money(refusal.limit or 0, refusal.nearest.currency)


def _settlement(refusal: Refusal) -> str:
    if refusal.nearest.kind is OfferKind.SETTLEMENT:
        return f"the least that settles it is {_limit(refusal)}"
    return "this role may not settle it for less than the balance"


REASONS: Mapping[Barrier, Callable[[Refusal], str]] = {
    Barrier.PARTS: lambda it: f"the most is {it.limit}",
    Barrier.TERM: lambda it: f"the longest term is {it.limit} months",
    Barrier.LAW: lambda it: f"the law allows {it.limit} months ({it.source})",
    Barrier.LEAST_PART: lambda it: f"the smallest part is {_limit(it)}",
    Barrier.DOWN_PAYMENT: lambda it: f"the first part is at least {_limit(it)}",
    Barrier.TOO_EARLY: lambda it: f"the first part falls due on {it.limit_on} at the earliest",
    Barrier.TOO_LATE: lambda it: f"the first part falls due by {it.limit_on}",
    Barrier.PLANS_USED: lambda it: f"no more than {it.limit} plans may be agreed",
    Barrier.CADENCE: lambda it: f"parts cannot fall due {it.ask.cadence}",
    Barrier.SETTLEMENT: _settlement,
    Barrier.WAIVER: lambda it: f"the most that may be waived is {_limit(it)}",
    Barrier.TOGETHER: lambda _: "each is possible alone, not all of them together",
}
