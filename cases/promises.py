"""Promises and plans against money: what a payment did to them, what is late of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.model import Case, Plan, PlanPart, Promise, PromiseState


def credited(promise: Promise, amount_minor: int, currency: str) -> Promise:
    """A standing promise after money came in its currency, or went back: open, or partly kept until it is whole."""
    if currency != promise.currency:
        return promise
    paid = max(0, promise.paid_minor + amount_minor)
    return replace(promise, paid_minor=paid, state=PromiseState.PARTLY_KEPT if paid else PromiseState.OPEN)


def is_whole(promise: Promise, tolerance: float = 0.0) -> bool:
    """Whether enough came in; ``tolerance`` is the share that may be missing."""
    return promise.paid_minor >= promise.amount_minor * (1 - tolerance)


def plan_credited(plan: Plan, amount_minor: int, currency: str) -> Plan:
    """The plan after money came: parts fill in their order; negative amounts take back from the last filled."""
    if currency != plan.currency:
        return plan
    left = max(0, sum(part.paid_minor for part in plan.parts) + amount_minor)
    parts: list[PlanPart] = []
    for part in plan.parts:
        taken = min(left, part.amount_minor)
        left -= taken
        parts.append(replace(part, paid_minor=taken))
    return replace(plan, parts=tuple(parts))


def with_part_moved(plan: Plan, number: int, due_on: date) -> Plan:
    """The plan with another date for one part."""
    parts = tuple(replace(part, due_on=due_on) if part.number == number else part for part in plan.parts)
    return replace(plan, parts=parts, moved=plan.moved + 1)


def with_part_skipped(plan: Plan, number: int, due_on: date) -> Plan:
    """The plan with one part behind all others, on ``due_on``; what was paid fills the parts in their new order."""
    gone = next(part for part in plan.parts if part.number == number)
    rest = [part for part in plan.parts if part is not gone]
    order = (*rest, replace(gone, due_on=due_on))
    parts = tuple(replace(part, number=place, paid_minor=0) for place, part in enumerate(order, start=1))
    paid = sum(part.paid_minor for part in plan.parts)
    return plan_credited(replace(plan, parts=parts, skipped=plan.skipped + 1), paid, plan.currency)


def next_part(plan: Plan) -> PlanPart | None:
    """The first part that is not fully paid."""
    return next((part for part in plan.parts if part.left_minor), None)


def late_part(plan: Plan, today: date) -> PlanPart | None:
    """The first unpaid part whose date has passed."""
    part = next_part(plan)
    return part if part and part.due_on < today else None


def swapped(promises: tuple[Promise, ...], promise: Promise) -> tuple[Promise, ...]:
    """The promises with this one in the place of the one with its ref."""
    return tuple(promise if each.ref == promise.ref else each for each in promises)


def swapped_plan(plans: tuple[Plan, ...], plan: Plan) -> tuple[Plan, ...]:
    """The plans with this one in the place of the one with its ref."""
    return tuple(plan if each.ref == plan.ref else each for each in plans)


def broken_count(case: Case) -> int:
    """How many promises were broken in this case."""
    return sum(promise.state is PromiseState.BROKEN for promise in case.promises)
