"""Photos and files that borrowers sent, once a case by their SHA-256. Lists leave the bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import messages, proofs

UNSORTED = "unsorted"
_LISTED = [column for column in proofs.c if column.name != "content"]


def add(connection: Connection, values: dict[str, Any]) -> bool:
    """Whether it is new; the same bytes are kept once a case."""
    maker = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = maker(proofs).values(values).on_conflict_do_nothing()
    return connection.execute(statement.returning(proofs.c.id)).first() is not None


def count_since(connection: Connection, borrower_id: int, since: datetime) -> int:
    """How many were kept of this borrower since then."""
    query = select(func.count()).where(proofs.c.borrower_id == borrower_id, proofs.c.at >= since)
    return int(connection.execute(query).scalar_one())


def unsorted(connection: Connection, case_id: int) -> list[Row[Any]]:
    """``name`` and ``sha256`` of those that nobody said anything about yet, oldest first."""
    query = select(proofs.c.name, proofs.c.sha256).where(proofs.c.case_id == case_id, proofs.c.kind == UNSORTED)
    return list(connection.execute(query.order_by(proofs.c.id)))


def file(connection: Connection, case_id: int, sha256: Sequence[str], *, kind: str, about: str | None) -> None:
    """Say what these show and of which hold they speak."""
    chosen = update(proofs).where(proofs.c.case_id == case_id, proofs.c.sha256.in_(sha256))
    connection.execute(chosen.values(kind=kind, about=about))


def of_case(connection: Connection, case_id: int) -> list[Row[Any]]:
    """All of a case without their bytes, oldest first."""
    return list(connection.execute(select(*_LISTED).where(proofs.c.case_id == case_id).order_by(proofs.c.id)))


def get(connection: Connection, case_id: int, proof_id: int) -> Row[Any] | None:
    """One of a case, with its bytes."""
    query = select(proofs).where(proofs.c.case_id == case_id, proofs.c.id == proof_id)
    return connection.execute(query).first()


def heard_before(connection: Connection, channel: str, external_id: str) -> bool:
    """Whether this message of a provider is stored already."""
    query = select(messages.c.id).where(messages.c.channel == channel, messages.c.external_id == external_id)
    return connection.execute(query.limit(1)).first() is not None
