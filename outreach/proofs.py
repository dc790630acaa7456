"""Photos and files of borrowers: fetched, looked at, stored once a case, listed, and shown to signed-in people.

They lie in the database, beside the case they speak of: docs/decisions/0007.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from cases.events import ProofReceived
from cases.flows.turn import SentFile
from cases.model import Channel
from channels.base import Attached, Fetching, Inbound, InboundFile, SendError
from outreach.files import A_DAY, MOST_A_DAY, MOST_BYTES, clean_name, refusal_of, type_of
from outreach.refusals import NotFound
from outreach.runtime import Runtime
from storage import borrowers, casefiles, proofs

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was taken of a message's files: all of them, the facts of those that are new, why another was refused."""

    files: tuple[SentFile, ...] = ()
    facts: tuple[ProofReceived, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """A stored photo or file without its bytes. ``about`` is the ref of the hold it speaks to; ``size`` in bytes."""

    id: int
    message_id: int | None
    about: str | None
    kind: str
    name: str
    content_type: str
    size: int
    sha256: str
    at: datetime


def fetched(runtime: Runtime, inbound: Inbound) -> Inbound:
    """The message with the files that lay at its provider. What a stranger sends, or what came before, is not fetched;
    nor is more than a borrower may send in a day."""
    if not inbound.attached:
        return inbound
    with runtime.db.reading() as connection:
        owners = borrowers.owners_of(connection, inbound.channel, inbound.address)
        since = runtime.clock.now() - A_DAY
        sent = [proofs.count_since(connection, owner.borrower_id, since) for owner in owners]
        room = MOST_A_DAY - max(sent, default=MOST_A_DAY)
        repeated = proofs.heard_before(connection, inbound.channel.value, inbound.external_id)
    if not owners or repeated:
        return inbound
    taken, refused = list[InboundFile](), "many" if len(inbound.attached) > room else ""
    for attached in inbound.attached[: max(0, room)]:
        content, why = _fetch(runtime, inbound.channel, attached)
        if content is not None:
            taken.append(InboundFile(name=attached.name, content=content))
        refused = why or refused
    return replace(inbound, files=tuple(taken), refused=refused)


def _fetch(runtime: Runtime, channel: Channel, attached: Attached) -> tuple[bytes | None, str]:
    """The bytes, or why there are none: too many of them, or the provider does not give them."""
    adapter: object = runtime.channels.get(channel)
    if (attached.size or 0) > MOST_BYTES:
        return None, "size"
    if not isinstance(adapter, Fetching):
        return None, "lost"
    try:
        content = runtime.edge.run(adapter.fetch(attached, MOST_BYTES))
    except SendError as error:
        log.warning("file_not_fetched", channel=channel.value, kind=error.kind.value, why=error.what)
        return None, "lost"
    return content, "" if content is not None else "size"


def keep(
    connection: Connection,
    inbound: Inbound,
    *,
    borrower_id: int,
    case_id: int,
    message_id: int,
    by_party: bool,
    now: datetime,
) -> Kept:
    """Store what came with a message. The same bytes are stored once a case, and what is no photo or PDF never."""
    files, facts, refused = list[SentFile](), list[ProofReceived](), inbound.refused
    room = MOST_A_DAY - proofs.count_since(connection, borrower_id, now - A_DAY) if inbound.files else 0
    for file in inbound.files:
        why, content_type = refusal_of(file.content), type_of(file.content)
        if why or content_type is None or len(facts) >= room:
            refused = why or "many"
            continue
        fact = ProofReceived(
            sha256=hashlib.sha256(file.content).hexdigest(),
            name=clean_name(file.name, content_type),
            content_type=content_type,
            size=len(file.content),
        )
        values = {"case_id": case_id, "borrower_id": borrower_id, "message_id": message_id, "at": now}
        values |= {"kind": "other" if by_party else proofs.UNSORTED, "content": file.content}
        values |= {name: getattr(fact, name) for name in ("sha256", "name", "content_type", "size")}
        if proofs.add(connection, values):
            facts.append(fact)
        files.append(SentFile(name=fact.name, sha256=fact.sha256))
    return Kept(files=tuple(files), facts=tuple(facts), refused=refused)


def unsorted(connection: Connection, case_id: int) -> tuple[SentFile, ...]:
    """What nobody said anything about yet."""
    return tuple(SentFile(name=row.name, sha256=row.sha256) for row in proofs.unsorted(connection, case_id))


def proofs_of(connection: Connection, case_id: int) -> tuple[ProofView, ...]:
    """All photos and files of a case, oldest first."""
    return tuple(_view(row) for row in proofs.of_case(connection, case_id))


def _view(row: Row[Any]) -> ProofView:
    names = ("id", "message_id", "about", "kind", "name", "content_type", "size", "sha256", "at")
    return ProofView(**{name: getattr(row, name) for name in names})


def open_proof(runtime: Runtime, ref: str, proof_id: int) -> tuple[ProofView, bytes]:
    """One of a borrower's, with its bytes. Raises NotFound."""
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        row = proofs.get(connection, case_id, proof_id) if case_id is not None else None
    if row is None:
        raise NotFound("There is no such photo or file in this case.")
    return _view(row), bytes(row.content)


def names_shown(files: Sequence[InboundFile]) -> str:
    """How files stand in the thread: their names in brackets."""
    named = ((file, type_of(file.content)) for file in files)
    return " ".join(f"[{clean_name(file.name, type_)}]" if type_ else "[file]" for file, type_ in named)
