"""Creditors: whose debt it is, by ref."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from cases.model import Creditor
from storage.tables import creditors


def by_refs(connection: Connection, refs: Iterable[str]) -> dict[str, Creditor]:
    """Those of these creditors that have a row; without a query where none is named."""
    wanted = sorted(set(refs))
    if not wanted:
        return {}
    rows = connection.execute(select(creditors).where(creditors.c.ref.in_(wanted)))
    return {row.ref: _creditor(row) for row in rows}


def every(connection: Connection) -> list[Creditor]:
    """All creditors, by ref."""
    return [_creditor(row) for row in connection.execute(select(creditors).order_by(creditors.c.ref))]


def _creditor(row: Row[Any]) -> Creditor:
    return Creditor(
        ref=row.ref,
        name=row.name,
        full_name=row.full_name or row.name,
        phone=row.phone or "",
        officer=row.officer or "",
        pay_url=row.pay_url or "",
        actor=row.actor,
        kind=row.kind,
        packs=tuple(row.packs),
    )
