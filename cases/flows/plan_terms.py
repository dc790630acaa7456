"""The terms of a plan: built from what was chosen, shown whole, and hashed once agreed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import groupby

from cases.flows.turn import FlowContext
from cases.model import Channel, Plan, PlanPart
from cases.money import Money
from cases.plans import PlanOption, PlanPolicy, options
from cases.say import Phrase, Value

LISTED_ON_SMS = 3
"""Parts that an SMS has room to list one by one."""


def policy_of(context: FlowContext) -> PlanPolicy:
    """What the lender lets the bot offer alone."""
    rules = context.rules
    return PlanPolicy(max_parts=rules.plan_max_parts, first_within_days=rules.plan_first_within_days)


def offers(context: FlowContext, total: Money, pay_day: int | None) -> tuple[PlanOption, ...]:
    """Up to three plans over this total, fewest parts first."""
    return options(total, policy_of(context), context.today, pay_day)


def option_in(context: FlowContext, total: Money, parts: int, pay_day: int | None) -> PlanOption | None:
    """The plan in just so many parts; None where the policy has none."""
    policy = policy_of(context)
    if not 2 <= parts <= policy.max_parts:
        return None
    found = options(total, replace(policy, max_parts=parts), context.today, pay_day)
    return next((option for option in found if len(option.parts) == parts), None)


def offer_phrase(option: PlanOption) -> Phrase:
    """One plan in a line, said exactly: all parts equal, equal but the last, or within a minor unit of each other."""
    first, last = option.parts[0], option.parts[-1]
    amounts = [part.amount_minor for part in option.parts]
    values: dict[str, Value] = {
        "n": len(amounts),
        "amount": Money(currency=option.currency, minor=first.amount_minor),
        "date": first.due_on,
    }
    if len(set(amounts)) == 1:
        return Phrase(key="offer.equal", values=values)
    if len(set(amounts[:-1])) == 1:
        values["last"] = Money(currency=option.currency, minor=last.amount_minor)
        return Phrase(key="offer.equal_last", values=values)
    return Phrase(key="offer.nearly", values=values)


def part_lines(option: PlanOption, channel: Channel) -> tuple[Phrase, ...]:
    """Every part with its date; a long plan on SMS by runs of equal parts."""
    if channel is not Channel.SMS or len(option.parts) <= LISTED_ON_SMS:
        return tuple(_part(option.currency, part) for part in option.parts)
    runs = groupby(option.parts, key=lambda part: part.amount_minor)
    return tuple(_run(option.currency, tuple(parts)) for _, parts in runs)


def _part(currency: str, part: PlanPart) -> Phrase:
    amount = Money(currency=currency, minor=part.amount_minor)
    return Phrase(key="part.line", values={"date": part.due_on, "amount": amount})


def _run(currency: str, parts: tuple[PlanPart, ...]) -> Phrase:
    line = _part(currency, parts[0])
    if len(parts) == 1:
        return line
    return Phrase(key="part.run", values={**line.values, "n": len(parts), "until": parts[-1].due_on})


def terms_hash(plan: Plan) -> str:
    """SHA-256, in hex, of the terms as canonical JSON: ref, currency, total in minor units, each day and amount."""
    parts = [[part.number, part.due_on.isoformat(), part.amount_minor] for part in plan.parts]
    terms = {"ref": plan.ref, "currency": plan.currency, "total_minor": plan.total_minor, "parts": parts}
    return hashlib.sha256(json.dumps(terms, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
