"""Which limit stands against an ask that cannot be met, with the limit's own number."""

from __future__ import annotations

from cases.plans.asks import Ask
from cases.plans.candidates import Ground
from cases.plans.dates import DAY
from cases.plans.offers import Barrier, Offer, OfferKind, Refusal


def refusal(here: Ground, ask: Ask, nearest: Offer) -> Refusal:
    """Why just this ask cannot be. An ask of several things, each possible alone, cannot be all of them together."""
    named = (ask.each_minor, ask.parts, ask.down_minor, ask.first_on)
    if sum(value is not None for value in named) > 1:
        return Refusal(ask=ask, barrier=Barrier.TOGETHER, nearest=nearest)
    if ask.first_on is not None:
        return _date(here, ask, nearest)
    if ask.down_minor is not None:
        return _down(here, ask, nearest)
    n = ask.parts if ask.parts is not None else needed(here, ask.each_minor or 1)
    return _count(here, ask, nearest, n)


def needed(here: Ground, each_minor: int) -> int:
    """How many parts of at most this size it takes, interest included as far as its dates are known."""
    for n in range(1, len(here.dates) + 1):
        if here.total(n) <= each_minor * n:
            return n
    return max(len(here.dates) + 1, -(-here.total(len(here.dates)) // each_minor))


def _date(here: Ground, ask: Ask, nearest: Offer) -> Refusal:
    if ask.first_on is not None and ask.first_on <= here.at.as_of:
        return Refusal(ask=ask, barrier=Barrier.TOO_EARLY, nearest=nearest, limit_on=here.at.as_of + DAY)
    within = here.policy.first_within_days if nearest.kind is OfferKind.PLAN else here.policy.promise.within_days
    return Refusal(ask=ask, barrier=Barrier.TOO_LATE, nearest=nearest, limit_on=here.at.as_of + within * DAY)


def _down(here: Ground, ask: Ask, nearest: Offer) -> Refusal:
    if here.plans_left <= 0:
        return _plans_used(here, ask, nearest)
    required = here.least_down(2)
    if ask.down_minor is not None and ask.down_minor < required:
        barrier = Barrier.DOWN_PAYMENT if required > here.least(2) else Barrier.LEAST_PART
        return Refusal(ask=ask, barrier=barrier, nearest=nearest, limit=required)
    return Refusal(ask=ask, barrier=Barrier.LEAST_PART, nearest=nearest, limit=here.least(2))


def _plans_used(here: Ground, ask: Ask, nearest: Offer) -> Refusal:
    limit = min(here.authority.plans_per_case, here.authority.plans_per_year)
    return Refusal(ask=ask, barrier=Barrier.PLANS_USED, nearest=nearest, limit=limit)


def _count(here: Ground, ask: Ask, nearest: Offer, n: int) -> Refusal:
    """Against so many parts: plans used up, too many of them, too long a term, too small, or too little at first."""
    if here.plans_left <= 0:
        return _plans_used(here, ask, nearest)
    if n > here.most_parts:
        return Refusal(ask=ask, barrier=Barrier.PARTS, nearest=nearest, needed=n, limit=here.most_parts)
    if n > len(here.dates):
        return _term(here, ask, nearest, n)
    if here.total(n) // n < here.least(n):
        return Refusal(ask=ask, barrier=Barrier.LEAST_PART, nearest=nearest, needed=n, limit=here.least(n))
    return Refusal(ask=ask, barrier=Barrier.DOWN_PAYMENT, nearest=nearest, needed=n, limit=here.least_down(n))


def _term(here: Ground, ask: Ask, nearest: Offer, n: int) -> Refusal:
    law = here.policy.term_limit(here.at.jurisdiction, here.at.product)
    if law and law.longest_months <= here.authority.longest_months:
        return Refusal(
            ask=ask, barrier=Barrier.LAW, nearest=nearest, needed=n, limit=law.longest_months, source=law.source
        )
    return Refusal(ask=ask, barrier=Barrier.TERM, nearest=nearest, needed=n, limit=here.authority.longest_months)
