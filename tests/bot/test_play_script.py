"""A script is played in the terminal: what was said, as on the channel that was asked for, and honest exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app

LOANS = """\
borrower_ref,name,loan_ref,currency,locale,timezone,jurisdiction,birth_date
B-1,James Cole,L-1,USD,en,America/New_York,US,1987-05-04
"""
INSTALMENTS = "loan_ref,number,due_on,principal,interest\nL-1,1,2026-11-02,141.15,45.25\n"
SCRIPT = "# James asks what can be done.\n\n1987\nmenu\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration, a database and one late borrower."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "config.toml").write_text('[web]\npublic_url = "https://chat.alder.example"\n', encoding="utf-8")
    for kind, text in (("loans", LOANS), ("instalments", INSTALMENTS)):
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    (folder / "why.txt").write_text(SCRIPT, encoding="utf-8")
    _run(folder, "migrate")
    for kind in ("loans", "instalments"):
        assert _run(folder, "import", kind, str(folder / f"{kind}.csv")).exit_code == 0
    return folder


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(folder / "config.toml")])


def _play(folder: Path, *arguments: str) -> Result:
    return _run(folder, "play", "--script", str(folder / "why.txt"), *arguments)


def test_the_transcript_holds_both_sides_in_their_order(office: Path) -> None:
    played = _play(office, "--borrower", "B-1")
    assert played.exit_code == 0, played.output
    lines = played.stdout.splitlines()
    assert lines.index("> 1987") < lines.index("> menu") < len(lines) - 1
    assert "$186.40" in "".join(lines)


@pytest.mark.parametrize(("channel", "shows"), [("sms", "1 why, 2 pay"), ("webchat", "[Why] [Pay]")])
def test_texts_are_those_of_the_channel_that_was_asked_for(office: Path, channel: str, shows: str) -> None:
    played = _play(office, "--borrower", "B-1", "--channel", channel)
    assert shows in played.stdout.splitlines()[-1]


def test_a_program_reads_one_bubble_a_line(office: Path) -> None:
    played = _play(office, "--borrower", "B-1", "--channel", "webchat", "--json")
    bubbles = [json.loads(line) for line in played.stdout.splitlines()]
    assert {each["from"] for each in bubbles} == {"bot", "borrower"}
    assert bubbles[-1]["choices"][0] == {"id": "why", "label": "Why"}


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("--borrower", "B-9"), 1, "B-9"),
        (("--borrower", "B-1", "--channel", "pigeon"), 2, "choose one of console, sms, telegram"),
    ],
)
def test_what_cannot_be_played_ends_with_one_line(
    office: Path, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    played = _play(office, *arguments)
    assert played.exit_code == code
    assert played.stdout == ""
    assert complaint in played.stderr


def test_a_script_that_is_not_there_and_json_without_a_script_are_refused(office: Path) -> None:
    assert _run(office, "play", "--script", str(office / "nothing.txt")).exit_code == 2
    assert _run(office, "play", "--json").exit_code == 2
