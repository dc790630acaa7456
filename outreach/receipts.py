"""What providers report of a text, in whatever order it comes, once or again and again, even before we know its id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.events import ContactPointFailed, OptedOut
from cases.model import Kind
from channels.base import ErrorKind, Receipt, ReceiptStatus, SendError
from outreach.live import DESK, chat_topic
from outreach.runtime import Runtime
from outreach.work import Work
from storage import borrowers, casefiles, early_receipts, receipt_rows, traffic

log = structlog.get_logger(__name__)

KEPT = timedelta(hours=1)
"""How long a receipt of an unknown id waits for its text to become known."""

RANK = {status.value: rank for rank, status in enumerate(ReceiptStatus)}
STATES = {ReceiptStatus.DELIVERED: "delivered", ReceiptStatus.READ: "read", ReceiptStatus.FAILED: "failed"}
CONFIRMED_BY_CARRIER: Mapping[str, Any] = {
    "decision": "skip",
    "decision_rule": "channel.stopped",
    "decision_until": None,
    "decision_why": {
        "status": "house",
        "source": "the provider confirmed the stop itself and lets nothing more through",
        "fired": [],
    },
}
"""What becomes of our confirmation of a stop where the provider has confirmed it already."""


def record_receipt(runtime: Runtime, receipt: Receipt) -> bool:
    """Keep what a provider reports; False for an id that is none of ours, or not yet: that one is kept for later."""
    report = _as_report(receipt)
    with runtime.db.writing() as connection:
        row = traffic.by_provider_id(connection, receipt.channel.value, receipt.provider_id)
        if row is None or row.direction != "out":
            early_receipts.keep(connection, report, runtime.clock.now())
            return False
        # The case before its rows, and one receipt of a message after the other: counts are never raced.
        casefiles.lock(connection, [row.case_id])
        _take(connection, runtime, row, report, runtime.clock.now())
    _tell(runtime, row)
    return True


def take_up_early(runtime: Runtime) -> int:
    """Receipts that came before the provider's answer, whose texts are known by now; how many."""
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        found = [
            (row, early) for early in early_receipts.since(connection, now - KEPT) if (row := _row(connection, early))
        ]
        casefiles.lock(connection, [row.case_id for row, _ in found])
        for row, early in found:
            _take(connection, runtime, row, early.payload, now)
        early_receipts.drop(connection, [early.id for _, early in found], before=now - KEPT)
    for row, _ in found:
        _tell(runtime, row)
    return len(found)


def _row(connection: Connection, early: Row[Any]) -> Row[Any] | None:
    return traffic.by_provider_id(connection, early.payload["channel"], early.payload["provider_id"])


def _as_report(receipt: Receipt) -> dict[str, str | None]:
    error = receipt.error
    failed = receipt.status is ReceiptStatus.FAILED
    return {
        "channel": receipt.channel.value,
        "provider_id": receipt.provider_id,
        "at": receipt.at.isoformat(),
        "status": receipt.status.value,
        "code": receipt.code,
        "kind": error.kind.value if error else ErrorKind.UNKNOWN.value if failed else None,
        "what": error.what if error else "the provider could not deliver it" if failed else None,
    }


ARRIVED = frozenset({ReceiptStatus.DELIVERED, ReceiptStatus.READ})


def _take(
    connection: Connection, runtime: Runtime, row: Row[Any], report: dict[str, str | None], now: datetime
) -> None:
    status, code, at = ReceiptStatus(str(report["status"])), report["code"], datetime.fromisoformat(str(report["at"]))
    if receipt_rows.has(connection, row.id, status.value, code):
        return
    _count(connection, row, status, at)
    receipt_rows.add(connection, row.id, at, status.value, code)
    # Knowledge only grows: a late word of less changes nothing, and a failure is the last one.
    if RANK[status.value] <= RANK.get(_state_now(connection, row), -1):
        return
    values: dict[str, Any] = {"state": STATES.get(status, "sent")}
    if status is ReceiptStatus.FAILED:
        if report["kind"] == ErrorKind.STOPPED and row.kind == Kind.OPT_OUT_CONFIRMATION:
            values = {"state": "skipped", **CONFIRMED_BY_CARRIER}
        else:
            values |= {"failure_code": code or report["kind"], "failure": report["what"]}
    traffic.change(connection, row.id, **values)
    if status is ReceiptStatus.FAILED:
        degrade(connection, runtime, row, ErrorKind(str(report["kind"])), str(report["what"]), now)


def _count(connection: Connection, row: Row[Any], status: ReceiptStatus, at: datetime) -> None:
    """The quality of a contact point: each message counts once as arrived and once as failed, in whatever order."""
    same = ARRIVED if status in ARRIVED else {status} & {ReceiptStatus.FAILED}
    if row.contact_point_id is None or not same:
        return
    before = {each.status for each in receipt_rows.of_message(connection, row.id)}
    first = not before & {each.value for each in same}
    arrived = status in ARRIVED
    borrowers.count_outcome(
        connection,
        row.contact_point_id,
        delivered=int(first and arrived),
        failed=int(first and not arrived),
        delivered_at=at if arrived else None,
    )


def _state_now(connection: Connection, row: Row[Any]) -> str:
    """The state, which an earlier receipt of the same batch may have changed."""
    found = traffic.get(connection, row.id)
    return str(found.state) if found else ""


DEGRADING = frozenset({ErrorKind.BAD_ADDRESS, ErrorKind.STOPPED})
"""Errors after which a contact point is not written to any more."""


def degrade(connection: Connection, runtime: Runtime, row: Row[Any], kind: ErrorKind, what: str, now: datetime) -> None:
    """A contact point that does not work is not tried again; one that said stop is opted out. The case must be locked.

    What follows is decided as for any fact: what waits there is cancelled, the step is said elsewhere after a while,
    and where nothing is left the case is unreachable and a person is told.
    """
    if row.contact_point_id is None or kind not in DEGRADING:
        return
    _, point = borrowers.contact_point(connection, row.contact_point_id)
    work = Work(connection, runtime, row.case_id, now, actor="provider")
    if kind is ErrorKind.BAD_ADDRESS and point.bad_at is None:
        work.apply(ContactPointFailed(contact_point_id=point.id, channel=row.channel, why=what, step=row.step))
    elif kind is ErrorKind.STOPPED and point.opted_out_at is None:
        work.apply(OptedOut(contact_point_id=point.id, channel=row.channel, how="provider"))
    work.finish()


def degrades(answer: object) -> bool:
    """Whether a provider's answer to a send says that the contact point does not work."""
    return isinstance(answer, SendError) and answer.kind in DEGRADING


def refused(connection: Connection, runtime: Runtime, row: Row[Any], error: SendError, now: datetime) -> None:
    """A provider refused a text for good: what that says of the contact point. The case must be locked."""
    if row.contact_point_id is not None and error.kind in DEGRADING:
        borrowers.count_outcome(connection, row.contact_point_id, delivered=0, failed=1, delivered_at=None)
    degrade(connection, runtime, row, error.kind, error.what, now)


def _tell(runtime: Runtime, row: Row[Any]) -> None:
    runtime.live.publish(DESK, {"type": "message", "borrower_id": row.borrower_id, "id": row.id})
    runtime.live.publish(chat_topic(row.borrower_id), {"type": "message", "id": row.id})
