"""How commands speak: JSON for programs, tables for people, one clear line for what went wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import typer
from rich.console import Console

P = ParamSpec("P")

out = Console()
err = Console(stderr=True)


class Stop(Exception):
    """Ends a command with one line and an exit code."""

    def __init__(self, what: str, code: int = 1) -> None:
        super().__init__(what)
        self.code = code


def expected() -> tuple[type[Exception], ...]:
    """The mistakes that are people's to mend, not ours: shown as one line."""
    from cases.custody import CustodyRefused
    from outreach.configuring import ConfigError
    from outreach.importing.problems import ImportFileError
    from outreach.packerrors import PackError
    from outreach.people import PeopleError
    from outreach.planpolicy import PlanPolicyError
    from outreach.refusals import Refused
    from outreach.reliefpolicy import ReliefPolicyError
    from outreach.strategies import StrategyError
    from outreach.wording import WordingError
    from storage.session import DatabaseError

    return (
        ConfigError,
        DatabaseError,
        StrategyError,
        PlanPolicyError,
        ReliefPolicyError,
        PackError,
        ImportFileError,
        PeopleError,
        Refused,
        CustodyRefused,
        WordingError,
    )


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn an expected mistake into its line on standard error and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Stop as stop:
            fail(str(stop), stop.code)
        except expected() as error:
            fail(str(error))
        except BrokenPipeError:
            raise typer.Exit(0) from None

    return run


def fail(what: str, code: int = 1) -> None:
    """One line on standard error, and out."""
    err.print(f"forbear: {what}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def warn(what: str) -> None:
    """One line on standard error, and on."""
    err.print(f"forbear: {what}", markup=False, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line on standard output, as it is."""
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON value on a line of its own."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


@contextmanager
def runtime_for(config: Path | None, **options: Any) -> Iterator[Any]:
    """A runtime for the length of a command."""
    from cli.logs import quiet_logs
    from outreach.configuring import load_settings
    from outreach.runtime import build_runtime

    settings = load_settings(config)
    quiet_logs(settings.log)
    runtime = build_runtime(settings, **options)
    try:
        yield runtime
    finally:
        runtime.close()
