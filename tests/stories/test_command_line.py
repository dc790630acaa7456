"""The commands in an empty folder, one process each: what a program reads from them, and what they leave behind."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from emulators import Running
from tests.stories.cast import JAMES
from tests.stories.shell import Shell, ended, new_shell, pointed_at

pytestmark = pytest.mark.slow

LOANS = f"""\
borrower_ref,name,loan_ref,currency,locale,timezone,jurisdiction,phone,consents,verified,birth_date
B-1,James Cole,L-1,USD,en,America/New_York,US,{JAMES.phone},sms,sms,1987-05-04
B-2,Vera Lund,L-2,USD,en,America/New_York,US,,,,1991-02-03
B-3,赵婷,L-3,CNY,zh-Hans,Asia/Shanghai,CN,+8613800000147,,,1991-02-03
"""
INSTALMENTS = """\
loan_ref,number,due_on,principal,interest
L-1,1,2026-11-20,141.15,45.25
L-1,2,2026-12-20,141.15,45.25
L-2,1,2026-11-20,90.00,
L-3,1,2026-12-20,1204.50,
"""
COUNTS = {"fired", "planned", "held", "denied", "sent", "failed"}
MESSAGE = {
    *("id", "borrower", "loans", "channel", "direction", "kind", "state", "template", "locale", "body"),
    *("planned_at", "sent_at", "provider_id", "decision"),
}
CASE = {
    *("borrower", "treatment", "custody", "holds", "dpd", "bucket", "loans", "promises", "plans"),
    *("contact_points", "next_fires"),
}
LOAN = {"ref", "currency", "arrears_minor", "balance_minor", "dpd", "bucket"}
FILES = {"config.toml", "loans.csv", "instalments.csv", "paid.csv", "other.csv", "forbear.db"}


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory, stand_ins: Running) -> Shell:
    """A portfolio that was imported on Nov 20, and the two days after it."""
    stand_ins.remote.reset()
    shell = new_shell(tmp_path_factory.mktemp("office"), **pointed_at(stand_ins))
    for name, text in (("loans.csv", LOANS), ("instalments.csv", INSTALMENTS)):
        (shell.folder / name).write_text(text, encoding="utf-8")
    assert shell.ok("migrate", "--json").json["before"] == "empty"
    return shell


@pytest.fixture(scope="module")
def imported(shell: Shell) -> dict[str, Any]:
    shell.ok("import", "loans", "loans.csv", "--as-of", "2026-11-20", "--json")
    report: dict[str, Any] = shell.ok(
        "import", "instalments", "instalments.csv", "--as-of", "2026-11-20", "--json"
    ).json
    return report


@pytest.fixture(scope="module")
def ticked(shell: Shell, imported: dict[str, Any]) -> dict[str, int]:
    stretch = ("--from", "2026-11-20T12:00:00-05:00", "--until", "2026-11-22T12:00:00-05:00")
    counts: dict[str, int] = shell.ok("tick", *stretch, "--step", "60", "--json").json
    return counts


@pytest.fixture(scope="module")
def messages(shell: Shell, ticked: dict[str, int]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shell.ok("messages", "--json").out.splitlines()]


def test_an_import_tells_its_counts_and_buckets(imported: dict[str, Any]) -> None:
    counted = {"read": 4, "created": 4, "updated": 0, "unchanged": 0, "rejected": 0}
    assert imported == counted | {"buckets": {"CURRENT": 3}}


def test_the_same_file_again_changes_nothing(shell: Shell, ticked: dict[str, int]) -> None:
    again = shell.ok("import", "loans", "loans.csv", "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_a_bad_row_refuses_the_whole_file_and_says_where(shell: Shell, imported: dict[str, Any]) -> None:
    (shell.folder / "other.csv").write_text(
        "external_ref,loan_ref,amount,paid_at\nP-8,L-1,1.00,2026-11-21\nP-9,L-1,x,2026-11-21\n"
    )
    done = shell.run("import", "payments", "other.csv", "--json")
    assert (done.code, done.json["created"], done.json["rejected"]) == (1, 0, 1)
    assert "line 3" in done.err
    assert "amount" in done.err


def test_a_tick_tells_what_came_of_it(ticked: dict[str, int]) -> None:
    assert set(ticked) >= COUNTS
    assert (ticked["sent"], ticked["failed"]) == (2, 0)


def test_every_message_has_its_fields_in_order_of_time(messages: list[dict[str, Any]]) -> None:
    assert all(set(message) >= MESSAGE for message in messages)
    assert [message["id"] for message in messages] == sorted(message["id"] for message in messages)
    assert {message["kind"] for message in messages} == {"service", "demand"}


def test_every_message_out_carries_its_decision(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        assert set(message["decision"]) >= {"decision", "until", "rule"}
        assert message["decision"]["decision"] in {"allow", "hold", "deny", "skip"}
    refused = [message for message in messages if message["borrower"] == "B-2"]
    assert refused
    assert all(message["decision"]["rule"] for message in refused)


def test_the_first_reminder_left_at_ten_on_the_first_day_late(
    messages: list[dict[str, Any]], stand_ins: Running
) -> None:
    first = next(each for each in messages if each["borrower"] == "B-1" and each["kind"] == "demand")
    assert (first["sent_at"], first["state"], first["template"]) == ("2026-11-21T15:00:00Z", "sent", "overdue_1")
    assert re.fullmatch(r"SM[0-9a-f]{32}", first["provider_id"])
    sent = stand_ins.remote.state()["twilio"]["messages"]
    assert first["body"] in [message["body"] for message in sent]


def test_messages_of_one_borrower_are_theirs_alone(shell: Shell, messages: list[dict[str, Any]]) -> None:
    lines = [json.loads(line) for line in shell.ok("messages", "--borrower", "B-1", "--json").out.splitlines()]
    assert lines == [message for message in messages if message["borrower"] == "B-1"]


@pytest.mark.parametrize(("ref", "dpd", "bucket"), [("B-1", 4, "B1"), ("B-3", 0, "CURRENT")])
def test_a_case_has_its_fields_also_with_nothing_late(
    shell: Shell, ticked: dict[str, int], ref: str, dpd: int, bucket: str
) -> None:
    case = shell.ok("case", ref, "--as-of", "2026-11-24", "--json").json
    assert set(case) >= CASE
    assert (case["borrower"], case["dpd"], case["bucket"], case["custody"]["state"]) == (ref, dpd, bucket, "bot")
    assert all(set(loan) >= LOAN for loan in case["loans"])
    assert all(set(fire) >= {"kind", "due_at"} for fire in case["next_fires"])


def test_chat_link_prints_the_link_alone_and_the_environment_wins(shell: Shell, imported: dict[str, Any]) -> None:
    done = shell.ok("chat-link", "B-1", FORBEAR__WEB__PUBLIC_URL="https://chat.alder.example/")
    assert re.fullmatch(r"https://chat\.alder\.example/chat/[A-Za-z0-9_-]+\n", done.out)
    assert done.err == ""


@pytest.mark.parametrize("command", [("case", "B-0", "--json"), ("chat-link", "B-0")])
def test_an_unknown_borrower_is_one_line_and_a_failure(
    shell: Shell, imported: dict[str, Any], command: tuple[str, ...]
) -> None:
    assert "B-0" in shell.run(*command).complaint


def test_two_commands_at_once_both_do_their_work(shell: Shell, ticked: dict[str, int]) -> None:
    header = "external_ref,loan_ref,amount,paid_at\n"
    (shell.folder / "paid.csv").write_text(header + "P-1,L-2,90.00,2026-11-23\n")
    (shell.folder / "other.csv").write_text(header + "P-2,L-1,100.00,2026-11-23\n")
    both = [shell.begin("import", "payments", name, "--json") for name in ("paid.csv", "other.csv")]
    assert [(done.code, done.json["created"]) for done in map(ended, both)] == [(0, 1), (0, 1)]
    arrears = [shell.ok("case", ref, "--as-of", "2026-11-24", "--json").json["loans"][0] for ref in ("B-1", "B-2")]
    assert [loan["arrears_minor"] for loan in arrears] == [8640, 0]


def test_the_configuration_may_lie_elsewhere_and_paths_start_from_it(
    shell: Shell, imported: dict[str, Any], tmp_path: Path
) -> None:
    elsewhere = Shell(folder=tmp_path, settings={"FORBEAR_CONFIG": str(shell.folder / "config.toml")})
    assert elsewhere.ok("case", "B-3", "--json").json["borrower"] == "B-3"
    assert list(tmp_path.iterdir()) == []


def test_gate_and_understand_need_no_configuration(tmp_path: Path) -> None:
    shell = Shell(folder=tmp_path, settings={})
    assert shell.ok("understand", "I can pay 50 on Friday", "--json").json["intent"] == "promise"
    assert "no such file" in shell.run("gate", "--scenarios", "missing.jsonl").complaint
    assert list(tmp_path.iterdir()) == []


def test_doctor_finds_nothing_bad_in_a_new_folder(tmp_path: Path) -> None:
    findings = new_shell(tmp_path).ok("doctor", "--json").json
    assert {finding["level"] for finding in findings} <= {"good", "off"}


def test_a_config_may_be_named_before_the_command(shell: Shell, imported: dict[str, Any], tmp_path: Path) -> None:
    config = str(shell.folder / "config.toml")
    elsewhere = Shell(folder=tmp_path, settings={})
    assert elsewhere.ok("--config", config, "case", "B-3", "--json").json["borrower"] == "B-3"
    assert list(tmp_path.iterdir()) == []


def test_doctor_finds_nothing_bad(shell: Shell, imported: dict[str, Any]) -> None:
    findings = shell.ok("doctor", "--json").json
    assert {finding["level"] for finding in findings} <= {"good", "off"}


def test_nothing_else_was_left_in_the_folder(shell: Shell, messages: list[dict[str, Any]]) -> None:
    left = {path.name for path in shell.folder.iterdir()}
    assert left <= FILES | {"forbear.db-wal", "forbear.db-shm"}
