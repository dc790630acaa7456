"""The page of the conversations is what the code says."""

from __future__ import annotations

from cases.flows import explain, verify
from cases.flows.conversations import FLOWS
from cases.flows.engine import ROUTING
from scripts.flows import PAGE, page, ways


def test_the_page_is_the_one_the_code_makes() -> None:
    assert PAGE.read_text("utf-8") == page(), "the conversations changed: run `make flows`"


def test_every_rule_says_what_it_does_and_every_conversation_stands_there() -> None:
    text = page()
    assert all(rule.__doc__ for rule in ROUTING)
    assert all(f"\n| {name} " in text for name in FLOWS)


def test_the_arrows_are_those_of_the_code() -> None:
    assert ways(explain.FLOW.enter) == ["menu.start", "explain.short", "explain.charge"]
    assert ways(explain.FLOW.steps["short"].hear) == ["explain.detail"]
    assert "handover.waiting" in ways(verify.FLOW.enter)
