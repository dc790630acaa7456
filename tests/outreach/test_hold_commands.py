"""``forbear hold``: placed, listed and lifted on the command line, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.support.stage import Stage

LATE = ("2026-11-22", "100.00")


@pytest.fixture
def late(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage.borrower(LATE)
    (tmp_path / "config.toml").write_text('[database]\nurl = "sqlite:///stage.db"\n', encoding="utf-8")
    monkeypatch.delenv("FORBEAR_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return stage


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["hold", *words])
    assert done.exit_code == code, done.output
    return done.stdout if code == 0 else done.output


def asked(*words: str) -> Any:
    return json.loads(run(*words, "--json"))


def test_a_hold_is_placed_listed_and_lifted(late: Stage) -> None:
    words = ("--type", "bankruptcy", "--source", "letter", "--evidence", "24-11873", "--from", "2026-11-20")
    placed = asked("place", "B-1", *words)
    assert (placed["hold"]["evidence"], placed["hold"]["from"]) == ("24-11873", "2026-11-20T00:00:00Z")
    ref = placed["hold"]["ref"]
    assert [each["ref"] for each in asked("list", "B-1")] == [ref]
    assert "bankruptcy (live): person, blocks all_but_required" in run("list", "B-1")
    assert "lifted" in run("lift", "B-1", ref, "--why", "dismissed")
    assert late.case().holds[0].lift_why == "dismissed"
    assert (asked("list", "B-1"), len(asked("list", "B-1", "--all"))) == ([], 1)
    assert run("list", "B-1").strip() == "Nothing is held."


def test_a_mistake_is_one_clear_line(late: Stage) -> None:
    assert "There is no borrower" in run("place", "B-9", "--type", "manual", code=1)
    assert "not an instant" in run("place", "B-1", "--type", "manual", "--from", "soon", code=1)
    assert "not there any more" in run("lift", "B-1", "none", "--why", "x", code=1)
    assert late.case().holds == ()
