"""`forbear run` and `worker`: they start, answer, stop at Ctrl-C, and say in one line why they cannot start."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import httpx2
import pytest

from emulators import Running
from tests.stories.cast import STAND_INS
from tests.stories.program import listening
from tests.stories.shell import Shell, free_port, new_shell, pointed_at

pytestmark = pytest.mark.slow

STOPS_WITHIN_S = 30.0
"""Far more than it takes, also on a busy machine: who waits for a page that never closes would exceed it."""


def test_run_answers_and_stops_at_ctrl_c_while_a_chat_is_open(tmp_path: Path, stand_ins: Running) -> None:
    stand_ins.remote.reset()
    port = free_port()
    shell = new_shell(tmp_path, **pointed_at(stand_ins), FORBEAR__WEB__PORT=str(port))
    base = f"http://127.0.0.1:{port}"
    (tmp_path / "loans.csv").write_text("borrower_ref,name,loan_ref,currency\nB-1,Vera Lund,L-1,USD\n")
    shell.ok("import", "loans", "loans.csv")
    chat = shell.ok("chat-link", "B-1").out.strip()
    with shell.staying("run") as program:
        assert program.until_it_answers(f"{base}/healthz").status_code == 200
        assert program.until_it_answers(f"{base}/readyz").status_code == 200
        program.until(lambda: bool(stand_ins.remote.state()["telegram"]["calls"]))
        with httpx2.stream("GET", f"{chat}/events", trust_env=False, timeout=30) as stream:
            assert stream.status_code == 200
            done, seconds = program.interrupt()
    assert done.code == 0, done
    assert f"{base}/desk/" in done.out
    assert "Stopped." in done.out
    assert "Traceback" not in done.err, done.err
    assert seconds < STOPS_WITHIN_S


def test_a_telegram_update_that_waited_is_taken_by_the_worker(tmp_path: Path, stand_ins: Running) -> None:
    stand_ins.remote.reset()
    stand_ins.remote.start_bot(STAND_INS.people[0].telegram_id or 0)
    shell = new_shell(tmp_path, **pointed_at(stand_ins))
    with shell.staying("worker") as program:
        program.until(lambda: not stand_ins.remote.state()["telegram"]["pending_updates"])
        done, seconds = program.interrupt()
    assert (done.code, seconds < STOPS_WITHIN_S) == (0, True), done
    (chat,) = stand_ins.remote.state()["telegram"]["chats"]
    assert [message["from_bot"] for message in chat["messages"]] == [False, True]


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with listening() as listener:
        port = str(listener.getsockname()[1])
        complaint = new_shell(tmp_path, FORBEAR__WEB__PORT=port).run("run").complaint
    assert port in complaint
    assert "web.port" in complaint


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[web]\nprot = 8321", "port"),
        ("[web\nport = 1", "config.toml"),
    ],
)
def test_a_broken_configuration_is_one_line_with_the_place(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "config.toml").write_text(line)
    assert told in Shell(folder=tmp_path, settings={}).run("run").complaint


def test_a_variable_that_is_no_setting_is_one_line_with_the_nearest(tmp_path: Path) -> None:
    complaint = new_shell(tmp_path, FORBEAR__TWILIO__AUTH_TOKN="x").run("migrate").complaint
    assert "FORBEAR__TWILIO__AUTH_TOKN" in complaint
    assert "auth_token" in complaint.lower()


def test_an_address_of_another_machine_is_not_called_taken(tmp_path: Path) -> None:
    complaint = new_shell(tmp_path, FORBEAR__WEB__HOST="192.0.2.1").run("run").complaint
    assert "192.0.2.1 is no address of this machine" in complaint
    assert "web.host" in complaint


@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_the_sample_does_not_meet_a_real_provider(tmp_path: Path, command: str) -> None:
    shell = new_shell(tmp_path, FORBEAR__TELEGRAM__TOKEN="123456:abcdef")
    shell.ok("migrate")
    with sqlite3.connect(tmp_path / "forbear.db") as database:
        database.execute("INSERT INTO meta (key, value) VALUES ('sample.loaded', 'now')")
    database.close()
    complaint = shell.run(command).complaint
    assert "[telegram] would reach real people" in complaint
    assert "database.url" in complaint


def test_a_newer_database_is_one_line(tmp_path: Path) -> None:
    shell = new_shell(tmp_path)
    shell.ok("migrate")
    with sqlite3.connect(tmp_path / "forbear.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for command in (("run",), ("messages", "--json")):
        assert "newer" in shell.run(*command).complaint
