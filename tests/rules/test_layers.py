"""Imports go down only. The contracts stand in pyproject.toml; here they are held, and shown to bite."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support.tree import ROOT

PYPROJECT = ROOT / "pyproject.toml"
VIOLATIONS = {  # contract: the file that breaks it and what it says
    "layers": ("outreach/bad.py", "import desk"),
    "emulators-apart": ("emulators/bad.py", "import cases"),
    "emulators-started": ("bot/bad.py", "import emulators"),
    "aiogram": ("channels/sms.py", "def send() -> None:\n    import aiogram"),
    "twilio": ("bot/twilio_bad.py", "import twilio.rest"),
    "apscheduler": ("outreach/clock.py", "from apscheduler.schedulers import base"),
    "sqlalchemy": ("desk/query.py", "from sqlalchemy import select"),
    "numpy": ("desk/figures.py", "import numpy"),
    "pure-cases": ("cases/bad.py", "import pydantic"),
}


def contracts() -> dict[str, str]:
    """Every contract's id and name."""
    listed = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in listed}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", "--config", folder / "pyproject.toml"], cwd=folder, capture_output=True, text=True
    )


def test_every_import_keeps_its_layer() -> None:
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout


def test_each_contract_breaks_when_it_is_violated(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT.read_text())
    for package in tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["root_packages"]:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "channels/telegram.py").write_text("import aiogram\n")
    for file, text in VIOLATIONS.values():
        (tmp_path / file).write_text(text + "\n")
    outcome = lint(tmp_path)
    broken = {id_ for id_, name in contracts().items() if re.search(rf"{re.escape(name)} BROKEN", outcome.stdout)}
    assert broken == set(contracts()) == set(VIOLATIONS), outcome.stdout
