"""A person's own words that wait for their hour: written while the gate holds them, sent when it allows them.

The author spoke by right when they wrote, so no lease is needed at the hour itself. Two things take the words back,
since they were written for another moment: the borrower has written meanwhile, or a colleague holds the chat. Then they
lie in the author's drafts again, unless the author has begun something else there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row

from cases.custody import ran_out
from cases.model import Case, Custody, CustodyState
from outreach.desk_work import working
from outreach.people import Person, Role
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime
from storage import drafts, people, traffic
from storage.codec import say_from_json

OWN_WORDS: Final = "officer_writes"
"""The frame around words that a person wrote unasked."""
ANSWERED: Final = "scheduled.answered"
TAKEN: Final = "scheduled.taken"
CANCELLED: Final = "scheduled.cancelled"


def scheduled(row: Row[Any]) -> bool:
    """Whether a message is a person's own words that wait, or waited, for their hour: they carry no lease."""
    return row.actor.startswith("collector:") and row.token is None and row.template in (None, OWN_WORDS)


def author_of(row: Row[Any]) -> str:
    """The login of who wrote it."""
    return str(row.actor).removeprefix("collector:")


def overtaken(connection: Connection, case: Case, row: Row[Any], now: datetime) -> str | None:
    """Why words that waited are not sent any more, or None."""
    if not scheduled(row):
        return None
    custody = case.custody
    colleague = custody.state is CustodyState.COLLECTOR and custody.holder != author_of(row)
    if colleague and not ran_out(custody, now):
        return TAKEN
    heard = (traffic.last_in(connection, row.borrower_id), traffic.last_in_at(connection, row.contact_point_id))
    return ANSWERED if any(each is not None and each.planned_at > row.planned_at for each in heard) else None


def as_written(case: Case, row: Row[Any]) -> Case:
    """The case as the gate is to see it for these words: still with their author."""
    if not scheduled(row):
        return case
    token = case.custody.token
    return replace(case, custody=Custody(state=CustodyState.COLLECTOR, holder=author_of(row), token=token))


def give_back(connection: Connection, row: Row[Any], now: datetime) -> None:
    """The words of a message lie in its author's drafts again."""
    author = people.by_login(connection, author_of(row))
    if author is None or drafts.of(connection, row.case_id, author.login) is not None:
        return
    words = str(say_from_json(row.say).values["text"]) if row.say is not None else row.body
    drafts.keep(connection, row.case_id, author.id, channel=row.channel, text=words, now=now)


def cancel(runtime: Runtime, ref: str, person: Person, message_id: int) -> None:
    """Take words back that wait. Their author may, whoever holds the chat, and supervisors.

    Raises NotFound for what does not wait (any more), Refused for anybody else.
    """
    with working(runtime, ref, f"user:{person.login}", kind="message") as work:
        row = traffic.get(work.connection, message_id)
        waits = row is not None and row.case_id == work.case_id and row.state in traffic.WAITING
        if row is None or not waits or not scheduled(row):
            raise NotFound("This message does not wait any more.")
        holds = work.case.custody.state is CustodyState.COLLECTOR and work.case.custody.holder == person.login
        if person.login != author_of(row) and not holds and person.role is not Role.SUPERVISOR:
            raise Refused("Only who wrote it, who holds the chat, or a supervisor may take it back.")
        why = {"by": work.actor, "at": work.now.isoformat()}
        traffic.skip(work.connection, [row.id], rule=CANCELLED, why=why)
        give_back(work.connection, row, work.now)
