"""Other borrowers who were answered before: what the wait of the story's person is told from."""

from __future__ import annotations

from datetime import timedelta

from cases.events import HandedBack, PersonRequested
from outreach import casework
from outreach.desk_work import working
from tests.stories.cast import Borrower
from tests.stories.deskwork import LOGIN
from tests.stories.program import Program


def answer_others(program: Program, beside: Borrower, count: int, minutes: int) -> None:
    """So many ask for a person now; each is taken that many minutes later, and handed back at once."""
    refs = [f"B-9{number:02}" for number in range(count)]
    loan = {name: beside.loan[name] for name in ("currency", "locale", "timezone", "jurisdiction")}
    program.bring("loans", [loan | {"borrower_ref": ref, "name": ref, "loan_ref": f"L{ref}"} for ref in refs])
    for ref in refs:
        with working(program.runtime, ref, "borrower") as work:
            work.apply(PersonRequested(skill="general", priority=1, reason="asked for a person", due_by=None))
    program.pass_time(program.clock.now() + timedelta(minutes=minutes))
    for ref in refs:
        casework.claim(program.runtime, ref, LOGIN)
        with working(program.runtime, ref, f"user:{LOGIN}") as work:
            work.apply(HandedBack(outcome="information", agreed="", avoid=""))
