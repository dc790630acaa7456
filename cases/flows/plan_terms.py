"""The terms of a plan: built from what was chosen, shown whole, and hashed once agreed."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from cases.allocation import ItemPosition
from cases.flows.facts import late_loans, main_arrears
from cases.flows.turn import FlowContext
from cases.model import Channel, Plan, PlanPart
from cases.money import Money
from cases.plans import Ask, Circumstances, Debt, Offer, OfferKind, Solution, solve
from cases.say import Phrase, Value

LISTED_ON_SMS = 3
"""Parts that an SMS has room to list one by one."""


def answer(context: FlowContext, ask: Ask) -> Solution | None:
    """What the lender lets the bot offer of what is late, for this ask; None where nothing is late."""
    total = main_arrears(context)
    return solve(_debt(context, total), ask, _circumstances(context, total), context.rules.plans) if total else None


def _debt(context: FlowContext, total: Money) -> Debt:
    """What is late in its currency. Loans of several rates count by the principal that is late of each."""
    late = [loan for loan in late_loans(context) if loan.currency == total.currency]
    items = [item for loan in late for item in loan.items if item.late]
    rates = {account.loan.ref: account.loan.annual_rate or Decimal(0) for account in context.accounts}
    owed = {loan.ref: sum(_principal(item) for item in loan.items if item.late) for loan in late}
    bearing = sum(owed.values())
    return Debt(
        currency=total.currency,
        balance_minor=total.minor,
        interest_minor=sum(item.interest_minor - item.interest_paid_minor for item in items),
        fees_minor=sum(item.fees_minor - item.fees_paid_minor for item in items),
        annual_rate=sum((rates[ref] * minor for ref, minor in owed.items()), Decimal(0)) / (bearing or 1),
    )


def _principal(item: ItemPosition) -> int:
    return item.principal_minor - item.principal_paid_minor


def _circumstances(context: FlowContext, total: Money) -> Circumstances:
    agreed = [plan for plan in context.case.plans if plan.accepted_at is not None]
    year_ago = context.now - timedelta(days=365)
    refs = {loan.ref for loan in late_loans(context) if loan.currency == total.currency}
    products = [account.loan.product for account in context.accounts if account.loan.ref in refs]
    return Circumstances(
        as_of=context.today,
        jurisdiction=context.borrower.jurisdiction or "",
        product=" ".join(product for product in products if product) if all(products) else "",
        bucket=context.position.bucket,
        plans_in_case=len(agreed),
        plans_in_year=sum(plan.accepted_at is not None and plan.accepted_at >= year_ago for plan in agreed),
        calendar=context.calendar,
    )


def plans_in(solution: Solution | None) -> tuple[Offer, ...]:
    """The offers in several parts."""
    return tuple(offer for offer in solution.offers if offer.kind is OfferKind.PLAN) if solution else ()


def offers(context: FlowContext, pay_day: int | None) -> tuple[Offer, ...]:
    """Up to three plans over what is late, fewest parts first."""
    return plans_in(answer(context, Ask(pay_day=pay_day)))


def option_in(context: FlowContext, parts: int, pay_day: int | None, each_minor: int | None = None) -> Offer | None:
    """The plan in just so many parts, of ``each_minor`` as far as they reach; None where the policy has none."""
    found = plans_in(answer(context, Ask(parts=parts, pay_day=pay_day, each_minor=each_minor)))
    return next((offer for offer in found if len(offer.parts) == parts), None)


def offer_phrase(option: Offer) -> Phrase:
    """One plan in a line, said exactly: all parts equal, equal but the last, or within a minor unit of each other."""
    if option.down_minor:
        return _after_down(option, option.down_minor)
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


def _after_down(option: Offer, down_minor: int) -> Phrase:
    values: dict[str, Value] = {
        "n": len(option.parts) - 1,
        "amount": Money(currency=option.currency, minor=option.regular_minor),
        "down": Money(currency=option.currency, minor=down_minor),
        "date": option.first_on,
    }
    return Phrase(key="offer.down", values=values)


def part_lines(option: Offer, channel: Channel) -> tuple[Phrase, ...]:
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
