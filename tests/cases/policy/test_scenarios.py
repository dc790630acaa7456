"""Every scenario, the shared ones and our own, gets the decision it must get; every rule is seen at work in one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases.policy.decision import GateDecision
from cases.policy.pack import ContentRule, Pack
from outreach.packchecks import rules_of
from outreach.policies import SHIPPED, known_packs, load_pack
from outreach.scenarios import answers, read_scenarios

OURS = Path(__file__).parent / "scenarios.jsonl"
SHARED = Path(__file__).parents[4] / "shared" / "policy" / "scenarios.jsonl"
PACKS = [load_pack(name) for name in known_packs()]


@cache
def judged(path: Path) -> list[dict[str, Any]]:
    return answers(read_scenarios(path))


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", [OURS, SHARED], ids=["ours", "shared"])
def test_every_scenario_gets_its_decision(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} of the shared folder is not beside this checkout")
    *each, last = judged(path)
    assert last["summary"]["different"] == []
    assert last["summary"]["expected"] == len(each) > 20


def test_every_pack_has_three_scenarios_of_its_own_and_each_names_its_source() -> None:
    named = Counter(pack for row in rows() for pack in row["packs"])
    assert all(row["source"] for row in rows())
    assert {pack.stem: named[pack.stem] for pack in SHIPPED.glob("*.toml") if named[pack.stem] < 3} == {}


def test_there_are_sixty_of_our_own_and_no_name_twice() -> None:
    shared = {json.loads(line)["id"] for line in SHARED.read_text("utf-8").splitlines()} if SHARED.is_file() else set()
    ours = Counter(row["id"] for row in rows())
    assert len(ours) >= 200
    assert not shared & ours.keys()
    assert [id_ for id_, times in ours.items() if times > 1] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_rule_but_lists_of_words_is_seen_at_work(pack: Pack) -> None:
    fired = {finding["rule"] for answer in judged(OURS) for finding in answer.get("fired", ())}
    rules = {rule.id for rule in rules_of(pack) if not isinstance(rule, ContentRule)}
    assert rules - fired == set()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_list_of_words_keeps_its_words_back_in_every_language(
    pack: Pack, ask: Callable[..., GateDecision]
) -> None:
    for rule in pack.content:
        kind = "demand" if "*" in rule.kinds else next(iter(rule.kinds))
        for language, phrases in rule.phrases.items():
            text = phrases[0].rstrip("*").upper()
            found = ask([pack.id], text=text, language=language, kind=kind, actor="third_party")
            assert rule.id in {finding.rule for finding in found.fired}, (rule.id, language)
