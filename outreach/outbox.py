"""The queue of texts: each is asked for once more, rendered, recorded, handed to its provider, and its answer kept.

1. Claim waiting rows whose time has come; nobody else takes them meanwhile.
2. In small transactions, cases in the order of their ids and locked before their rows: prepare, mark as ``sending``.
   That transaction counts what was sent and takes this row's place in every cap, so no other worker can take it too.
3. Hand them to the channels, one address at a time in order.
4. Keep what the providers answered. Only a proof that nothing went gives the place back. A row that stays ``sending``
   is later marked ``unknown``, never sent again, and goes on counting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.model import Channel, Kind
from channels.base import ErrorKind, Outgoing, SendError
from outreach import metrics, receipts
from outreach.casefile import open_files
from outreach.counts import Counts
from outreach.live import DESK, chat_topic
from outreach.picturing import png_of
from outreach.preparing import Ready, end, prepare
from outreach.runtime import Runtime
from storage import casefiles, chat_lines, counted, receipt_rows, traffic

log = structlog.get_logger(__name__)

CLAIM = timedelta(minutes=5)
BATCH = 200
TOGETHER = 25
"""Rows in one transaction: few enough that nobody waits long for the database."""
AT_ONCE = 20
TRIES: Mapping[ErrorKind, int] = {ErrorKind.RETRY: 5, ErrorKind.THROTTLED: 50}
"""How often a text is tried where the provider certainly did not take it. A crowded provider is no failure."""
BACKOFF = timedelta(minutes=2)
BEHIND = "an earlier text to this address waits"
AT_HAND = timedelta(minutes=2)
"""So long after the gate allowed it a text is handed over; later, say by a process that slept, it is asked for anew."""
TOO_LATE = "it was not handed over in time"

Answer = str | SendError | None


def deliver(runtime: Runtime, now: datetime | None = None, *, borrower_id: int | None = None) -> Counts:
    """Send everything that is due, or only what waits for one borrower; what became of it."""
    counts = Counts()
    while True:
        moment = _moment(runtime, now)
        with runtime.db.writing() as connection:
            rows = traffic.claim_due(connection, moment, moment + CLAIM, BATCH, borrower_id)
        if rows:
            counts += _deliver_batch(runtime, rows, moment)
        if len(rows) < BATCH:
            return counts


def _moment(runtime: Runtime, now: datetime | None) -> datetime:
    """The moment now: whoever waited for a lock must not ask the gate about a time that has passed."""
    at = runtime.clock.now()
    return at if now is None else max(now, at)


def _deliver_batch(runtime: Runtime, rows: Sequence[Row[Any]], now: datetime) -> Counts:
    counts = Counts()
    ready: list[Ready] = []
    ordered = sorted(rows, key=lambda row: (row.case_id, row.id))
    for start in range(0, len(ordered), TOGETHER):
        ready += _prepare_together(runtime, ordered[start : start + TOGETHER], now, counts)
    answers = runtime.edge.run(_send_all(runtime, ready)) if ready else []
    _keep_all(runtime, ready, answers, now, counts)
    if ready:
        receipts.take_up_early(runtime)
    for row in rows:
        runtime.live.publish(chat_topic(row.borrower_id), {"type": "message", "id": row.id})
        runtime.live.publish(DESK, {"type": "message", "id": row.id, "borrower_id": row.borrower_id})
    return counts


def _keep_all(
    runtime: Runtime, ready: Sequence[Ready], answers: Sequence[Answer], now: datetime, counts: Counts
) -> None:
    with runtime.db.writing() as connection:
        # Cases whose contact point turns out not to work change with it: they are locked before their rows.
        hurt = [each.row.case_id for each, answer in zip(ready, answers, strict=True) if receipts.degrades(answer)]
        casefiles.lock(connection, hurt)
        for each, answer in zip(ready, answers, strict=True):
            _keep(connection, runtime, each.row, answer, _moment(runtime, now), counts)


def _prepare_together(runtime: Runtime, rows: Sequence[Row[Any]], claimed: datetime, counts: Counts) -> list[Ready]:
    """Those of the rows claimed at ``claimed`` that may go now, recorded as being sent."""
    ready = []
    with runtime.db.writing() as connection:
        ids = [row.case_id for row in rows]
        casefiles.lock(connection, ids)
        counted.lock_addresses(connection, [(row.channel, row.address) for row in rows if row.address])
        now = _moment(runtime, claimed)
        files = {file.stored.id: file for file in open_files(connection, ids, now, lock=True)}
        # Between claim and lock a row may have been cancelled: what is read now, under the lock, is true.
        for row in traffic.still_claimed(connection, [row.id for row in rows], claimed + CLAIM):
            try:
                with connection.begin_nested():
                    done = prepare(connection, runtime, row, files[row.case_id], now)
            except Exception as error:
                log.exception("preparing_failed", message_id=row.id)
                end(connection, row, "failed", failure_code="internal", failure=f"{type(error).__name__}: {error}")
                done = Counts(failed=1)
            if isinstance(done, Ready):
                ready.append(done)
            else:
                counts += done
    return ready


async def _send_all(runtime: Runtime, ready: Sequence[Ready]) -> list[Answer]:
    """The answers in the order of ``ready``. What goes to one address goes one after the other."""
    gate = asyncio.Semaphore(AT_ONCE)
    lanes: dict[tuple[str, str], list[int]] = {}
    for number, each in enumerate(ready):
        lanes.setdefault((each.row.channel, each.outgoing.address), []).append(number)
    answers: list[Answer] = [None] * len(ready)

    async def one_lane(numbers: list[int]) -> None:
        waits: SendError | None = None
        for number in numbers:
            async with gate:
                answers[number] = waits or await _send(runtime, ready[number])
            answer = answers[number]
            if waits is None and isinstance(answer, SendError) and answer.kind in TRIES:
                waits = SendError(answer.kind, BEHIND, code=answer.code, after=answer.after)

    await asyncio.gather(*(one_lane(numbers) for numbers in lanes.values()))
    return answers


async def _send(runtime: Runtime, each: Ready) -> Answer:
    adapter = runtime.channels.get(Channel(each.row.channel))
    if adapter is None or not adapter.on:
        missing = ", ".join(adapter.missing) if adapter else f"no channel {each.row.channel}"
        return SendError(ErrorKind.CONFIG, f"{each.row.channel} is off; set {missing}", code="channel.off")
    if runtime.clock.now() - each.at > AT_HAND:
        return SendError(ErrorKind.RETRY, TOO_LATE, code="late")
    try:
        return await adapter.send(await _with_picture(each))
    except SendError as error:
        return error
    except Exception as error:
        log.exception("send_failed", message_id=each.row.id)
        return SendError(ErrorKind.UNKNOWN, f"{type(error).__name__}: {error}")


async def _with_picture(each: Ready) -> Outgoing:
    """The text with its picture, made beside the loop that sends."""
    picture = await asyncio.to_thread(png_of, each.picture) if each.picture else None
    return replace(each.outgoing, picture=picture) if picture else each.outgoing


def _keep(
    connection: Connection, runtime: Runtime, row: Row[Any], answer: Answer, now: datetime, counts: Counts
) -> None:
    metrics.MESSAGES.labels(row.channel, "failed" if isinstance(answer, SendError) else "sent").inc()
    if not isinstance(answer, SendError):
        end(connection, row, "sent", provider_id=answer)
        chat_lines.show(connection, row.id, row.borrower_id, row.channel)
        counts.sent += 1
        return
    log.warning("send_refused", message_id=row.id, kind=answer.kind.value, code=answer.code, why=answer.what)
    receipt_rows.add(connection, row.id, now, answer.kind.value, answer.code)
    if row.attempts + 1 < TRIES.get(answer.kind, 0):
        wait = answer.after or BACKOFF * (2 ** min(row.attempts, 5))
        end(connection, row, "queued", not_before=now + wait, sent_at=None)
        return
    receipts.refused(connection, runtime, row, answer, now)
    if answer.kind is ErrorKind.STOPPED and row.kind == Kind.OPT_OUT_CONFIRMATION:
        end(connection, row, "skipped", sent_at=None, **receipts.CONFIRMED_BY_CARRIER)
        counts.skipped += 1
        return
    counts.failed += 1
    state = "unknown" if answer.kind is ErrorKind.UNKNOWN else "failed"
    # Every other kind proves that the provider took nothing: then it was no contact, and its place is free again.
    went = {} if answer.kind is ErrorKind.UNKNOWN else {"sent_at": None}
    end(connection, row, state, failure_code=answer.code or answer.kind.value, failure=answer.what, **went)


def give_up_lost(runtime: Runtime, now: datetime) -> int:
    """Rows left ``sending`` by a process that died: nobody knows whether they went, so they never go again."""
    with runtime.db.writing() as connection:
        return traffic.lost(connection, now)
