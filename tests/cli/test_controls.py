"""Feeds and kill switches on the command line."""

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
    path.write_text("[feeds.core]\nstale_hours = 30\n", encoding="utf-8")
    return path


def forbear(config: Path, *words: str) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, [*words, "--config", str(config), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout.splitlines()[-1])


def test_a_feed_is_stale_until_it_is_marked(config: Path) -> None:
    assert [(feed["name"], feed["stale"]) for feed in forbear(config, "feed", "list")] == [("core", True)]
    assert forbear(config, "feed", "mark", "core")["stale"] is False
    (feed,) = forbear(config, "feed", "list")
    assert (feed["stale"], feed["told_by"].startswith("cli:")) == (False, True)


def test_an_import_of_payments_marks_its_feed(config: Path) -> None:
    payments = config.with_name("payments.csv")
    payments.write_text("external_ref,loan_ref,amount,paid_at\n", encoding="utf-8")
    forbear(config, "import", "payments", str(payments), "--feed", "core", "--dry-run")
    assert forbear(config, "feed", "list")[0]["watermark"] is None
    forbear(config, "import", "payments", str(payments), "--feed", "core", "--watermark", "2026-01-05T06:00:00Z")
    assert forbear(config, "feed", "list")[0]["watermark"] == "2026-01-05T06:00:00Z"


def test_a_switch_is_thrown_listed_and_lifted(config: Path) -> None:
    number = forbear(config, "switch", "off", "--channel", "sms", "--why", "an incident")["id"]
    assert [each["target"] for each in forbear(config, "switch", "list")] == ["sms"]
    forbear(config, "switch", "on", str(number), "--why", "over")
    assert forbear(config, "switch", "list") == []
    assert [each["lift_why"] for each in forbear(config, "switch", "list", "--all")] == ["over"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("switch", "off", "--why", "x"), "name exactly one"),
        (("switch", "off", "--all", "--channel", "sms", "--why", "x"), "name exactly one"),
        (("switch", "off", "--channel", "smss", "--why", "x"), "nearest is 'sms'"),
        (("switch", "on", "9", "--why", "x"), "no switch 9"),
        (("feed", "mark", "core", "--at", "2999-01-01T00:00:00Z"), "future"),
        (("import", "loans", "x.csv", "--feed", "core"), "--feed is for payments"),
    ],
)
def test_what_cannot_be_is_one_clear_line(config: Path, words: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(app, [*words, "--config", str(config)])
    assert (done.exit_code, told in done.output) == (1, True), done.output
