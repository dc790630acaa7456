"""What a story may ask of a case with a line that begins with ``=``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from outreach import exports
from outreach.casebook import case_view
from outreach.exports import case_json
from tests.stories.program import Program


def known(program: Program, ref: str) -> dict[str, str]:
    """What a story may ask of the case, by name."""
    case = case_json(case_view(program.runtime, ref, None))
    points = case["contact_points"]
    states = Counter(message["state"] for message in exports.messages(program.runtime, ref))
    return {
        "states": joined(f"{number} {state}" for state, number in sorted(states.items())),
        "treatment": case["treatment"],
        "dpd": str(case["dpd"]),
        "bucket": case["bucket"],
        "custody": case["custody"]["state"],
        "arrears": joined(f"{loan['arrears_minor']} {loan['currency']}" for loan in case["loans"]),
        "holds": joined(hold["type"] for hold in case["holds"]),
        "promises": joined(f"{p['amount_minor']} by {p['due_on']} {p['state']}" for p in case["promises"]),
        "plans": joined(f"{plan['total_minor']} in {len(plan['parts'])} {plan['state']}" for plan in case["plans"]),
        "tasks": joined(task["kind"] for task in case["tasks"]),
        "opted_out": joined(point["channel"] for point in points if point["opted_out"]),
        "verified": joined(point["channel"] for point in points if point["verified"]),
        "bad": joined(point["channel"] for point in points if point["bad"]),
    }


def joined(each: Iterable[str]) -> str:
    """Several facts in one; ``none`` where there is none."""
    return " + ".join(each) or "none"
