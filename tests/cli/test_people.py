"""People on the command line: let in, changed, listed with their load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text("[desk]\ncapacity = 4\n", encoding="utf-8")
    return path


def forbear(config: Path, *words: str) -> Any:
    return CliRunner().invoke(app, [*words, "--config", str(config)])


def listed(config: Path) -> dict[str, Any]:
    found = json.loads(forbear(config, "user", "list", "--json").stdout.splitlines()[-1])
    return {each["login"]: (each["skills"], each["locales"], each["capacity"]) for each in found}


def test_somebody_is_let_in_changed_and_listed(config: Path) -> None:
    assert forbear(config, "user", "add", "ana", "--locales", "es,en", "--capacity", "7").exit_code == 0
    assert forbear(config, "user", "add", "ben", "--skills", "plan, hardship").exit_code == 0
    assert listed(config) == {"ana": ([], ["es", "en"], 7), "ben": (["plan", "hardship"], [], 4)}
    assert forbear(config, "user", "change", "ana", "--locales", "", "--capacity", "0").exit_code == 0
    assert forbear(config, "user", "change", "ben", "--capacity", "2").exit_code == 0
    assert listed(config) == {"ana": ([], [], 4), "ben": (["plan", "hardship"], [], 2)}
    assert (
        "ana  collector  not at the desk  0 of 4 chats  all queues  all languages"
        in forbear(config, "user", "list").stdout
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody", "--capacity", "2"), "There is no user nobody."),
        (("ana", "--locales", "xx"), "Nothing is written in xx"),
        (("ana", "--capacity", "101"), "Invalid"),
    ],
)
def test_a_change_that_makes_no_sense_is_one_clear_line(config: Path, words: tuple[str, ...], told: str) -> None:
    forbear(config, "user", "add", "ana")
    done = forbear(config, "user", "change", *words)
    assert done.exit_code != 0
    assert told in done.output
