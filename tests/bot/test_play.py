from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from bot.play import play_borrower
from cases.model import Channel
from outreach.chat import thread
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from tests.bot.conftest import id_of


class Typed(Console):
    """A terminal at which somebody types these lines and then ends it."""

    def __init__(self, *lines: str) -> None:
        self.shown = io.StringIO()
        super().__init__(file=self.shown, width=200)
        self._lines: Iterator[str] = iter(lines)

    def input(self, *_prompt: object, **_more: object) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None


def test_a_borrower_is_played_through_identity_to_the_figures(runtime: Runtime) -> None:
    terminal = Typed("1987", "", "why")
    play_borrower(runtime, "B-1", console=terminal)
    assert "186.40" in terminal.shown.getvalue()
    lines = thread(runtime, id_of(runtime), channel=Channel.CONSOLE)
    assert [line.text for line in lines if line.from_ == "borrower"] == ["1987", "why"]


def test_the_one_who_is_late_longest_is_played_by_default(runtime: Runtime) -> None:
    terminal = Typed()
    play_borrower(runtime, None, console=terminal)
    assert "You are B-2" in terminal.shown.getvalue()


def test_somebody_who_is_not_there_cannot_be_played(runtime: Runtime) -> None:
    with pytest.raises(NotFound, match="B-404"):
        play_borrower(runtime, "B-404", console=Typed())
