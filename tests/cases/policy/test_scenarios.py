"""Every scenario, the shared ones and our own, gets the decision it must get."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from outreach.policies import SHIPPED
from outreach.scenarios import answers, read_scenarios

OURS = Path(__file__).parent / "scenarios.jsonl"
SHARED = Path(__file__).parents[4] / "shared" / "policy" / "scenarios.jsonl"


@pytest.mark.parametrize("path", [OURS, SHARED], ids=["ours", "shared"])
def test_every_scenario_gets_its_decision(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} of the shared folder is not beside this checkout")
    *judged, last = answers(read_scenarios(path))
    assert last["summary"]["different"] == []
    assert last["summary"]["expected"] == len(judged) > 20


def test_every_pack_has_three_scenarios_of_its_own_and_each_names_its_source() -> None:
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]
    named = Counter(pack for row in rows for pack in row["packs"])
    assert all(row["source"] for row in rows)
    assert {pack.stem: named[pack.stem] for pack in SHIPPED.glob("*.toml") if named[pack.stem] < 3} == {}
