"""What the lender's files bring, written in batches: read what is there, then insert or update in one statement.

Rows are mappings of column names to values, all rows of a call with the same columns. A batch is about 1,000 rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cases.events import LocaleChosen
from storage.tables import (
    borrowers,
    case_events,
    cases,
    charges,
    contact_points,
    creditors,
    instalments,
    loans,
    messages,
    outside_contacts,
    parties,
    payments,
)
from storage.traffic import COUNTED

Record = dict[str, Any]
_Insert = SqliteInsert | PostgresqlInsert
LOOK_UP = 400
"""Ids in one query."""
IMPORTS = 0x666F7262
"""The number of PostgreSQL's advisory lock that an import holds."""


def borrowers_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Borrowers as they are, by ref."""
    return _by(connection, borrowers, borrowers.c.ref, refs)


def loans_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Loans as they are, by ref."""
    return _by(connection, loans, loans.c.ref, refs)


def payments_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Payments as they are, by external ref."""
    return _by(connection, payments, payments.c.external_ref, refs)


def charges_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Charges as they are, by external ref."""
    return _by(connection, charges, charges.c.external_ref, refs)


def outside_contacts_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Contacts made elsewhere, by external ref."""
    return _by(connection, outside_contacts, outside_contacts.c.external_ref, refs)


def creditors_by_ref(connection: Connection, refs: Iterable[str]) -> dict[str, Record]:
    """Creditors as they are, by ref."""
    return _by(connection, creditors, creditors.c.ref, refs)


def instalments_of(connection: Connection, loan_ids: Iterable[int]) -> dict[tuple[int, int], Record]:
    """Instalments as they are, by loan id and number."""
    rows = _where(connection, instalments, instalments.c.loan_id, loan_ids)
    return {(row["loan_id"], row["number"]): row for row in rows}


def contact_points_of(connection: Connection, borrower_ids: Iterable[int]) -> dict[tuple[int, str, str], Record]:
    """Contact points as they are, by borrower id, channel and address."""
    rows = _where(connection, contact_points, contact_points.c.borrower_id, borrower_ids)
    return {(row["borrower_id"], row["channel"], row["address"]): row for row in rows}


def parties_of(connection: Connection, borrower_ids: Iterable[int]) -> dict[tuple[int, str], Record]:
    """Parties as they are, by borrower id and the party's ref."""
    rows = _where(connection, parties, parties.c.borrower_id, borrower_ids)
    return {(row["borrower_id"], row["party_ref"]): row for row in rows}


def loans_with_money(connection: Connection, loan_ids: Iterable[int]) -> set[int]:
    """Those of these loans that have payments, charges or instalments of their own (not derived)."""
    ids = list(loan_ids)
    found = {row["loan_id"] for table in (payments, charges) for row in _where(connection, table, table.c.loan_id, ids)}
    own = (
        select(instalments.c.loan_id)
        .distinct()
        .join(loans, loans.c.id == instalments.c.loan_id)
        .where(instalments.c.loan_id.in_(ids), loans.c.schedule_derived.is_(False))
    )
    return found | set(connection.execute(own).scalars())


def loans_with_schedule(connection: Connection, loan_ids: Iterable[int]) -> set[int]:
    """Those of these loans that have instalments, derived ones included."""
    query = select(instalments.c.loan_id).distinct().where(instalments.c.loan_id.in_(list(loan_ids)))
    return set(connection.execute(query).scalars())


def borrowers_written_to(connection: Connection, borrower_ids: Iterable[int]) -> set[int]:
    """Those of these borrowers whom a message of ours has reached, or may have."""
    query = select(messages.c.borrower_id).distinct()
    sent = query.where(
        messages.c.borrower_id.in_(list(borrower_ids)), messages.c.direction == "out", messages.c.state.in_(COUNTED)
    )
    return set(connection.execute(sent).scalars())


def borrowers_who_chose_language(connection: Connection, borrower_ids: Iterable[int]) -> set[int]:
    """Those of these borrowers who told us themselves in which language to write."""
    query = (
        select(cases.c.borrower_id)
        .distinct()
        .join(case_events, case_events.c.case_id == cases.c.id)
        .where(cases.c.borrower_id.in_(list(borrower_ids)), case_events.c.type == LocaleChosen.__name__)
    )
    return set(connection.execute(query).scalars())


def reported(connection: Connection, borrower_ids: Iterable[int]) -> list[Record]:
    """Loans of these borrowers whose arrears or DPD the lender reported, in the order of their refs."""
    rows = _where(connection, loans, loans.c.borrower_id, borrower_ids)
    return sorted((row for row in rows if row["reported_on"] is not None), key=lambda row: row["ref"])


def put_borrowers(connection: Connection, rows: Sequence[Record]) -> dict[str, int]:
    """Insert or update by ref; ids by ref."""
    return _put_and_find(connection, borrowers, rows, key=("ref",), keep=("created_at",))


def put_loans(connection: Connection, rows: Sequence[Record]) -> dict[str, int]:
    """Insert or update by ref; ids by ref."""
    return _put_and_find(connection, loans, rows, key=("ref",), keep=("known_on",))


def put_payments(connection: Connection, rows: Sequence[Record]) -> dict[str, int]:
    """Insert or update by external ref; ids by external ref."""
    return _put_and_find(connection, payments, rows, key=("external_ref",), keep=("recorded_at",))


def put_charges(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by external ref."""
    _put(connection, charges, rows, key=("external_ref",))


def correct_charge(connection: Connection, external_ref: str, amount_minor: int) -> None:
    """Set what a charge comes to, in minor units of its loan; 0 takes it off."""
    chosen = update(charges).where(charges.c.external_ref == external_ref)
    connection.execute(chosen.values(amount_minor=amount_minor))


def put_outside_contacts(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by external ref."""
    _put(connection, outside_contacts, rows, key=("external_ref",))


def put_parties(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by borrower and the party's ref."""
    _put(connection, parties, rows, key=("borrower_id", "party_ref"))


def put_creditors(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by ref."""
    _put(connection, creditors, rows, key=("ref",))


def put_contact_points(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by borrower, channel and address; what the rows do not name stays."""
    _put(connection, contact_points, rows, key=("borrower_id", "channel", "address"), keep=("created_at",))


def put_instalments(connection: Connection, rows: Sequence[Record]) -> None:
    """Insert or update by loan and number."""
    _put(connection, instalments, rows, key=("loan_id", "number"))


def replace_schedules(connection: Connection, loan_ids: Sequence[int], rows: Sequence[Record]) -> None:
    """These loans have these instalments and no others."""
    connection.execute(delete(instalments).where(instalments.c.loan_id.in_(list(loan_ids))))
    put_instalments(connection, rows)


def mark_derived(connection: Connection, loan_ids: Sequence[int], *, derived: bool) -> None:
    """Whether the schedule of these loans was derived by us."""
    connection.execute(update(loans).where(loans.c.id.in_(list(loan_ids))).values(schedule_derived=derived))


def _by(connection: Connection, table: Table, column: Column[str], values: Iterable[str]) -> dict[str, Record]:
    return {row[column.name]: row for row in _where(connection, table, column, values)}


def _where(connection: Connection, table: Table, column: Column[Any], values: Iterable[Any]) -> list[Record]:
    wanted = list(dict.fromkeys(values))
    if not wanted:
        return []
    return [dict(row) for row in connection.execute(select(table).where(column.in_(wanted))).mappings()]


def _put(
    connection: Connection, table: Table, rows: Sequence[Record], *, key: tuple[str, ...], keep: tuple[str, ...] = ()
) -> None:
    if rows:
        connection.execute(_upsert(connection, table, rows[0], key, keep), rows)


def _put_and_find(
    connection: Connection, table: Table, rows: Sequence[Record], *, key: tuple[str], keep: tuple[str, ...]
) -> dict[str, int]:
    """The ids of the written rows by their key."""
    if not rows:
        return {}
    upsert = _upsert(connection, table, rows[0], key, keep).returning(table.c[key[0]], table.c.id)
    return {row[0]: row[1] for row in connection.execute(upsert, rows)}


def _upsert(connection: Connection, table: Table, row: Record, key: tuple[str, ...], keep: tuple[str, ...]) -> _Insert:
    """Insert, or where the key is taken update all given columns but those to ``keep``."""
    statement: _Insert = sqlite_insert(table) if connection.dialect.name == "sqlite" else postgresql_insert(table)
    changing = {name: statement.excluded[name] for name in row if name not in (*key, *keep)}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changing)


def payments_by_id(connection: Connection, payment_ids: Iterable[int]) -> list[Record]:
    """Payments and reversals by their ids, each with ``borrower``, the ref of whose loan it is."""
    found: list[Record] = []
    ids = list(payment_ids)
    for start in range(0, len(ids), LOOK_UP):
        query = (
            select(payments, borrowers.c.ref.label("borrower"))
            .join(loans, loans.c.id == payments.c.loan_id)
            .join(borrowers, borrowers.c.id == loans.c.borrower_id)
            .where(payments.c.id.in_(ids[start : start + LOOK_UP]))
        )
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found


def wait_for_other_imports(connection: Connection) -> None:
    """One import at a time until this transaction ends: two that bring the same payment must not both find it new.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(IMPORTS)))
