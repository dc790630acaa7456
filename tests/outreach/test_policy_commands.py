"""``forbear policy``: reviewers list, check and show packs, and hear which are due, without config or database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cases.policy.pack import Rule
from cli.main import app
from outreach.packchecks import rules_of
from outreach.policies import known_packs, load_pack
from outreach.policytelling import TELLING, told
from tests.support.packs import SMALL


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORBEAR_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["policy", *words])
    assert done.exit_code == code, done.output
    return done.stdout if code == 0 else done.output


def asked(*words: str) -> Any:
    return json.loads(run(*words, "--json"))


def own_packs(folder: Path, **texts: str) -> None:
    (folder / "packs").mkdir()
    for name, text in texts.items():
        (folder / "packs" / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "config.toml").write_text('[policy]\npacks_dir = "packs"\n', encoding="utf-8")


def test_every_shipped_pack_checks_out() -> None:
    assert run("check").splitlines() == [f"ok {name}" for name in known_packs()]


def test_a_mistake_ends_the_check_with_its_file_key_and_reason(tmp_path: Path) -> None:
    own_packs(tmp_path, small=SMALL.replace("max = 2", "max = -2"))
    assert "small.toml: cap[small.cap].max: needs a whole number above 0" in run("check", code=1)
    assert "ok house" in run("check", code=1)


def test_files_and_folders_are_checked_where_they_lie(tmp_path: Path) -> None:
    own_packs(tmp_path, small=SMALL)
    assert run("check", "packs/small.toml", "packs", "kz").splitlines() == [
        "ok packs/small.toml",
        "ok packs/small.toml",
        "ok kz",
    ]
    assert "there is no such file" in run("check", "missing.toml", code=1)
    assert "did you mean 'kz'" in run("check", "kzz", code=1)


def test_two_packs_of_a_stack_with_one_rule_id_are_refused(tmp_path: Path) -> None:
    text = SMALL.replace('id = "small"', 'id = "small"\nextends = ["kz"]').replace("small.cap", "kz.call.day")
    own_packs(tmp_path, small=text)
    assert "kz.call.day: kz has a rule of this id, too" in run("check", code=1)


def test_a_jurisdiction_that_names_no_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[policy.packs]\nUS = ["us-fedral"]\n', encoding="utf-8")
    assert "policy.packs: US: no pack of this name: 'us-fedral'" in run("check", code=1)


def test_showing_a_pack_tells_each_rule_in_words() -> None:
    text = " ".join(run("show", "kz").split())
    for piece in ("kz.hours", "law VP", "08:00 to 21:00, mon, tue, wed, thu, fri", "Law 62-VI art. 5(2)(2)"):
        assert piece in text


def test_a_rule_that_a_date_changes_is_shown_for_each_stretch() -> None:
    rules = [rule for rule in asked("show", "us-federal")["rules"] if rule["id"] == "us.opt_out"]
    assert [(rule["from"], rule["until"]) for rule in rules] == [("2021-11-30", "2027-01-31"), ("2027-01-31", None)]
    assert "everything automated" in rules[1]["says"]


def test_there_are_words_for_every_kind_of_rule_and_every_rule() -> None:
    assert {kind.__name__ for kind in TELLING} == {kind.__name__ for kind in Rule.__subclasses__()}
    for pack in map(load_pack, known_packs()):
        assert all(told(rule) for rule in rules_of(pack))


def test_packs_are_due_sixty_days_before_and_after_their_date() -> None:
    assert asked("due", "--on", "2026-11-24") == []
    before = {each["id"]: each for each in asked("due", "--on", "2026-12-02")}
    assert before["us-federal"] == {
        "id": "us-federal",
        "review_by": "2027-01-31",
        "days": 60,
        "past": False,
        "jurisdictions": ["US"],
    }
    assert "us-federal (US): review by 2027-01-31, 1 days past" in run("due", "--on", "2027-02-01")
    assert "nothing is due" in run("due", "--on", "2026-11-24")
    assert "is not a date" in run("due", "--on", "soon", code=1)


def test_the_list_says_where_a_pack_is_from_and_whom_it_judges(tmp_path: Path) -> None:
    own_packs(tmp_path, small=SMALL)
    rows = {row["id"]: row for row in asked("list")}
    assert (rows["small"]["from"], rows["kz"]["from"], rows["kz"]["judges"]) == ("own", "shipped", ["KZ"])
    assert "small" in run("list")


def test_the_facts_are_listed_with_what_holds_them() -> None:
    facts = {(fact["section"], fact["row"]): fact for fact in asked("facts")}
    assert facts["1.4", "Meetings"]["rules"] == ["ru.visit.week"]
    assert "no shop is served" in " ".join(run("facts", "--omitted").split())
