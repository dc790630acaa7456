"""Giving chats to people: by itself to who is on duty and has room, by a supervisor to anybody, back to the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from cases.custody import BY_ITSELF
from cases.events import Claimed, Requeued
from cases.model import CustodyState
from outreach import desk_hours
from outreach.desk_work import lease_of, working
from outreach.duty import Colleague, colleagues
from outreach.live import person_topic
from outreach.people import Person, Role
from outreach.refusals import Refused
from outreach.runtime import Runtime
from outreach.work import Work
from storage import duty, people, snoozes

log = structlog.get_logger(__name__)

LOOKED_AT: Final = 20
"""How many of those who fit somebody are looked at: they are not given what went back to the queue from them."""


def give_out(runtime: Runtime, *, wall: datetime | None = None) -> int:
    """Give who waits to collectors on duty, the least loaded first; how many. Off unless ``auto_assign`` is on.

    Skill, language and capacity must fit; words of despair go to anybody who is there, who reads them first.
    """
    if not runtime.settings.desk.auto_assign:
        return 0
    there = [each for each in colleagues(runtime, wall=wall) if each.there and each.role == Role.COLLECTOR]
    return _give_despair(runtime, there) + _give_by_room(runtime, there) if there else 0


def _give_despair(runtime: Runtime, there: list[Colleague]) -> int:
    now, given = runtime.clock.now(), 0
    with runtime.db.reading() as connection:
        found = duty.despairing(connection, now, LOOKED_AT)
        waiting = [(row, duty.gave_up(connection, row.id)) for row in found]
    for row, before in waiting:
        fresh = [each for each in there if each.login != before]
        speak_it = sorted(fresh, key=lambda each: (row.locale not in (each.locales or (row.locale,)), each.chats))
        taken = next((each for each in speak_it if _give(runtime, row.id, row.ref, each, at_most=None)), None)
        if taken is not None:
            there[there.index(taken)] = replace(taken, chats=taken.chats + 1)
            given += 1
    return given


def _give_by_room(runtime: Runtime, there: Sequence[Colleague]) -> int:
    given, free = 0, [each for each in there if each.room]
    while free:
        free.sort(key=lambda each: (each.chats, each.name))
        taker = free.pop(0)
        if _give_one(runtime, taker):
            given += 1
            more = replace(taker, chats=taker.chats + 1)
            free += [more] if more.room else []
    return given


def _give_one(runtime: Runtime, taker: Colleague) -> bool:
    """The first of those who fit that was not theirs a moment ago."""
    now = runtime.clock.now()
    with runtime.db.reading() as connection:
        found = duty.fitting(connection, skills=taker.skills, locales=taker.locales, now=now, limit=LOOKED_AT)
        fresh = [row for row in found if duty.gave_up(connection, row.id) != taker.login]
    return any(_give(runtime, row.id, row.ref, taker, at_most=taker.capacity) for row in fresh)


def _give(runtime: Runtime, case_id: int, ref: str, taker: Colleague, *, at_most: int | None) -> bool:
    """Give it under its lock, if it waits still, is not aside, and they have room."""
    with working(runtime, ref, BY_ITSELF, kind="custody") as work:
        waits = work.case.custody.state is CustodyState.QUEUED
        if not waits or snoozes.is_aside(work.connection, case_id, work.now):
            return False
        if at_most is not None and duty.load(work.connection, taker.login) >= at_most:
            return False
        until = work.now + timedelta(minutes=runtime.settings.desk.take_up_minutes)
        work.apply(Claimed(login=taker.login, lease_until=until, given_by=BY_ITSELF))
    _tell(runtime, taker.login, ref)
    return True


def reassign(runtime: Runtime, ref: str, by: Person, login: str) -> None:
    """A supervisor gives the chat to a colleague, whoever has it now. Raises Refused with the reason."""
    if by.role is not Role.SUPERVISOR:
        raise Refused("Only a supervisor gives a chat to a colleague.")
    with working(runtime, ref, f"user:{by.login}", kind="custody") as work:
        taker = people.by_login(work.connection, login)
        if taker is None or not taker.active or taker.role not in duty.ANSWERING:
            raise Refused("Choose a colleague who answers borrowers.")
        custody = work.case.custody
        if custody.state is CustodyState.COLLECTOR and custody.holder == login:
            raise Refused(f"{taker.name} has this chat already.")
        given_by = by.login if login != by.login else None
        work.apply(Claimed(login=login, lease_until=work.now + lease_of(runtime), given_by=given_by))
        snoozes.end(work.connection, work.case_id)
    _tell(runtime, login, ref)


def put_back(runtime: Runtime, ref: str, by: Person, why: str = "") -> None:
    """Back into the queue for somebody else: by who holds it, or by a supervisor. Raises Refused."""
    with working(runtime, ref, f"user:{by.login}", kind="custody") as work:
        custody = work.case.custody
        if custody.state is not CustodyState.COLLECTOR:
            raise Refused("Nobody holds this chat.")
        if custody.holder != by.login and by.role is not Role.SUPERVISOR:
            raise Refused("Only who holds a chat, or a supervisor, puts it back.")
        work.apply(Requeued(why=" ".join(why.split()), due_by=_answer_by(work)))
    give_out(runtime)


def _answer_by(work: Work) -> datetime:
    return desk_hours.state(work.runtime.settings.desk, work.now).answer_by


def _tell(runtime: Runtime, login: str, ref: str) -> None:
    """The page of the one it was given to hears it; call it after the commit."""
    runtime.live.publish(person_topic(login), {"type": "given", "ref": ref})
    log.info("chat_given", ref=ref, login=login)
