"""Scenarios: gate requests from a file of JSON lines, each judged by exactly the packs it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, get_args

from cases.policy.decision import GateDecision, Status, Verdict
from cases.policy.gate import judge
from cases.policy.pack import Pack
from cases.policy.request import GateRequest
from outreach.packerrors import PackError
from outreach.packvalues import Convert, one_of, text
from outreach.policies import load_calendars, load_packs
from outreach.scenariofields import moment, nested, read_scenario, several, take, unknown_fields

EXPECTED: Mapping[str, Convert] = {
    "decision": one_of(*get_args(Verdict)),
    "until": moment,
    "rule": text,
    "status": one_of(*get_args(Status)),
    "source": text,
}
"""What a scenario may expect of its answer; only ``decision`` must be there."""


class ScenarioError(Exception):
    """A line that cannot be judged; the text names file, line and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One line, read. ``doubts`` are fields that nothing reads."""

    id: str
    packs: tuple[Pack, ...]
    request: GateRequest
    expect: Mapping[str, Any]
    doubts: tuple[str, ...]


def read_scenarios(path: Path, extra_dir: Path | None = None) -> list[Scenario]:
    """Every line of a file, in its order. Raises ScenarioError at the first that cannot be judged."""
    found = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(_decoded(lines, path), start=1):
            if line.strip():
                try:
                    found.append(_scenario(line, extra_dir))
                except (TypeError, ValueError, PackError) as error:
                    raise ScenarioError(f"{path}:{number}: {error}") from error
    return found


def _decoded(lines: Iterator[str], path: Path) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path}: not UTF-8: {error}") from error


def _scenario(line: str, extra_dir: Path | None) -> Scenario:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("not JSON that can be read: nested too deeply") from error
    nested(row)
    id_ = take(row, "", "id", text)
    expect = take(row, "", "expect", nested, {})
    if row.get("expect") is not None:
        take(expect, "expect", "decision", EXPECTED["decision"])
    return Scenario(
        id=id_,
        packs=load_packs(take(row, "", "packs", several(text)), extra_dir),
        request=read_scenario(row),
        expect={key: take(expect, "expect", key, EXPECTED[key]) for key in EXPECTED if expect.get(key) is not None},
        doubts=(*unknown_fields(row), *(f"expect.{key} is compared with nothing" for key in expect.keys() - EXPECTED)),
    )


def answers(scenarios: list[Scenario]) -> list[dict[str, Any]]:
    """One answer for each scenario, in order; and last, where anything was expected, the summary.

    The summary: ``{"id": None, "summary": {"judged", "expected", "as_expected", "different": [id, …]}}``.
    """
    found: list[dict[str, Any]] = []
    different = []
    for scenario in scenarios:
        decision = judge(scenario.request, scenario.packs, load_calendars(scenario.packs))
        found.append({"id": scenario.id, **as_json(decision, scenario.request.at.tzinfo)})
        if any(value != _value(decision, key) for key, value in scenario.expect.items()):
            different.append(scenario.id)
    expected = sum(bool(scenario.expect) for scenario in scenarios)
    if not expected:
        return found
    counts = {"judged": len(found), "expected": expected, "as_expected": expected - len(different)}
    return [*found, {"id": None, "summary": {**counts, "different": different}}]


def _value(decision: GateDecision, key: str) -> object:
    value: object = getattr(decision, key)
    return value


def as_json(decision: GateDecision, zone: tzinfo | None = UTC) -> dict[str, Any]:
    """A decision as a program reads it, its instants written in ``zone``."""

    def written(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat() if at is not None else None

    fired = [{**asdict(finding), "until": written(finding.until)} for finding in decision.fired]
    keys = ("rule", "status", "source")
    return {
        "decision": decision.decision,
        "until": written(decision.until),
        **{key: getattr(decision, key) for key in keys},
        "fired": [{key: finding[key] for key in ("rule", "effect", "until", "status", "source")} for finding in fired],
    }
