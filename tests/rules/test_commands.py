"""The two commands are the same in the Makefile, in the README and in what CI runs."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.support.tree import ROOT

COMMANDS = ("make run", "make test")
TARGETS = (
    "run",
    "test",
    "test-fast",
    "lint",
    "format",
    "lock",
    "vendor",
    "bench-gate",
    "bench-turns",
    "states",
    "flows",
    "texts",
    "train",
    "pictures",
    "bench-understanding",
    "clean",
    "help",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names(command: str) -> None:
    assert re.search(rf"(?:^|`){command}\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_what_the_readme_names_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == ["make test"]


def test_make_help_lists_every_command() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert {line.split()[0] for line in listed.splitlines()} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_how_to(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)
