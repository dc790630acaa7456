"""From an ask to two or three offers, the nearest first, and to what was refused and why.

An ask is met by an offer with no regular part above ``each_minor``, with just ``parts`` parts, with just ``down_minor``
first, and with its first part on ``first_on`` (or the business day for it). Offers are ordered by how far they are
from the ask: by first date, pay day, down payment, size of the parts, number of parts, in this order. One that meets
the ask always comes first, so an ask that can be met is never refused. Where neither size nor number was asked for,
the shortest plan, a middle one and the longest are offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import ceil, floor

from cases.plans.asks import Ask, Circumstances, Debt, check
from cases.plans.candidates import Ground, ground, plans, settlement, single
from cases.plans.dates import DAY, business_days, next_pay_day
from cases.plans.offers import Barrier, Offer, OfferKind, Refusal, Solution
from cases.plans.policy import PlanPolicy
from cases.plans.refusals import refusal

MOST_OFFERS = 3
ELEMENTS = ("each_minor", "parts", "down_minor", "first_on")
"""What an ask can be refused for; the rest of it (pay day, cadence) says how, not whether."""


def solve(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy) -> Solution:
    """Up to three offers, and what was refused. There is always an offer: at the least the whole in one payment.

    Raises AskError where the question has no meaning.
    """
    check(debt, ask, at, policy)
    here = ground(debt, ask, at, policy)
    ranked = _ranked(here, ask)
    settled, unsettled = _settlements(here, ask, ranked[0])
    offers = _shown(ask, ranked)
    refused = (*unsettled, *_refused(here, ask, ranked))
    if settled and ask.settle_minor is not None:
        return Solution(offers=(settled, *offers)[:MOST_OFFERS], refused=refused)
    if settled:
        offers = (*offers[: MOST_OFFERS - 1], settled)
    return Solution(offers=offers, refused=refused)


def meets(offer: Offer, ask: Ask, here: Ground) -> bool:
    """Whether the offer is what was asked for."""
    if ask.parts is not None and len(offer.parts) != ask.parts:
        return False
    if ask.down_minor is not None and offer.amounts[0] != min(ask.down_minor, offer.total_minor):
        return False
    regular = offer.amounts[1:] if ask.down_minor is not None else offer.amounts
    if ask.each_minor is not None and max(regular, default=0) > ask.each_minor:
        return False
    return ask.first_on is None or offer.first_on == _asked_day(here, ask.first_on, offer.kind)


def _asked_day(here: Ground, day: date, kind: OfferKind) -> date | None:
    """The day asked for, or the business day that stands for it; None where the policy's days do not reach it."""
    policy, as_of = here.policy, here.at.as_of
    within = policy.first_within_days if kind is OfferKind.PLAN else policy.promise.within_days
    latest = as_of + within * DAY
    if not as_of < day <= latest:
        return None
    return business_days(policy, here.at.calendar).moved(day, after=as_of, until=latest)


def distance(offer: Offer, ask: Ask, here: Ground) -> tuple[int, ...]:
    """How far an offer is from the ask: days, whether off pay day, minor units, minor units, parts; then its length."""
    first = abs((offer.first_on - ask.first_on).days) if ask.first_on else 0
    down = abs(offer.amounts[0] - ask.down_minor) if ask.down_minor is not None else 0
    each = abs(offer.regular_minor - min(ask.each_minor, offer.total_minor)) if ask.each_minor is not None else 0
    parts = abs(len(offer.parts) - ask.parts) if ask.parts is not None else 0
    return first, _off_pay_day(offer, ask, here), down, each, parts, len(offer.parts)


def _off_pay_day(offer: Offer, ask: Ask, here: Ground) -> int:
    """1 for a single payment that the policy wants before pay day."""
    if ask.pay_day is None or ask.first_on is not None or offer.kind is OfferKind.PLAN:
        return 0
    return int(next_pay_day(here.at.as_of, ask.pay_day) > offer.first_on)


def _ranked(here: Ground, ask: Ask) -> list[Offer]:
    """Everything possible, nearest to the ask first; what meets it before all else."""
    found = sorted((single(here, ask), *plans(here, ask)), key=lambda offer: distance(offer, ask, here))
    met = next((offer for offer in found if meets(offer, ask, here)), None)
    return [met, *(offer for offer in found if offer is not met)] if met else found


def _shown(ask: Ask, ranked: Sequence[Offer]) -> tuple[Offer, ...]:
    """The nearest three; where no size or number was asked for, plans from the shortest to the longest."""
    if ask.each_minor is not None or ask.parts is not None:
        return tuple(ranked[:MOST_OFFERS])
    several = [offer for offer in ranked if offer.kind is OfferKind.PLAN]
    if len(several) < MOST_OFFERS:
        return (*several, *(offer for offer in ranked if offer.kind is not OfferKind.PLAN))
    return several[0], several[len(several) // 2], several[-1]


def _settlements(here: Ground, ask: Ask, nearest: Offer) -> tuple[Offer | None, tuple[Refusal, ...]]:
    """The settlement on offer, and the refusal where less was asked for than the role may take."""
    rights, bucket, owed = here.authority, here.at.bucket, here.owed_minor
    if ask.settle_minor is None:
        opening = floor(owed * rights.settle_opening.get(bucket, 0))
        return (settlement(here, ask, owed - opening) if 0 < opening < owed else None), ()
    least = max(1, ceil(owed * (1 - rights.settle.get(bucket, 0))))
    if ask.settle_minor >= owed:
        return None, ()
    if ask.settle_minor >= least:
        return settlement(here, ask, ask.settle_minor), ()
    possible = settlement(here, ask, least) if least < owed else None
    only = Ask(settle_minor=ask.settle_minor)
    return possible, (Refusal(ask=only, barrier=Barrier.SETTLEMENT, nearest=possible or nearest, limit=least),)


def _refused(here: Ground, ask: Ask, ranked: Sequence[Offer]) -> tuple[Refusal, ...]:
    """What of the ask cannot be: each thing that alone cannot, else all of it together."""
    nearest, found = ranked[0], list[Refusal]()
    if ask.cadence is not None and ask.cadence is not here.cadence:
        found.append(Refusal(ask=Ask(cadence=ask.cadence), barrier=Barrier.CADENCE, nearest=nearest))
    if ask.waive_minor is not None and ask.waive_minor > here.waived_minor:
        only = Ask(waive_minor=ask.waive_minor)
        found.append(Refusal(ask=only, barrier=Barrier.WAIVER, nearest=nearest, limit=here.most_waived_minor))
    if meets(nearest, ask, here):
        return tuple(found)
    named = [name for name in ELEMENTS if getattr(ask, name) is not None]
    alone = [_only(ask, name) for name in named]
    barred = [each for each in alone if len(named) == 1 or not _possible(here, each)]
    return (*found, *(refusal(here, each, nearest) for each in barred or [ask]))


def _only(ask: Ask, name: str) -> Ask:
    """The ask with only this of its elements; how it is to be paid stays."""
    return replace(ask, **{other: None for other in ELEMENTS if other != name}, settle_minor=None)


def _possible(here: Ground, ask: Ask) -> bool:
    again = ground(here.debt, ask, here.at, here.policy)
    return any(meets(offer, ask, again) for offer in (single(again, ask), *plans(again, ask)))
