"""The queue of texts: each is asked for once more, rendered, recorded, handed to its provider, and its answer kept.

1. Claim waiting rows whose time has come.
2. Under the case's lock: is it still wanted, does the gate still allow it? Render, mark as sending. Commit.
3. Hand it to the channel.
4. Keep what the provider answered. A row that stays ``sending`` is later marked ``unknown`` and never sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.flows.menus import choices_for, opening
from cases.model import Channel, Kind
from cases.say import Say
from channels.base import Button, ErrorKind, Outgoing, SendError
from outreach import gatekeeping, metrics
from outreach.casefile import BorrowerFile, open_file
from outreach.counts import Counts
from outreach.gatekeeping import Draft
from outreach.live import DESK, chat_topic
from outreach.reminders_say import courtesy_say, reminder_say
from outreach.rendering import compose
from outreach.runtime import Runtime
from outreach.wording import WordingError
from storage import borrowers, traffic, waiting
from storage.codec import choices_to_json, say_from_json, say_to_json

log = structlog.get_logger(__name__)

CLAIM = timedelta(minutes=5)
BATCH = 200
TRIES = 5
BACKOFF = timedelta(minutes=2)
SAFE_TO_SAY = frozenset({"first_contact", "first_contact_again"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A recorded text, ready to be handed over."""

    row: Row[Any]
    outgoing: Outgoing


def deliver(runtime: Runtime, now: datetime | None = None, *, borrower_id: int | None = None) -> Counts:
    """Send everything that is due, or only what waits for one borrower; what became of it."""
    counts = Counts()
    while True:
        batch, done = _deliver_batch(runtime, now or runtime.clock.now(), borrower_id)
        counts += batch
        if done:
            return counts


def _deliver_batch(runtime: Runtime, now: datetime, borrower_id: int | None) -> tuple[Counts, bool]:
    counts = Counts()
    with runtime.db.writing() as connection:
        rows = traffic.claim_due(connection, now, now + CLAIM, BATCH, borrower_id)
        ready = [each for row in rows if (each := _prepare(connection, runtime, row, now, counts))]
    if not rows:
        return counts, True
    results = runtime.edge.run(_send_all(runtime, ready)) if ready else []
    with runtime.db.writing() as connection:
        for each, result in zip(ready, results, strict=True):
            _keep(connection, each, result, now, counts)
    for row in rows:
        runtime.live.publish(chat_topic(row.borrower_id), {"type": "message", "id": row.id})
        runtime.live.publish(DESK, {"type": "message", "id": row.id, "borrower_id": row.borrower_id})
    return counts, len(rows) < BATCH


def _prepare(connection: Connection, runtime: Runtime, row: Row[Any], now: datetime, counts: Counts) -> _Ready | None:
    """Everything that is decided just before a send; None where it does not leave now."""
    file = open_file(connection, row.case_id, now, lock=True)
    stale = _no_longer_wanted(runtime, file, row)
    if stale:
        _end(connection, row, "skipped", decision="skip", decision_rule=stale, decision_until=None)
        counts.skipped += 1
        return None
    try:
        say, text = _words(runtime, file, row)
    except WordingError as error:
        log.exception("template_failed", message_id=row.id)
        _end(connection, row, "failed", failure_code="template", failure=str(error))
        counts.failed += 1
        return None
    point = file.point(row.contact_point_id)
    draft = Draft(
        channel=Channel(row.channel),
        point=point,
        kind=Kind(row.kind),
        key=row.template,
        text=text.body,
        sender=("collector", row.actor.removeprefix("collector:"), row.token) if row.token is not None else "bot",
        locale=text.locale,
    )
    decision = gatekeeping.ask(connection, runtime, file, file.case, draft, now)
    columns = gatekeeping.as_columns(decision)
    if decision.decision != "allow":
        state = "held" if decision.decision == "hold" else "denied"
        _end(connection, row, state, not_before=decision.until, **columns)
        counts += Counts(held=int(state == "held"), denied=int(state == "denied"))
        return None
    buttons = tuple(Button(id=each.id, label=each.label) for each in text.choices)
    traffic.change(
        connection,
        row.id,
        state="sending",
        body=text.body,
        locale=text.locale,
        template_version=text.template_version,
        say=say_to_json(say) if say else None,
        choices=[{"id": each.id, "label": each.label} for each in buttons],
        attempts=row.attempts + 1,
        **columns,
    )
    if say is not None and row.kind != Kind.REPLY and row.contact_point_id is not None:
        _open_dialogue(connection, row, say, now)
    outgoing = Outgoing(message_id=row.id, address=row.address or "", text=text.body, buttons=buttons)
    return _Ready(row=row, outgoing=outgoing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The words of a row, whoever made them."""

    body: str
    locale: str
    template_version: int | None
    choices: tuple[Any, ...]


def _words(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> tuple[Say | None, _Text]:
    """Rendered anew, so that no amount is older than the ledger; a person's own words stay as they are."""
    if row.say is None:
        return None, _Text(body=row.body, locale=row.locale, template_version=None, choices=())
    say = _renewed(runtime, file, row)
    unasked = Kind(row.kind) in gatekeeping.UNASKED
    text = compose(runtime, file, say, channel=Channel(row.channel), unasked=unasked, locale=_fixed_locale(row))
    return say, _Text(body=text.body, locale=text.locale, template_version=text.template_version, choices=text.choices)


def _fixed_locale(row: Row[Any]) -> str | None:
    """A reply stays in the language it was made in; everything else follows the borrower's choice."""
    return str(row.locale) if row.kind == Kind.REPLY else None


def _renewed(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> Say:
    kept = say_from_json(row.say)
    if row.step is None or kept.key in SAFE_TO_SAY:
        return kept
    step = ladder_of_row(runtime, file, row)
    if step is None:
        return kept
    return courtesy_say(file, runtime) if step.courtesy else reminder_say(file, step.template)


def ladder_of_row(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> Any:
    """The step a row was made for, in the ladder that holds for the borrower now."""
    language = file.borrower.locale.split("-")[0]
    ladder = runtime.strategy.ladder_for(file.position.bucket, language, file.position.arrears)
    return ladder.find(row.step)


def _no_longer_wanted(runtime: Runtime, file: BorrowerFile, row: Row[Any]) -> str | None:
    """The reason why a planned text is out of date, or None."""
    if row.step is None or row.actor != "bot":
        return None
    step = ladder_of_row(runtime, file, row)
    if step is None:
        return "strategy.changed"
    if step.courtesy:
        gone = file.position.late or file.position.next_due is None
        return "case.changed" if gone else None
    if not file.position.late:
        return "case.paid"
    if file.case.step not in (None, row.step):
        return "strategy.superseded"
    return None


def _open_dialogue(connection: Connection, row: Row[Any], say: Say, now: datetime) -> None:
    """The reply to an unasked text finds its choices, and the conversation that hears it."""
    start = opening(say.key)
    values = {
        "flow": start.flow,
        "step": start.step,
        "data": dict(start.data),
        "offered": choices_to_json(say.choices or choices_for(say.key)),
        "misses": 0,
        "updated_at": now,
    }
    waiting.keep_dialogue(connection, row.case_id, row.contact_point_id, values)


async def _send_all(runtime: Runtime, ready: list[_Ready]) -> list[str | SendError | None]:
    gate = asyncio.Semaphore(20)

    async def one(each: _Ready) -> str | SendError | None:
        adapter = runtime.channels.get(Channel(each.row.channel))
        if adapter is None or not adapter.on:
            missing = ", ".join(adapter.missing) if adapter else f"no channel {each.row.channel}"
            return SendError(ErrorKind.CONFIG, f"{each.row.channel} is off; set {missing}", code="channel.off")
        async with gate:
            try:
                return await adapter.send(each.outgoing)
            except SendError as error:
                return error
            except Exception as error:
                log.exception("send_failed", message_id=each.row.id)
                return SendError(ErrorKind.UNKNOWN, f"{type(error).__name__}: {error}")

    return list(await asyncio.gather(*(one(each) for each in ready)))


def _keep(connection: Connection, each: _Ready, result: str | SendError | None, now: datetime, counts: Counts) -> None:
    row = each.row
    metrics.MESSAGES.labels(row.channel, "failed" if isinstance(result, SendError) else "sent").inc()
    if not isinstance(result, SendError):
        _end(connection, row, "sent", sent_at=now, provider_id=result)
        counts.sent += 1
        return
    log.warning("send_refused", message_id=row.id, kind=result.kind.value, code=result.code, why=result.what)
    traffic.add_receipt(connection, row.id, now, result.kind.value, result.code)
    again = result.kind in (ErrorKind.RETRY, ErrorKind.THROTTLED) and row.attempts + 1 < TRIES
    if again:
        wait = result.after or BACKOFF * (2**row.attempts)
        _end(connection, row, "queued", not_before=now + wait)
        return
    counts.failed += 1
    state = "unknown" if result.kind is ErrorKind.UNKNOWN else "failed"
    _end(connection, row, state, failure_code=result.code or result.kind.value, failure=result.what)
    degrade(connection, row.contact_point_id, result.kind, now)


def degrade(connection: Connection, contact_point_id: int | None, kind: ErrorKind, now: datetime) -> None:
    """A contact point that does not work is not tried again; one that said stop is opted out."""
    if contact_point_id is None:
        return
    if kind is ErrorKind.BAD_ADDRESS:
        borrowers.mark(connection, contact_point_id, bad_at=now, bad_reason="bounced")
    elif kind is ErrorKind.STOPPED:
        borrowers.mark(connection, contact_point_id, opted_out_at=now)


def _end(connection: Connection, row: Row[Any], state: str, **values: Any) -> None:
    traffic.change(connection, row.id, state=state, claimed_until=None, **values)


def give_up_lost(runtime: Runtime, now: datetime) -> int:
    """Rows left ``sending`` by a process that died: nobody knows whether they went, so they never go again."""
    with runtime.db.writing() as connection:
        return traffic.lost(connection, now)
