"""What providers report of a text, in whatever order it comes, once or again and again, even before we know its id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.model import Kind
from channels.base import ErrorKind, Receipt, ReceiptStatus
from outreach.live import DESK, chat_topic
from outreach.runtime import Runtime
from storage import borrowers, early_receipts, traffic

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
        _take(connection, row, report, runtime.clock.now())
    _tell(runtime, row)
    return True


def take_up_early(runtime: Runtime) -> int:
    """Receipts that came before the provider's answer, whose texts are known by now; how many."""
    now = runtime.clock.now()
    with runtime.db.writing() as connection:
        found = [
            (row, early) for early in early_receipts.since(connection, now - KEPT) if (row := _row(connection, early))
        ]
        for row, early in found:
            _take(connection, row, early.payload, now)
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


def _take(connection: Connection, row: Row[Any], report: dict[str, str | None], now: datetime) -> None:
    status, code = ReceiptStatus(str(report["status"])), report["code"]
    if traffic.has_receipt(connection, row.id, status.value, code):
        return
    traffic.add_receipt(connection, row.id, datetime.fromisoformat(str(report["at"])), status.value, code)
    # Knowledge only grows: a late word of less changes nothing, and a failure is the last one.
    if RANK[status.value] <= RANK.get(_state_now(connection, row), -1):
        return
    values: dict[str, Any] = {"state": STATES.get(status, "sent")}
    if status is ReceiptStatus.FAILED:
        if report["kind"] == ErrorKind.STOPPED and row.kind == Kind.OPT_OUT_CONFIRMATION:
            values = {"state": "skipped", **CONFIRMED_BY_CARRIER}
        else:
            values |= {"failure_code": code or report["kind"], "failure": report["what"]}
        degrade(connection, row.contact_point_id, ErrorKind(str(report["kind"])), now)
    traffic.change(connection, row.id, **values)


def _state_now(connection: Connection, row: Row[Any]) -> str:
    """The state, which an earlier receipt of the same batch may have changed."""
    found = traffic.get(connection, row.id)
    return str(found.state) if found else ""


def degrade(connection: Connection, contact_point_id: int | None, kind: ErrorKind, now: datetime) -> None:
    """A contact point that does not work is not tried again; one that said stop is opted out."""
    if contact_point_id is None:
        return
    if kind is ErrorKind.BAD_ADDRESS:
        borrowers.mark(connection, contact_point_id, bad_at=now, bad_reason="bounced")
    elif kind is ErrorKind.STOPPED:
        borrowers.mark(connection, contact_point_id, opted_out_at=now)


def _tell(runtime: Runtime, row: Row[Any]) -> None:
    runtime.live.publish(DESK, {"type": "message", "borrower_id": row.borrower_id, "id": row.id})
    runtime.live.publish(chat_topic(row.borrower_id), {"type": "message", "id": row.id})
