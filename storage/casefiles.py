"""Cases as values: loaded whole, saved whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, insert, select, update

from cases.model import (
    Case,
    HoldType,
)
from cases.money import Money
from storage.below import below
from storage.caserows import (
    affordability_columns,
    case_columns,
    case_of,
    hold_columns,
    plan_columns,
    promise_columns,
    relief_columns,
)
from storage.prepared import Prepared, among
from storage.tables import affordability, borrowers, cases, holds, plans, promises, reliefs
from storage.upserts import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with its keys in the database, number and hash of its last event, and what lists sort by."""

    id: int
    borrower_id: int
    seq: int
    head: str
    opened_at: datetime
    case: Case
    oldest_due_on: date | None
    arrears: list[list[str | int]]


def open_case(connection: Connection, borrower_id: int, now: datetime) -> int:
    """A new idle case; its id."""
    values = case_columns(Case(borrower_ref="")) | {
        "borrower_id": borrower_id,
        "opened_at": now,
        "arrears": [],
        "seq": 0,
    }
    return int(connection.execute(insert(cases).values(**values).returning(cases.c.id)).scalar_one())


def open_missing(connection: Connection, borrower_ids: Sequence[int], now: datetime) -> frozenset[int]:
    """A new idle case for each of these borrowers that has none; the ids of those borrowers."""
    there = set(connection.execute(select(cases.c.borrower_id).where(cases.c.borrower_id.in_(borrower_ids))).scalars())
    missing = [each for each in borrower_ids if each not in there]
    idle = case_columns(Case(borrower_ref="")) | {"opened_at": now, "arrears": [], "seq": 0}
    if missing:
        connection.execute(insert(cases), [idle | {"borrower_id": each} for each in missing])
    return frozenset(missing)


def ids_of(connection: Connection, borrower_ids: Sequence[int]) -> list[int]:
    """The ids of these borrowers' cases."""
    return list(connection.execute(select(cases.c.id).where(cases.c.borrower_id.in_(borrower_ids))).scalars())


def with_hold(connection: Connection, type_: HoldType, borrower_ids: Iterable[int]) -> frozenset[int]:
    """Those of these borrowers whose case has a hold of this type that nobody lifted."""
    query = select(cases.c.borrower_id).distinct().join(holds, holds.c.case_id == cases.c.id)
    query = query.where(cases.c.borrower_id.in_(list(borrower_ids)), holds.c.type == type_.value)
    return frozenset(connection.execute(query.where(holds.c.lifted_at.is_(None))).scalars())


def refs_with_hold(connection: Connection, hold_ref: str) -> list[str]:
    """The borrowers whose case has a hold of this ref, lifted or not."""
    query = select(borrowers.c.ref).join(cases, cases.c.borrower_id == borrowers.c.id)
    query = query.join(holds, holds.c.case_id == cases.c.id).where(holds.c.ref == hold_ref)
    return list(connection.execute(query.order_by(borrowers.c.ref)).scalars())


_ID_FOR_BORROWER = Prepared(lambda _: select(cases.c.id).where(cases.c.borrower_id == bindparam("borrower")))


def id_for_borrower(connection: Connection, borrower_id: int) -> int | None:
    """The id of the borrower's case."""
    found = _ID_FOR_BORROWER.scalar(connection, borrower=borrower_id)
    return int(found) if found is not None else None


_LOCK = Prepared(
    lambda dialect: select(cases.c.id).where(among(cases.c.id, dialect)).order_by(cases.c.id).with_for_update()
)


def lock(connection: Connection, case_ids: Sequence[int]) -> None:
    """Wait until nobody else works on these cases. SQLite has one writer and needs no more."""
    if connection.dialect.name == "postgresql":
        _LOCK.run(connection, ids=list(case_ids))


_BELOW = (promises, plans, holds, affordability, reliefs)


def files(dialect: str) -> Select[Any]:
    """The statement for cases by their ids, with all that ``file_of`` needs, in the order in which they are locked."""
    children = (below(dialect, table.name, tuple(table.c), table, table.c.case_id == cases.c.id) for table in _BELOW)
    query = select(*cases.c, borrowers.c.ref.label("borrower_ref"), *children)
    query = query.join(borrowers, borrowers.c.id == cases.c.borrower_id)
    return query.where(among(cases.c.id, dialect)).order_by(cases.c.id)


def file_of(row: Row[Any]) -> CaseFile:
    """The case of a row of ``files``."""
    return CaseFile(
        id=row.id,
        borrower_id=row.borrower_id,
        seq=row.seq,
        head=row.head,
        opened_at=row.opened_at,
        oldest_due_on=row.oldest_due_on,
        arrears=row.arrears,
        case=case_of(row, row.promises, row.plans, row.holds, row.affordability, row.reliefs),
    )


def save(connection: Connection, file: CaseFile, case: Case) -> None:
    """Write what changed between the loaded case and the new one."""
    before = file.case
    if before is case:
        return
    if case_columns(before) != case_columns(case):
        connection.execute(update(cases).where(cases.c.id == file.id).values(**case_columns(case)))
    _put(connection, promises, file.id, before.promises, case.promises, promise_columns)
    _put(connection, plans, file.id, before.plans, case.plans, plan_columns)
    _put(connection, holds, file.id, before.holds, case.holds, hold_columns)
    _put(connection, affordability, file.id, before.affordabilities, case.affordabilities, affordability_columns)
    _put(connection, reliefs, file.id, before.reliefs, case.reliefs, relief_columns)


def _put(connection: Connection, table: Table, case_id: int, old: Any, new: Any, columns: Any) -> None:
    changed = [columns(each) | {"case_id": case_id} for each in new if each not in old]
    if changed:
        statement = upsert(connection.dialect.name, table, ("case_id", "ref"), tuple(changed[0]))
        connection.execute(statement, changed)


def keep_position(
    connection: Connection, file: CaseFile, *, oldest_due_on: date | None, arrears: Sequence[Money]
) -> None:
    """What lists sort by: since when the oldest instalment is late, and how much is late."""
    amounts = [[money.currency, money.minor] for money in arrears]
    if (oldest_due_on, amounts) != (file.oldest_due_on, file.arrears):
        mine = update(cases).where(cases.c.id == file.id)
        connection.execute(mine.values(oldest_due_on=oldest_due_on, arrears=amounts))
