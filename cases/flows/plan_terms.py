"""The terms of a plan: found by the solver, shown whole, and kept as a document once agreed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from cases.allocation import ItemPosition
from cases.flows.facts import late_loans, main_arrears
from cases.flows.flow import say
from cases.flows.turn import FlowContext
from cases.model import Channel, Plan, PlanKind, PlanPart, PlanState
from cases.money import Money
from cases.plans import Ask, Circumstances, Debt, Growth, Offer, OfferKind, Solution, solve
from cases.plans.policy import BOT
from cases.say import Phrase, Say, Value

LISTED_ON_SMS = 3
"""Parts that an SMS has room to list one by one."""
PEOPLE = ("collector", "supervisor")
"""Who may agree more than the bot, the least first."""


def answer(context: FlowContext, ask: Ask, role: str = BOT) -> Solution | None:
    """What the lender lets this role offer of what is late, for this ask; None where nothing is late."""
    total = main_arrears(context)
    if total is None or role not in context.rules.plans.roles:
        return None
    return solve(_debt(context, total), ask, circumstances(context, total.currency, role), context.rules.plans)


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


def circumstances(context: FlowContext, currency: str, role: str = BOT) -> Circumstances:
    """When, where and by whom; who lives nowhere known lives where the lender is."""
    agreed = [plan for plan in context.case.plans if plan.accepted_at is not None]
    year_ago = context.now - timedelta(days=365)
    refs = {loan.ref for loan in late_loans(context) if loan.currency == currency}
    products = [account.loan.product for account in context.accounts if account.loan.ref in refs]
    return Circumstances(
        as_of=context.today,
        jurisdiction=context.borrower.jurisdiction or context.rules.jurisdiction,
        product=" ".join(product for product in products if product) if all(products) else "",
        bucket=context.position.bucket,
        role=role,
        plans_in_case=len(agreed),
        plans_in_year=sum(plan.accepted_at is not None and plan.accepted_at >= year_ago for plan in agreed),
        calendar=context.calendar,
    )


def plans_in(solution: Solution | None) -> tuple[Offer, ...]:
    """The offers in several parts."""
    return tuple(offer for offer in solution.offers if offer.kind is OfferKind.PLAN) if solution else ()


def offers(context: FlowContext, ask: Ask) -> tuple[Offer, ...]:
    """Up to three plans over what is late: fewest parts first, or nearest to what was asked."""
    return plans_in(answer(context, ask))


def granting(context: FlowContext, ask: Ask) -> tuple[str, Offer] | None:
    """The least role that may agree to what the bot may not, and the plan it would be; None where nobody may."""
    for role in PEOPLE:
        found = answer(context, ask, role)
        plan = next(iter(plans_in(found)), None)
        if found is not None and not found.refused and plan is not None:
            return role, plan
    return None


def drafted(context: FlowContext, offer: Offer) -> Plan:
    """An offer as a plan, not agreed yet."""
    kind = PlanKind.SETTLEMENT if offer.kind is OfferKind.SETTLEMENT else PlanKind.PLAN
    total = main_arrears(context)
    return Plan(
        ref=context.new_ref,
        currency=offer.currency,
        total_minor=offer.total_minor,
        parts=offer.parts,
        offered_at=context.now,
        state=PlanState.OFFERED,
        kind=kind,
        balance_minor=total.minor if total else offer.total_minor,
        grace_days=0 if kind is PlanKind.SETTLEMENT else context.rules.plans.grace_days,
    )


def terms_text(plan: Plan) -> str:
    """The terms as canonical JSON: keys sorted, no spaces; amounts in minor units, each part with number, day, amount.

    ``reverts``: whether what was let off is owed again where the money does not come.
    """
    terms = {
        "ref": plan.ref,
        "kind": plan.kind.value,
        "currency": plan.currency,
        "total_minor": plan.total_minor,
        "balance_minor": plan.owed_minor,
        "grace_days": plan.grace_days,
        "reverts": plan.total_minor < plan.owed_minor,
        "parts": [[part.number, part.due_on.isoformat(), part.amount_minor] for part in plan.parts],
    }
    return json.dumps(terms, sort_keys=True, separators=(",", ":"))


def terms_hash(terms: str) -> str:
    """SHA-256, in hex, of the terms."""
    return hashlib.sha256(terms.encode()).hexdigest()


def likeness(plan: Plan) -> str:
    """What tells whether two plans have the same terms, whatever they are called."""
    return terms_hash(terms_text(replace(plan, ref="")))


def offer_phrase(option: Offer) -> Phrase:
    """One plan in a line, said exactly: all parts equal, equal but the last, or within a minor unit of each other."""
    if option.down_minor and len(option.parts) > 1:
        return _after_down(option, option.down_minor)
    first, last = option.parts[0], option.parts[-1]
    amounts = [part.amount_minor for part in option.parts]
    values: dict[str, Value] = {
        "n": len(amounts),
        "amount": Money(currency=option.currency, minor=first.amount_minor),
        "date": first.due_on,
        **_whole(option),
    }
    if len(set(amounts)) == 1:
        return Phrase(key="offer.equal", values=values)
    if len(set(amounts[:-1])) == 1:
        values["last"] = Money(currency=option.currency, minor=last.amount_minor)
        return Phrase(key="offer.equal_last", values=values)
    return Phrase(key="offer.nearly", values=values)


def _whole(option: Offer) -> dict[str, Value]:
    """What it comes to and when it ends: a page shows that beside the line."""
    return {"total": Money(currency=option.currency, minor=option.total_minor), "last_on": option.parts[-1].due_on}


def _after_down(option: Offer, down_minor: int) -> Phrase:
    values: dict[str, Value] = {
        "n": len(option.parts) - 1,
        "amount": Money(currency=option.currency, minor=option.regular_minor),
        "down": Money(currency=option.currency, minor=down_minor),
        "date": option.first_on,
        **_whole(option),
    }
    return Phrase(key="offer.down", values=values)


def part_lines(plan: Plan, channel: Channel) -> tuple[Phrase, ...]:
    """Every part with its date; a long plan on SMS by runs of equal parts."""
    if channel is not Channel.SMS or len(plan.parts) <= LISTED_ON_SMS:
        return tuple(_part(plan.currency, part) for part in plan.parts)
    runs = groupby(plan.parts, key=lambda part: part.amount_minor)
    return tuple(_run(plan.currency, tuple(parts)) for _, parts in runs)


def _part(currency: str, part: PlanPart) -> Phrase:
    amount = Money(currency=currency, minor=part.amount_minor)
    return Phrase(key="part.line", values={"date": part.due_on, "amount": amount})


def _run(currency: str, parts: tuple[PlanPart, ...]) -> Phrase:
    line = _part(currency, parts[0])
    if len(parts) == 1:
        return line
    return Phrase(key="part.run", values={**line.values, "n": len(parts), "until": parts[-1].due_on})


def terms_say(context: FlowContext, plan: Plan, *, granted_by: str = "") -> Say:
    """All terms, for an explicit yes. ``granted_by``: the name of the person who agreed to them for the lender."""
    if plan.kind is PlanKind.SETTLEMENT:
        return settlement_say(plan, granted_by or context.officer)
    lines = part_lines(plan, context.channel)
    crowded = context.channel is Channel.SMS and len(plan.parts) > LISTED_ON_SMS and len(lines) > 1
    grace = Phrase(key="grace.days", values={"n": plan.grace_days or 0})
    return say(
        "plan_terms",
        approved_line=Phrase(key="approved.by", values={"officer": granted_by}) if granted_by else "",
        parts=lines,
        total=Money(currency=plan.currency, minor=plan.total_minor),
        difference=_difference(plan),
        meanwhile="" if crowded else _meanwhile(context),
        grace_line=grace,
    )


def settlement_say(plan: Plan, officer: str = "") -> Say:
    """Less than the balance in one payment: what, until when, and what becomes of the rest; ``officer``: who offers."""
    rest = Money(currency=plan.currency, minor=plan.owed_minor - plan.total_minor)
    named: dict[str, Value] = {"officer": officer} if officer else {}
    return say(
        "settlement_offer",
        **named,
        total=Money(currency=plan.currency, minor=plan.total_minor),
        balance=Money(currency=plan.currency, minor=plan.owed_minor),
        date=plan.parts[-1].due_on,
        effect=Phrase(key="effect.rest_waived", values={"amount": rest}),
    )


def _meanwhile(context: FlowContext) -> Phrase:
    """What happens while the plan is kept."""
    policy = context.rules.plans
    if policy.fees is Growth.ACCRUES:
        return Phrase(key="meanwhile.plan_charges")
    return Phrase(key="meanwhile.plan_no_fee" if policy.interest is Growth.FROZEN else "meanwhile.plan")


def _difference(plan: Plan) -> Phrase:
    """What the plan costs against paying today."""
    more = plan.total_minor - plan.owed_minor
    if not more:
        return Phrase(key="difference.same")
    key = "difference.more" if more > 0 else "difference.less"
    return Phrase(key=key, values={"amount": Money(currency=plan.currency, minor=abs(more))})
