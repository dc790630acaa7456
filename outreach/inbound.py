"""What comes in: stored once, understood, answered, and decided on, in one transaction; then the answers leave.

1. Find whose address it is, or take the borrower from a signed link.
2. Store it; a repeated external id stops here.
3. Under the case's lock: read it, let the conversation answer, apply the facts, queue the replies. Commit.
4. Deliver the replies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from cases.events import BorrowerWrote
from cases.model import Channel, ContactPoint, CustodyState
from cases.say import Say
from channels.base import ErrorKind, Inbound, Outgoing, Receipt, ReceiptStatus, SendError
from outreach import metrics
from outreach.conversing import converse
from outreach.live import DESK, chat_topic
from outreach.outbox import degrade, deliver
from outreach.pressed import label_of
from outreach.runtime import Runtime
from outreach.work import Work
from storage import borrowers, casefiles, traffic

log = structlog.get_logger(__name__)

LONGEST = 4096
"""Characters of a text that are kept and read; the rest is cut."""

RANK = {status: rank for rank, status in enumerate(ReceiptStatus)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of an inbound message. ``message_id`` None: it was not stored (repeated, or nobody's)."""

    borrower_id: int | None
    message_id: int | None
    repeated: bool = False


def receive(runtime: Runtime, inbound: Inbound) -> Received:
    """Take one message in and answer it."""
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        found = _whose(connection, inbound, now)
        if found is None:
            metrics.INBOUND.labels(inbound.channel, "unknown").inc()
            log.info("inbound_from_unknown_address", channel=inbound.channel.value)
            return Received(borrower_id=None, message_id=None)
        borrower_id, point = found
        case_id = casefiles.id_for_borrower(connection, borrower_id) or casefiles.open_case(
            connection, borrower_id, now
        )
        message_id = _store(connection, inbound, borrower_id, case_id, point, now)
        if message_id is None:
            metrics.INBOUND.labels(inbound.channel, "repeated").inc()
            return Received(borrower_id=borrower_id, message_id=None, repeated=True)
        work = Work(connection, runtime, case_id, now, actor="borrower")
        if inbound.choice and not inbound.text:
            traffic.change(connection, message_id, body=label_of(work, point, inbound.choice))
        if not inbound.opened:
            work.apply(BorrowerWrote(channel=inbound.channel.value))
        converse(work, point.id, inbound)
        work.finish()
    metrics.INBOUND.labels(inbound.channel, "taken").inc()
    runtime.live.publish(chat_topic(borrower_id), {"type": "message", "id": message_id})
    runtime.live.publish(DESK, {"type": "message", "ref": work.file.borrower.ref, "id": message_id})
    work.publish("queue" if work.case.custody.state is CustodyState.QUEUED else "case")
    deliver(runtime, now, borrower_id=borrower_id)
    return Received(borrower_id=borrower_id, message_id=message_id)


def _whose(connection: Connection, inbound: Inbound, now: datetime) -> tuple[int, ContactPoint] | None:
    if inbound.borrower_id is not None:
        point = borrowers.add_contact_point(
            connection, inbound.borrower_id, inbound.channel, inbound.address, now=now, consented=True
        )
        return inbound.borrower_id, point
    owners = borrowers.owners_of(connection, inbound.channel, inbound.address)
    if len(owners) < 2:
        return owners[0] if owners else None
    written = traffic.last_written_to(connection, inbound.channel.value, inbound.address)
    return next((owner for owner in owners if owner[0] == written), owners[0])


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
        "actor": "borrower",
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
    if inbound.text:
        return inbound.text[:LONGEST]
    if inbound.unreadable:
        return "[a file, picture or voice note]"
    return inbound.choice or ""


def unknown_sender(runtime: Runtime, inbound: Inbound) -> None:
    """Answer somebody whose address is nobody's: no debt, only how to reach us. Never fails."""
    key = "telegram_start" if inbound.channel is Channel.TELEGRAM else "unknown_sender"
    now = runtime.clock.now()
    text = runtime.words.render(
        Say(key=key),
        locale=runtime.settings.lender.locale,
        channel=inbound.channel,
        unasked=False,
        sender=runtime.sender(),
        today=now.date(),
        zone=runtime.zone,
    )
    adapter = runtime.channels[inbound.channel]
    try:
        runtime.edge.run(adapter.send(Outgoing(message_id=0, address=inbound.address, text=text.body)))
    except SendError as error:
        log.warning("send_refused", channel=inbound.channel.value, kind=error.kind.value, why=error.what)


def record_receipt(runtime: Runtime, receipt: Receipt) -> bool:
    """Keep what a provider reports, in whatever order it comes; False for an id that is none of ours."""
    with runtime.db.writing() as connection:
        row = traffic.by_provider_id(connection, receipt.channel.value, receipt.provider_id)
        if row is None or row.direction != "out":
            return False
        traffic.add_receipt(connection, row.id, receipt.at, receipt.status.value, receipt.code)
        if receipt.status is ReceiptStatus.FAILED:
            kind = receipt.error.kind if receipt.error else ErrorKind.UNKNOWN
            what = receipt.error.what if receipt.error else "the provider could not deliver it"
            traffic.change(connection, row.id, state="failed", failure_code=receipt.code or kind.value, failure=what)
            degrade(connection, row.contact_point_id, kind, runtime.clock.now())
        elif RANK[receipt.status] > RANK.get(_status(row.state), -1):
            known = {ReceiptStatus.DELIVERED: "delivered", ReceiptStatus.READ: "read"}
            traffic.change(connection, row.id, state=known.get(receipt.status, "sent"))
    runtime.live.publish(DESK, {"type": "message", "borrower_id": row.borrower_id, "id": row.id})
    runtime.live.publish(chat_topic(row.borrower_id), {"type": "message", "id": row.id})
    return True


def _status(state: str) -> ReceiptStatus:
    known = {status.value: status for status in ReceiptStatus}
    return known.get(state, ReceiptStatus.ACCEPTED)
