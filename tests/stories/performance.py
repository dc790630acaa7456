"""A story from its first line to its last, and what must hold at the end of any."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx2

from emulators import Running
from outreach import exports
from tests.stories.cast import CAST, LENDERS, Borrower
from tests.stories.deskwork import Collector, CollectorByRequests
from tests.stories.phones import Phones
from tests.stories.player import Player
from tests.stories.program import Program, running
from tests.stories.script import Story

DECISIONS = frozenset({"allow", "hold", "deny", "skip"})


def perform(
    story: Story,
    stand_ins: Running,
    folder: Path,
    collector: Callable[[Program, Borrower, ExitStack], Collector] | None = None,
    keys: set[str] | None = None,
) -> list[str]:
    """What happened, line by line. The portfolio of the story's person is imported at its beginning.

    ``keys`` takes up the keys of all messages that were said.
    """
    borrower = CAST[story.person]
    borrower = replace(borrower, loan=borrower.loan | story.changes)
    with ExitStack() as stack:
        lender = LENDERS[story.lender]
        program = stack.enter_context(running(folder, stand_ins, story.begins, mode=story.telegram, lender=lender))
        http = stack.enter_context(httpx2.Client(base_url=program.base, trust_env=False, timeout=20))
        phones = Phones(program=program, borrower=borrower, http=http)
        sign_in = collector or _by_requests
        player = Player(program, borrower, phones, lambda: sign_in(program, borrower, stack))
        program.bring("loans", [borrower.loan])
        program.bring("instalments", borrower.instalment_rows())
        for line in story.lines:
            try:
                player.play(line)
            except (AssertionError, ValueError, httpx2.HTTPError) as error:
                return [*player.happened, f"!! could not play {line!r}: {error}", *_failures(program)]
        hold_always(program)
        if keys is not None:
            keys.update(each["template"] for each in exports.messages(program.runtime) if each["template"])
        return player.happened


def _by_requests(program: Program, borrower: Borrower, stack: ExitStack) -> Collector:
    someone = CollectorByRequests(program, borrower.ref)
    stack.callback(someone.close)
    return someone


def hold_always(program: Program) -> None:
    """Whatever the story: every text out carries its decision, nothing failed, and Twilio had no complaint."""
    assert _failures(program) == []
    for message in exports.messages(program.runtime):
        if message["direction"] == "out":
            assert message["decision"]["decision"] in DECISIONS, message
            assert message["state"] not in {"queued", "sending"}, message
    state = program.stand_ins.remote.state()
    assert state["twilio"]["alerts"] == []


def _failures(program: Program) -> list[str]:
    return [f"!! {line}" for line in program.log if line["log_level"] in ("error", "critical")]
