"""A file of scenarios is read as a whole before anything is judged; a line that cannot be judged says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from outreach.scenarios import ScenarioError, answers, read_scenarios

GOOD: dict[str, Any] = {
    "id": "good",
    "packs": ["base"],
    "at": "2026-11-24T12:00:00-05:00",
    "message": {"channel": "sms", "kind": "demand", "text": None},
    "borrower": {"zones": [], "consent": ["sms"], "facts": {}},
    "history": [],
}


def deep(path: str, value: Any) -> dict[str, Any]:
    row = json.loads(json.dumps(GOOD))
    *outer, last = path.split(".")
    place = row
    for part in outer:
        place = place[part]
    place[last] = value
    return dict(row)


def contact(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "history": [{"at": GOOD["at"], "channel": "sms", "units": ["sent"], **changes}]}


BAD = [
    ("{", "not JSON"),
    ("[1]", "needs an object"),
    (json.dumps({**GOOD, "id": None}), "id: missing"),
    (json.dumps({**GOOD, "packs": ["bse"]}), "bse: pack: no pack of this name; did you mean 'base'"),
    (json.dumps({**GOOD, "packs": "base"}), "packs: needs a list"),
    (json.dumps({**GOOD, "at": "2026-11-24T12:00:00"}), "at: an instant needs an offset"),
    (json.dumps({**GOOD, "at": "noon"}), "at: Invalid isoformat"),
    (json.dumps({**GOOD, "at": "9999-12-31T23:30:00+00:00"}), "at: the year must be from 1900 to 2999"),
    (json.dumps({**GOOD, "at": "0001-01-01T03:00:00+05:00"}), "at: the year must be from 1900"),
    (json.dumps(contact(at="0001-01-01T03:00:00+05:00")), "history[0].at: the year must be from 1900"),
    ("[" * 100_000, "not JSON that can be read: nested too deeply"),
    (
        json.dumps(deep("borrower.facts", {"agreed_hours": {"from": "09:00"}})),
        "borrower.facts.agreed_hours: hours need both from and to",
    ),
    (json.dumps({**GOOD, "actor": "collector"}), "actor: 'collector' is none of first_party"),
    (json.dumps({**GOOD, "lender": "shop"}), "lender: 'shop' is none of bank"),
    (json.dumps({**GOOD, "message": {"channel": "sms"}}), "message.kind: missing"),
    (json.dumps(deep("message.channel", "smoke")), "message.channel: 'smoke' is none of sms"),
    (json.dumps(deep("message.kind", "demnd")), "message.kind: 'demnd' is none of"),
    (json.dumps(deep("message.recipient", "boss")), "message.recipient: 'boss' is none of"),
    (json.dumps(deep("message.text", 7)), "message.text: needs a text"),
    (json.dumps(deep("borrower.identity", "maybe")), "borrower.identity: 'maybe' is none of"),
    (json.dumps(deep("borrower.days_past_due", "20")), "borrower.days_past_due: needs a whole number"),
    (json.dumps(deep("borrower.zones", "UTC")), "borrower.zones: needs a list"),
    (json.dumps(deep("borrower.facts", {"opted_out": ["smms"]})), "borrower.facts.opted_out: 'smms' is none of"),
    (json.dumps(deep("borrower.facts", {"breathing_space_until": "soon"})), "borrower.facts.breathing_space_until: "),
    (json.dumps(deep("borrower.facts", {"agreed_hours": "9-5"})), "borrower.facts.agreed_hours: "),
    (json.dumps(contact(units=["send"])), "history[0].units: 'send' is none of"),
    (json.dumps(contact(at="2026-11-24")), "history[0].at: an instant needs an offset"),
    (json.dumps(contact(by="friend")), "history[0].by: 'friend' is none of own, agency"),
    (json.dumps({**GOOD, "expect": {"rule": "us.hours"}}), "expect.decision: missing"),
    (json.dumps({**GOOD, "expect": {"decision": "wait"}}), "expect.decision: 'wait' is none of"),
]  # fmt: skip


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "scenarios.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_line_that_cannot_be_judged_is_refused_with_its_place_and_reason(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = written(tmp_path, GOOD, "", line)
    with pytest.raises(ScenarioError) as error:
        read_scenarios(path)
    assert str(error.value).startswith(f"{path}:3: {reason}")


def run(path: Path, *options: str) -> tuple[int, list[str], str]:
    done = CliRunner().invoke(app, ["gate", "--scenarios", str(path), *options])
    return done.exit_code, done.stdout.splitlines(), done.stderr


def test_nothing_is_judged_where_one_line_cannot_be(tmp_path: Path) -> None:
    code, out, complaint = run(written(tmp_path, GOOD, "{"), "--json")
    assert (code, out) == (2, [])
    assert ":2: not JSON" in complaint


def test_without_anything_expected_there_is_an_answer_a_line_and_no_summary(tmp_path: Path) -> None:
    code, out, _ = run(written(tmp_path, {**GOOD, "id": "b"}, {**GOOD, "id": "a"}), "--json")
    assert (code, [json.loads(line)["id"] for line in out]) == (0, ["b", "a"])


def test_the_last_line_counts_what_was_expected(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {**GOOD, "id": "same", "expect": {"decision": "allow"}},
        {**GOOD, "id": "free"},
        {**GOOD, "id": "other", "expect": {"decision": "allow", "rule": "us.hours"}},
    )
    code, out, _ = run(path, "--json")
    assert code == 1
    assert json.loads(out[-1]) == {
        "id": None,
        "summary": {"judged": 3, "expected": 2, "as_expected": 1, "different": ["other"]},
    }
    assert run(path)[1][-1] == "3 judged, 1 of 2 as expected; different: other"


def test_what_agrees_ends_well(tmp_path: Path) -> None:
    code, out, _ = run(written(tmp_path, {**GOOD, "expect": {"decision": "allow"}}))
    assert (code, out) == (0, ["good: allow", "1 judged, 1 of 1 as expected"])


def test_a_field_that_nothing_reads_is_told_and_the_rest_is_judged(tmp_path: Path) -> None:
    code, out, complaint = run(written(tmp_path, deep("message.recipiant", "reference")), "--json")
    assert (code, len(out)) == (0, 1)
    assert "good: message.recipiant is read by nothing; did you mean 'recipient'?" in complaint


def test_the_place_of_a_contact_is_a_fact(tmp_path: Path) -> None:
    row = deep("message.place", "work")
    row["packs"], row["borrower"]["zones"] = ["us-federal"], ["America/New_York"]
    row["borrower"]["facts"] = {"employer_prohibits": True}
    assert answers(read_scenarios(written(tmp_path, row)))[0]["rule"] == "us.stop.employer_prohibits"


def test_an_answer_has_the_keys_that_programs_read(tmp_path: Path) -> None:
    row = {
        "id": "x", "packs": ["house"], "at": "2026-11-24T21:00:00+01:00",
        "message": {"channel": "sms", "kind": "demand"},
        "borrower": {"consent": ["sms"], "zones": ["Europe/Berlin"]},
    }  # fmt: skip
    hours = {
        "rule": "house.hours",
        "status": "house",
        "source": "house: nothing unasked before 08:00 or from 20:00 on",
    }
    until = "2026-11-25T08:00:00+01:00"
    assert answers(read_scenarios(written(tmp_path, row))) == [
        {
            "id": "x",
            "decision": "hold",
            "until": until,
            **hours,
            "fired": [{**hours, "effect": "hold", "until": until}],
        }
    ]
