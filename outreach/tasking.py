"""Tasks that people set for a case: of a kind, with a day, ended by a code of what came of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from outreach.desk_work import working
from outreach.refusals import Refused
from outreach.runtime import Runtime
from storage import waiting

KINDS: Final = ("todo_call", "todo_proof", "todo_review", "todo_visit")
"""Call, check a proof, look again, visit."""
CODES: Final = ("done", "reached", "not_reached", "put_off", "not_needed")
"""What may come of a task."""
FARTHEST: Final = timedelta(days=366)


def add_task(runtime: Runtime, ref: str, login: str, kind: str, what: str, due_by: datetime) -> None:
    """Set a task; several of a kind may be open. Raises Refused with what is to be mended."""
    what = " ".join(what.split())
    if kind not in KINDS:
        raise Refused("Choose what is to be done.")
    if not what:
        raise Refused("Say in a few words what it is about.")
    with working(runtime, ref, f"user:{login}") as work:
        if not work.now < due_by <= work.now + FARTHEST:
            raise Refused("Choose a day to come, at most a year ahead.")
        named = f"{kind}:{secrets.token_hex(4)}"
        waiting.open_task(work.connection, work.case_id, named, what, now=work.now, due_by=due_by, data={"by": login})
