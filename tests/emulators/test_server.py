"""Starting and stopping: ports, threads, the command line."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time

import httpx2
import pytest

from emulators import EmulatorConfig, start
from emulators.__main__ import main


def test_it_starts_on_a_free_port_and_stops_by_itself() -> None:
    with start(EmulatorConfig()) as running:
        assert httpx2.get(f"{running.base_url}/control/state", trust_env=False).status_code == 200
        port = int(running.base_url.rpartition(":")[2])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_it_stops_at_once_while_others_wait() -> None:
    running = start(EmulatorConfig())
    token = EmulatorConfig().bot_token
    waiting = [f"/telegram/bot{token}/getUpdates?timeout=30", "/phones/events"]

    def wait_for(path: str) -> None:
        with httpx2.stream("GET", running.base_url + path, timeout=40, trust_env=False) as response:
            response.read()

    threads = [threading.Thread(target=wait_for, args=(path,)) for path in waiting]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    running.stop()
    for thread in threads:
        thread.join(5)
    assert time.monotonic() - began < 3
    assert not any(thread.is_alive() for thread in threads)


def test_a_taken_port_is_an_error() -> None:
    with start(EmulatorConfig()) as running, pytest.raises(OSError, match="in use"):
        start(EmulatorConfig(), port=int(running.base_url.rpartition(":")[2]))


def test_the_command_says_one_line_when_it_cannot_start(capsys: pytest.CaptureFixture[str]) -> None:
    with start(EmulatorConfig()) as running:
        assert main(["--port", running.base_url.rpartition(":")[2]]) == 1
    error = capsys.readouterr().err
    assert error.startswith("The stand-ins cannot start:")
    assert error.count("\n") == 1


def test_the_command_runs_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "emulators", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name, address = process.stdout.readline().split()
        assert name == "phones"
        assert httpx2.get(address, trust_env=False).status_code == 200
        process.terminate()
        assert process.wait(10) == 0
