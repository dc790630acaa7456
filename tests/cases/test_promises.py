"""Promises and plans against money."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Case, Plan, PlanPart, PlanState, Promise, PromiseState
from cases.promises import broken_count, credited, is_whole, late_part, next_part, plan_credited

MADE = datetime(2026, 11, 24, tzinfo=UTC)


def promise(paid: int = 0, state: PromiseState = PromiseState.OPEN) -> Promise:
    return Promise(
        ref="p", amount_minor=100, currency="USD", due_on=date(2026, 12, 1), made_at=MADE, state=state, paid_minor=paid
    )


def plan(*paid: int) -> Plan:
    parts = tuple(
        PlanPart(number=n, due_on=date(2026, 11 + n, 1) if n == 1 else date(2027, n, 1), amount_minor=50, paid_minor=p)
        for n, p in enumerate(paid, start=1)
    )
    total = 50 * len(parts)
    return Plan(ref="x", currency="USD", total_minor=total, parts=parts, offered_at=MADE, state=PlanState.ACTIVE)


@pytest.mark.parametrize(
    ("before", "amount", "currency", "paid", "state"),
    [
        (0, 40, "USD", 40, PromiseState.PARTLY_KEPT),
        (40, 60, "USD", 100, PromiseState.PARTLY_KEPT),
        (0, 130, "USD", 130, PromiseState.PARTLY_KEPT),
        (0, 40, "EUR", 0, PromiseState.OPEN),
        (40, -40, "USD", 0, PromiseState.OPEN),
        (40, -90, "USD", 0, PromiseState.OPEN),
    ],
)
def test_money_is_credited_to_a_promise(
    before: int, amount: int, currency: str, paid: int, state: PromiseState
) -> None:
    standing = promise(before, PromiseState.PARTLY_KEPT if before else PromiseState.OPEN)
    found = credited(standing, amount, currency)
    assert (found.paid_minor, found.state) == (paid, state)


@pytest.mark.parametrize(("paid", "tolerance", "whole"), [(100, 0, True), (99, 0, False), (95, 0.05, True)])
def test_a_promise_is_whole_within_its_tolerance(paid: int, tolerance: float, whole: bool) -> None:
    assert is_whole(promise(paid), tolerance) is whole


def test_parts_fill_in_their_order_and_empty_from_the_last() -> None:
    assert [part.paid_minor for part in plan_credited(plan(0, 0, 0), 70, "USD").parts] == [50, 20, 0]
    assert [part.paid_minor for part in plan_credited(plan(50, 20, 0), -30, "USD").parts] == [40, 0, 0]
    assert plan_credited(plan(0, 0), 70, "EUR") == plan(0, 0)


@given(st.lists(st.integers(-200, 200), max_size=8))
def test_a_plan_never_takes_more_than_came_nor_more_than_its_total(amounts: list[int]) -> None:
    held = plan(0, 0, 0)
    for amount in amounts:
        held = plan_credited(held, amount, "USD")
        assert 0 <= sum(part.paid_minor for part in held.parts) <= held.total_minor


def test_a_part_is_late_from_the_day_after_its_date() -> None:
    held = plan(0, 0)
    assert late_part(held, date(2026, 12, 1)) is None
    assert late_part(held, date(2026, 12, 2)) == held.parts[0]
    assert late_part(plan(50, 0), date(2026, 12, 2)) is None
    assert next_part(plan(50, 50)) is None


def test_broken_promises_are_counted() -> None:
    case = Case(borrower_ref="B", promises=(promise(), promise(state=PromiseState.BROKEN)))
    assert broken_count(case) == 1
