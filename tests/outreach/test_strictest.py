"""A text about several loans is judged for each of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases.policy.decision import Fired, GateDecision
from cases.policy.gate import ALLOWED
from cases.policy.request import GateRequest
from outreach.strictest import strictest
from tests.support.stage import Stage

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
LATE = "2026-11-22"


def answer(decision: str, rule: str, until: datetime | None = None) -> GateDecision:
    effect = "deny" if decision == "deny" else "hold"
    fired = Fired(rule=rule, effect=effect, until=until, status="house", source="s")  # type: ignore[arg-type]  # by name
    return GateDecision(decision=decision, until=until, rule=rule, status="house", source="s", fired=(fired,))  # type: ignore[arg-type]  # by name


def closed(rule: str, first: int, last: int) -> dict[str, tuple[int, int]]:
    return {rule: (first, last)}


def asked(*loans: dict[str, tuple[int, int]]) -> GateDecision:
    """Each loan is held by its rules in hours counted from AT; an end of 0 denies."""
    by_loan = {f"L-{number}": rules for number, rules in enumerate(loans)}

    def judge(request: GateRequest) -> GateDecision:
        for rule, (first, last) in by_loan[str(request.loan)].items():
            if last == 0:
                return answer("deny", rule)
            if AT + timedelta(hours=first) <= request.at < AT + timedelta(hours=last):
                return answer("hold", rule, AT + timedelta(hours=last))
        return ALLOWED

    return strictest([GateRequest(at=AT, channel="sms", kind="demand", loan=loan) for loan in by_loan], judge)


@pytest.mark.parametrize(
    ("loans", "decision", "rule", "hours"),
    [
        ([{}, {}], "allow", None, None),
        ([{}, closed("b", 0, 5)], "hold", "b", 5),
        ([closed("a", 0, 3), closed("b", 0, 5)], "hold", "b", 5),
        ([closed("a", 0, 3) | closed("night", 5, 9), closed("b", 0, 5)], "hold", "b", 9),
        ([closed("a", 0, 3), closed("b", 0, 0)], "deny", "b", None),
        ([closed("a", 0, 3), closed("b", 2, 24 * 61)], "deny", "b", None),
    ],
)
def test_the_strictest_word_counts_and_all_are_free_where_a_hold_ends(
    loans: list[dict[str, tuple[int, int]]], decision: str, rule: str | None, hours: int | None
) -> None:
    found = asked(*loans)
    until = AT + timedelta(hours=hours) if hours else None
    assert (found.decision, found.rule, found.until) == (decision, rule, until)


def test_a_cap_that_is_full_for_the_second_loan_keeps_the_demand_for_both_back(stage: Stage) -> None:
    stage.borrower((LATE, "100"), jurisdiction="US-MA")
    stage.borrower((LATE, "70"), loan="L-2", jurisdiction="US-MA")
    calls = [
        {
            "external_ref": f"C-{day}",
            "borrower_ref": "B-1",
            "at": f"2026-11-{day}T12:00:00-05:00",
            "channel": "voice",
            "unit": "call_placed",
            "by": "agency",
            "loan_ref": "L-2",
        }
        for day in (21, 22)
    ]
    stage.bring("contacts", *calls)
    stage.turn()
    assert [(row["state"], row["decision"]["rule"]) for row in stage.out()] == [("held", "us.ma.2in7")]
