"""The console script as a stranger runs it: a process of its own, in a folder with nothing but a configuration."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from emulators import Running
from tests.stories.cast import STAND_INS
from tests.stories.program import listening
from tests.support.tree import ROOT

FORBEAR = Path(sys.executable).with_name("forbear")
PATIENCE_S = 60.0


@dataclass(frozen=True, kw_only=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output, which must be one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line a person reads when it did not work."""
        assert self.code != 0, self.out
        assert self.out == ""
        (line,) = self.err.splitlines()
        assert line.startswith("forbear: ")
        return line.removeprefix("forbear: ")


@dataclass(frozen=True, kw_only=True)
class Shell:
    """A folder and an environment in which commands are run."""

    folder: Path
    settings: Mapping[str, str]

    def begin(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Start a command; ``settings`` are variables of its own, like ``FORBEAR__WEB__PORT``."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FORBEAR")}
        return subprocess.Popen(
            [FORBEAR, *arguments],
            cwd=self.folder,
            env=kept | dict(self.settings) | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **settings: str) -> Done:
        """Run a command to its end."""
        return ended(self.begin(*arguments, **settings))

    def ok(self, *arguments: str, **settings: str) -> Done:
        """Run a command that must work."""
        done = self.run(*arguments, **settings)
        assert done.code == 0, done
        return done

    @contextmanager
    def staying(self, *arguments: str, **settings: str) -> Iterator[Stay]:
        """A command that stays, like ``run``, until the block ends or it was stopped in it."""
        process = self.begin(*arguments, **settings)
        try:
            yield Stay(process)
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()


class Stay:
    """A program that stays."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def until_it_answers(self, url: str) -> httpx2.Response:
        """Its first answer at this address."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            assert self._process.poll() is None, self._process.communicate()
            try:
                return httpx2.get(url, trust_env=False, timeout=5)
            except httpx2.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"nothing answers at {url}")

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that it does."""
        end = time.monotonic() + PATIENCE_S
        while not happened():
            assert self._process.poll() is None, self._process.communicate()
            assert time.monotonic() < end
            time.sleep(0.1)

    def interrupt(self) -> tuple[Done, float]:
        """Ctrl-C: how it ended, and after how many seconds."""
        began = time.monotonic()
        self._process.send_signal(signal.SIGINT)
        return ended(self._process), time.monotonic() - began


def ended(process: subprocess.Popen[str]) -> Done:
    """Wait for the end of a command."""
    out, err = process.communicate(timeout=PATIENCE_S)
    return Done(code=process.returncode, out=out, err=err)


def new_shell(folder: Path, **settings: str) -> Shell:
    """A folder with the example configuration, and nothing else of ours."""
    shutil.copy(ROOT / "config.example.toml", folder / "config.toml")
    return Shell(folder=folder, settings=settings)


def pointed_at(stand_ins: Running) -> dict[str, str]:
    """The variables that turn both channels on and lead them to the stand-ins."""
    return {
        "FORBEAR__TELEGRAM__TOKEN": STAND_INS.bot_token,
        "FORBEAR__TELEGRAM__API_BASE": stand_ins.telegram_base,
        "FORBEAR__TWILIO__ACCOUNT_SID": STAND_INS.account_sid,
        "FORBEAR__TWILIO__AUTH_TOKEN": STAND_INS.auth_token,
        "FORBEAR__TWILIO__FROM_NUMBER": STAND_INS.our_number,
        "FORBEAR__TWILIO__API_BASE": stand_ins.twilio_base,
    }


def free_port() -> int:
    """A port that nobody uses just now."""
    with listening() as listener:
        return int(listener.getsockname()[1])
