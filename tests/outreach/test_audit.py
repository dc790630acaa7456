"""The log is only added to: the database refuses changes, and the chain of hashes shows those it did not refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from outreach import audit
from outreach.refusals import NotFound
from storage import caselog
from storage.chain import LogRow, link
from storage.session import Database
from storage.tables import borrowers, case_events, cases
from tests.support.stage import Stage, staged

ENDS = {
    "sqlite": ["case_events_unchanged", "case_events_kept", "case_events_replaced"],
    "postgresql": ["case_events_unchanged"],
}


@pytest.fixture(params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Two borrowers with a log each, on each kind of database."""
    url = "sqlite:///stage.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url) as made:
        made.borrower(("2026-11-20", "186.40"))
        made.borrower(("2026-11-18", "90.00"), ref="B-2", loan="L-2", phone="+12025550144")
        made.write("what is this")
        yield made


def behind_the_triggers(db: Database, change: Callable[[Connection], None]) -> None:
    """What somebody with the keys of the database can do."""
    with db.writing() as connection:
        if db.is_sqlite:
            for name in ENDS["sqlite"]:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            connection.execute(text("ALTER TABLE case_events DISABLE TRIGGER USER"))
        change(connection)


def rows(connection: Connection, stage: Stage) -> list[int]:
    """The ids of B-1's rows, in order."""
    query = select(case_events.c.id).where(case_events.c.case_id == stage.case_id("B-1"))
    return list(connection.execute(query.order_by(case_events.c.seq)).scalars())


def found(stage: Stage) -> list[tuple[str, int, str]]:
    return [(each.ref, each.seq, each.what) for each in audit.verify(stage.runtime).breaks]


def test_a_log_that_was_only_added_to_is_whole(stage: Stage) -> None:
    verified = audit.verify(stage.runtime)
    assert verified.ok
    assert verified.cases == 2
    assert verified.events == sum(audit.verify(stage.runtime, ref).events for ref in ("B-1", "B-2")) > 4
    before = verified.fingerprint
    stage.write("and why")
    assert audit.verify(stage.runtime).fingerprint != before
    with pytest.raises(NotFound):
        audit.verify(stage.runtime, "B-9")


@pytest.mark.parametrize(
    "change",
    [update(case_events).values(actor="user:eve"), delete(case_events), text("UPDATE case_events SET seq = seq + 1")],
)
def test_the_database_refuses_to_change_the_log(stage: Stage, change: object) -> None:
    with pytest.raises(DBAPIError, match="only added to"), stage.runtime.db.writing() as connection:
        connection.execute(change)  # type: ignore[call-overload]  # three kinds of statement
    assert audit.verify(stage.runtime).ok


def test_a_row_cannot_be_replaced_by_another_of_its_place(stage: Stage) -> None:
    columns = "case_id, seq, at, actor, type, payload, hash"
    again = f"INSERT OR REPLACE INTO case_events ({columns}) SELECT {columns} FROM case_events"
    if not stage.runtime.db.is_sqlite:
        again = again.replace(" OR REPLACE", "") + " ON CONFLICT (case_id, seq) DO UPDATE SET actor = 'user:eve'"
    with pytest.raises(DBAPIError, match="only added to"), stage.runtime.db.writing() as connection:
        connection.execute(text(again))
    assert audit.verify(stage.runtime).ok


def test_a_borrower_who_is_deleted_takes_the_log_along(stage: Stage) -> None:
    with stage.runtime.db.writing() as connection:
        connection.execute(delete(borrowers).where(borrowers.c.ref == "B-1"))
    verified = audit.verify(stage.runtime)
    assert (verified.ok, verified.cases) == (True, 1)


def test_a_changed_row_is_named(stage: Stage) -> None:
    def change(connection: Connection) -> None:
        second = rows(connection, stage)[1]
        connection.execute(update(case_events).where(case_events.c.id == second).values(payload={"step": "other"}))

    behind_the_triggers(stage.runtime.db, change)
    assert found(stage) == [("B-1", 2, "the row is not as it was written")]


def test_a_row_written_by_another_actor_is_named(stage: Stage) -> None:
    def change(connection: Connection) -> None:
        first = rows(connection, stage)[0]
        connection.execute(update(case_events).where(case_events.c.id == first).values(actor="user:eve"))

    behind_the_triggers(stage.runtime.db, change)
    assert found(stage) == [("B-1", 1, "the row is not as it was written")]


def test_a_missing_row_is_named(stage: Stage) -> None:
    def change(connection: Connection) -> None:
        connection.execute(delete(case_events).where(case_events.c.id == rows(connection, stage)[1]))

    behind_the_triggers(stage.runtime.db, change)
    assert found(stage) == [("B-1", 2, "the row is missing")]


def test_rows_that_were_swapped_are_named(stage: Stage) -> None:
    def change(connection: Connection) -> None:
        one, two = rows(connection, stage)[1:3]
        for row, seq in ((one, -1), (two, 2), (one, 3)):
            connection.execute(update(case_events).where(case_events.c.id == row).values(seq=seq))

    behind_the_triggers(stage.runtime.db, change)
    assert found(stage)[:2] == [
        ("B-1", 2, "the row was written as number 3: the order was changed"),
        ("B-1", 3, "the row was written as number 2: the order was changed"),
    ]


def test_a_tail_that_was_cut_off_is_named(stage: Stage) -> None:
    counted = audit.verify(stage.runtime, "B-1").events

    def change(connection: Connection) -> None:
        connection.execute(delete(case_events).where(case_events.c.id.in_(rows(connection, stage)[-2:])))

    behind_the_triggers(stage.runtime.db, change)
    what = f"the log was cut off: it ends at {counted - 2}, the case counts {counted} events"
    assert found(stage) == [("B-1", counted - 1, what)]


def test_a_tail_that_was_replaced_is_named(stage: Stage) -> None:
    """Whoever also knows how hashes are made still has to change the case."""

    def change(connection: Connection) -> None:
        last = rows(connection, stage)[-1]
        row = dict(connection.execute(select(case_events).where(case_events.c.id == last)).one()._mapping)
        connection.execute(delete(case_events).where(case_events.c.id == last))
        chain = next(c for c in caselog.chains(connection) if c.ref == "B-1")
        forged = LogRow(seq=row["seq"], at=row["at"], actor="user:eve", type=row["type"], payload=row["payload"])
        made = link(chain.rows[-1].hash or "", "B-1", forged)
        connection.execute(insert(case_events), row | {"actor": "user:eve", "hash": made})

    behind_the_triggers(stage.runtime.db, change)
    assert [what for _, _, what in found(stage)] == ["the last row is not the one that the case ends with"]


def test_a_case_without_a_log_is_whole(stage: Stage) -> None:
    with stage.runtime.db.writing() as connection:
        assert connection.execute(select(cases.c.head).where(cases.c.seq > 0)).scalars().all()
    assert audit.verify(stage.runtime, "B-2").ok
