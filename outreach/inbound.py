"""What comes in: stored once, understood, answered, and decided on, in one transaction; then the answers leave.

1. Find whose address it is, or take the borrower from a signed link.
2. Under the case's lock: store it; a repeated external id stops here.
3. Read it, let the conversation answer, apply the facts, queue the replies. Somebody beside the borrower starts no
   conversation (``bystanders``). What goes wrong there is taken back and a person is asked for: a message that reached
   us is never lost. Commit.
4. Deliver the replies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from cases.events import BorrowerWrote, PersonRequested
from cases.model import Channel, ContactPoint, CustodyState
from cases.say import Phrase, Say
from channels.base import Inbound, Outgoing, SendError
from outreach import assigning, bystanders, desk_hours, metrics, proofs, waiting_time
from outreach.casefile import open_file
from outreach.consulting import consult
from outreach.conversing import converse, queue_reply
from outreach.live import DESK, chat_topic
from outreach.outbox import deliver
from outreach.pressed import label_of
from outreach.proofs import Kept
from outreach.runtime import Runtime
from outreach.second_reader import Opinion
from outreach.wording import Told
from outreach.work import Work
from storage import borrowers, casefiles, chat_lines, traffic
from storage.borrowers import Owner
from storage.session import savepoint

log = structlog.get_logger(__name__)

LONGEST = 4096
"""Characters of a text that are kept and read; the rest is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of an inbound message. ``message_id`` None: it was not stored (repeated, or nobody's)."""

    borrower_id: int | None
    message_id: int | None
    repeated: bool = False


def receive(runtime: Runtime, inbound: Inbound) -> Received:
    """Take one message in and answer it."""
    opinion = consult(runtime, inbound)
    now = runtime.clock.now()
    received, work = take(runtime, inbound, now, opinion)
    if work is None or received.borrower_id is None:
        return received
    metrics.INBOUND.labels(inbound.channel, "taken").inc()
    runtime.live.publish(chat_topic(received.borrower_id), {"type": "message", "id": received.message_id})
    runtime.live.publish(DESK, {"type": "message", "ref": work.file.borrower.ref, "id": received.message_id})
    if work.case.custody.state is CustodyState.QUEUED:
        work.publish("queue")
        assigning.give_out(runtime)
    else:
        work.publish("case")
    deliver(runtime, now, borrower_id=received.borrower_id)
    return received


def take(
    runtime: Runtime, inbound: Inbound, now: datetime, opinion: Opinion | None = None
) -> tuple[Received, Work | None]:
    """One turn in one transaction: stored, understood, decided on, its replies queued. No work where it was known.

    ``opinion`` is a second reader's, asked for before anything was locked.
    """
    with runtime.db.writing() as connection:
        found = _whose(connection, inbound, now)
        if found is None:
            metrics.INBOUND.labels(inbound.channel, "unknown").inc()
            log.info("inbound_from_unknown_address", channel=inbound.channel.value)
            return Received(borrower_id=None, message_id=None), None
        borrower_id = found.borrower_id
        case_id = found.case_id or casefiles.open_case(connection, borrower_id, now)
        # The case before its rows: on PostgreSQL two messages at once would otherwise wait for each other for ever.
        file = open_file(connection, case_id, now, lock=True)
        point = file.known_point(found.point_id)
        message_id = _store(connection, inbound, borrower_id, case_id, point, now)
        if message_id is None:
            metrics.INBOUND.labels(inbound.channel, "repeated").inc()
            return Received(borrower_id=borrower_id, message_id=None, repeated=True), None
        if not inbound.opened and point.party_ref is None:
            chat_lines.show(connection, message_id, borrower_id, inbound.channel.value)
        kept = proofs.keep(
            connection,
            inbound,
            borrower_id=borrower_id,
            case_id=case_id,
            message_id=message_id,
            by_party=point.party_ref is not None,
            now=now,
        )
        try:
            with savepoint(connection):
                work = Work(connection, runtime, case_id, now, actor=_actor(point), file=file)
                _answer(work, point, inbound, message_id, kept, opinion)
        except Exception:
            log.exception("answering_failed", message_id=message_id)
            work = Work(connection, runtime, case_id, now, actor=_actor(point), file=file)
            _call_a_person(work, point, message_id, kept)
    return Received(borrower_id=borrower_id, message_id=message_id), work


def _answer(
    work: Work, point: ContactPoint, inbound: Inbound, message_id: int, kept: Kept, opinion: Opinion | None
) -> None:
    for fact in kept.facts:
        work.apply(fact)
    if inbound.choice and not inbound.text:
        traffic.change(work.connection, message_id, body=label_of(work, point, inbound.choice))
    party = work.file.party(point)
    if party is not None:
        bystanders.hear(work, party, point, inbound, message_id)
        return
    if not inbound.opened:
        work.apply(BorrowerWrote(channel=inbound.channel.value))
    converse(work, point.id, inbound, message_id, kept, opinion)
    work.finish()


def _call_a_person(work: Work, point: ContactPoint, message_id: int, kept: Kept) -> None:
    """The bot failed at this message: somebody else reads it, and the borrower is told so where that still works."""
    hours = desk_hours.state(work.runtime.settings.desk, work.now)
    why = "The bot failed at the last message; it is in the log."
    for fact in kept.facts:
        work.apply(fact)
    if point.party_ref is None:
        work.apply(BorrowerWrote(channel=point.channel.value))
    work.apply(PersonRequested(skill="general", priority=2, reason=why, due_by=hours.answer_by))
    work.finish()
    try:
        with work.connection.begin_nested():
            closed = Phrase(key="person.closed", values={"at": hours.opens_at})
            line = waiting_time.wait_line(work) if hours.open else closed
            queue_reply(work, point, Say(key="awaiting_person", values={"person_line": line}), answers=message_id)
    except Exception:
        log.exception("telling_failed", borrower=work.file.borrower.ref)


def _whose(connection: Connection, inbound: Inbound, now: datetime) -> Owner | None:
    if inbound.borrower_id is not None:
        point = borrowers.add_contact_point(
            connection, inbound.borrower_id, inbound.channel, inbound.address, now=now, consented=True
        )
        case_id = casefiles.id_for_borrower(connection, inbound.borrower_id)
        return Owner(borrower_id=inbound.borrower_id, point_id=point.id, case_id=case_id)
    owners = borrowers.owners_of(connection, inbound.channel, inbound.address)
    if len(owners) < 2:
        return owners[0] if owners else None
    written = traffic.last_written_to(connection, inbound.channel.value, inbound.address)
    return next((owner for owner in owners if owner.borrower_id == written), owners[0])


def _actor(point: ContactPoint) -> str:
    """Who wrote: the borrower, or somebody beside them."""
    return "borrower" if point.party_ref is None else f"party:{point.party_ref}"


def _store(
    connection: Connection, inbound: Inbound, borrower_id: int, case_id: int, point: ContactPoint, now: datetime
) -> int | None:
    values: dict[str, Any] = {
        "borrower_id": borrower_id,
        "case_id": case_id,
        "contact_point_id": point.id,
        "loans": [],
        "channel": inbound.channel.value,
        "address": inbound.address,
        "direction": "in",
        "actor": _actor(point),
        "kind": "reply",
        "state": "opened" if inbound.opened else "received",
        "body": shown(inbound),
        "choices": [],
        "external_id": inbound.external_id,
        "planned_at": now,
        "sent_at": inbound.at,
    }
    return traffic.add(connection, values)


def shown(inbound: Inbound) -> str:
    """What a person reading the thread sees of it."""
    files = proofs.names_shown(inbound.files)
    if inbound.text or files:
        return " ".join(part for part in (files, inbound.text) if part)[:LONGEST]
    if inbound.refused:
        return "[a file that was not taken]"
    if inbound.unreadable:
        return "[a file, picture or voice note]"
    return inbound.choice or ""


def unknown_sender(runtime: Runtime, inbound: Inbound) -> None:
    """Answer somebody whose address is nobody's: no debt, only how to reach us. Never fails."""
    key = "telegram_start" if inbound.channel is Channel.TELEGRAM else "unknown_sender"
    now = runtime.clock.now()
    text = runtime.words.render(
        Say(key=key),
        Told(
            locale=runtime.settings.lender.locale,
            channel=inbound.channel,
            sender=runtime.sender(),
            today=now.date(),
            zone=runtime.zone,
        ),
        unasked=False,
    )
    adapter = runtime.channels[inbound.channel]
    try:
        runtime.edge.run(adapter.send(Outgoing(message_id=0, address=inbound.address, text=text.body)))
    except SendError as error:
        log.warning("send_refused", channel=inbound.channel.value, kind=error.kind.value, why=error.what)
