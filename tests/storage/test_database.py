"""Databases: the schema is what the tables say, on both; values come back as they went in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select

from cases.events import EVENTS, Event, HoldPlaced, PlanOffered
from cases.model import Hold, HoldScope, HoldType, Plan, PlanPart
from cases.money import Money
from cases.say import Choice, Phrase, Say
from storage import caselog, early_receipts, files, meta, schema, traffic, waiting
from storage.codec import event_from_json, event_to_json, say_from_json, say_to_json
from storage.session import Database, DatabaseError
from storage.tables import borrowers, cases, metadata

NOW = datetime(2026, 11, 24, 15, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated database of each kind."""
    url = f"sqlite:///{tmp_path / 'x.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url)
    schema.migrate(database)
    yield database
    database.close()


@pytest.fixture
def case_id(db: Database) -> int:
    """One borrower with an idle case."""
    with db.writing() as connection:
        person = {"ref": "B", "name": "Ana", "locale": "en", "zones": ["UTC"], "created_at": NOW}
        borrower_id = connection.execute(insert(borrowers).returning(borrowers.c.id), person).scalar_one()
        case = {"borrower_id": borrower_id, "treatment": "idle", "cycle": 0, "custody": "bot", "custody_token": 0}
        case |= {"custody_priority": 0, "arrears": [], "opened_at": NOW}
        return int(connection.execute(insert(cases).returning(cases.c.id), case).scalar_one())


def test_the_migrations_make_what_the_tables_say(db: Database) -> None:
    with db.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [each for each in differences if each[0] not in ("modify_type", "modify_default")] == []


def test_moments_of_any_year_come_back_and_sort_as_time(db: Database, case_id: int) -> None:
    ancient = datetime(987, 6, 5, 4, 3, 2, tzinfo=UTC)
    with db.writing() as connection:
        connection.execute(cases.update().values(opened_at=ancient))
        assert connection.execute(select(cases.c.opened_at)).scalar_one() == ancient
        assert connection.execute(select(cases.c.id).where(cases.c.opened_at < NOW)).scalar_one() == case_id


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"something else entirely " * 100)
    with pytest.raises(DatabaseError, match=r"x\.db does not answer: file is not a database"):
        Database(f"sqlite:///{tmp_path / 'x.db'}").check()


def test_a_database_knows_where_it_stands(db: Database, tmp_path: Path) -> None:
    assert schema.state(db) == "current"
    schema.migrate(db)
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    assert schema.state(empty) == "empty"
    with pytest.raises(DatabaseError, match="forbear migrate"):
        schema.require_current(empty)
    empty.close()


def test_a_database_of_a_newer_program_is_left_alone(db: Database) -> None:
    with db.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert schema.state(db) == "newer"
    for verb in (schema.migrate, schema.require_current):
        with pytest.raises(DatabaseError, match="newer version"):
            verb(db)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "oracle+cx://x"])
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"database\.url"):
        Database(url)


def test_a_moment_keeps_its_instant_and_its_microseconds(db: Database, case_id: int) -> None:
    east = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    with db.writing() as connection:
        waiting.set_fire(connection, case_id, "ladder", east, {"a": 1})
        (fire,) = waiting.fires_of(connection, case_id)
    assert (fire.due_at, fire.due_at.utcoffset(), fire.data) == (NOW, timedelta(), {"a": 1})


def test_a_moment_without_a_zone_is_a_mistake(db: Database, case_id: int) -> None:
    with pytest.raises(Exception, match="no time zone"), db.writing() as connection:
        waiting.set_fire(connection, case_id, "ladder", NOW.replace(tzinfo=None), {})


def test_a_fire_is_one_of_its_kind_and_taken_by_one(db: Database, case_id: int) -> None:
    later = NOW + timedelta(minutes=5)
    with db.writing() as connection:
        waiting.set_fire(connection, case_id, "ladder", NOW, {})
        waiting.set_fire(connection, case_id, "ladder", NOW - timedelta(hours=1), {})
        (fire,) = waiting.claim_fires(connection, NOW, later, 10)
        assert waiting.claim_fires(connection, NOW, later, 10) == []
        assert len(waiting.claim_fires(connection, later + timedelta(seconds=1), later, 10)) == 1
        waiting.set_fire(connection, case_id, "ladder", later, {})
        assert not waiting.end_fire(connection, fire.id, fire.due_at)
        waiting.put_off(connection, fire.id, fire.due_at, later + timedelta(days=1))
        assert waiting.next_fire(connection) == later
        assert waiting.end_fire(connection, fire.id, later)


def test_a_task_is_opened_once_while_it_is_open(db: Database, case_id: int) -> None:
    with db.writing() as connection:
        first = waiting.open_task(connection, case_id, "dispute", "a", now=NOW, due_by=None)
        assert waiting.open_task(connection, case_id, "dispute", "b", now=NOW, due_by=None) == first
        assert waiting.end_task(connection, case_id, first, now=NOW, by="ana", outcome="seen")
        assert not waiting.end_task(connection, case_id, first, now=NOW, by="ana", outcome="seen")
        assert waiting.open_task(connection, case_id, "dispute", "c", now=NOW, due_by=None) != first


def message(case_id: int, **values: Any) -> dict[str, Any]:
    usual = {"borrower_id": 1, "case_id": case_id, "loans": [], "channel": "sms", "direction": "out", "actor": "bot"}
    return usual | {"kind": "demand", "state": "queued", "choices": [], "planned_at": NOW} | values


def test_a_message_is_added_once(db: Database, case_id: int) -> None:
    with db.writing() as connection:
        assert traffic.add(connection, message(case_id, dedupe="x")) is not None
        assert traffic.add(connection, message(case_id, dedupe="x")) is None
        inbound = message(case_id, direction="in", state="received", external_id="SM1")
        assert traffic.add(connection, inbound) is not None
        assert traffic.add(connection, inbound) is None


def test_waiting_messages_are_claimed_by_one_and_lost_ones_given_up(db: Database, case_id: int) -> None:
    until = NOW + timedelta(minutes=5)
    with db.writing() as connection:
        for state, not_before in (("queued", None), ("held", NOW), ("held", until), ("denied", None)):
            traffic.add(connection, message(case_id, state=state, not_before=not_before))
        claimed = traffic.claim_due(connection, NOW, until, 10)
        assert len(claimed) == 2
        assert traffic.claim_due(connection, NOW, until, 10) == []
        assert [row.id for row in traffic.still_claimed(connection, [r.id for r in claimed], until)] == [1, 2]
        traffic.change(connection, claimed[0].id, state="sending", sent_at=NOW)
        assert [row.id for row in traffic.still_claimed(connection, [r.id for r in claimed], until)] == [2]
        assert traffic.lost(connection, NOW) == 0
        assert traffic.lost(connection, until + timedelta(seconds=1)) == 1
        assert traffic.next_due(connection) == until


def test_waiting_messages_are_found_by_their_index(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    schema.migrate(database)
    for where, index in ((traffic.IS_WAITING, "ix_messages_waiting"), (traffic.IS_SENDING, "ix_messages_sending")):
        with database.reading() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT id FROM messages WHERE {where}").all()
        assert index in str(plan)
    database.close()


def test_an_early_receipt_is_kept_once_and_forgotten(db: Database) -> None:
    report: dict[str, str | None] = {"channel": "sms", "provider_id": "SM1", "status": "sent", "code": None}
    with db.writing() as connection:
        early_receipts.keep(connection, report, NOW)
        early_receipts.keep(connection, report, NOW)
        (row,) = early_receipts.since(connection, NOW)
        assert row.payload == report
        assert early_receipts.since(connection, NOW + timedelta(seconds=1)) == []
        early_receipts.drop(connection, [], before=NOW + timedelta(seconds=1))
        assert early_receipts.since(connection, NOW) == []


def test_the_installation_keeps_its_first_secret(db: Database) -> None:
    with db.writing() as connection:
        assert meta.put_once(connection, "secret", "a") == meta.put_once(connection, "secret", "b") == "a"
        meta.put(connection, "offset", "1")
        meta.put(connection, "offset", "2")
        assert meta.get(connection, "offset") == "2"
        meta.drop(connection, "offset")
        assert meta.get(connection, "offset") is None


def test_what_fails_is_not_half_written(db: Database, case_id: int) -> None:
    def die() -> None:
        with db.writing() as connection:
            waiting.set_fire(connection, case_id, "ladder", NOW, {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        die()
    with db.reading() as connection:
        assert connection.execute(select(cases.c.id)).scalars().all() == [case_id]
        assert waiting.next_fire(connection) is None


# Values to JSON and back.


def made(field: dataclasses.Field[Any]) -> Any:
    """A value for a field of an event, by its annotation."""
    samples = {
        "tuple[str, ...]": ("x",),
        "tuple[int, ...]": (7,),
        "str": "x",
        "int": 7,
        "bool": True,
        "date": date(2026, 12, 4),
        "datetime": NOW,
    }
    return samples.get(str(field.type).split(" | ")[0])


PLAN = Plan(
    ref="pl",
    currency="USD",
    total_minor=3,
    parts=(
        PlanPart(number=1, due_on=date(2026, 12, 1), amount_minor=1),
        PlanPart(number=2, due_on=date(2027, 1, 1), amount_minor=2),
    ),
    offered_at=NOW,
)
HOLD = Hold(ref="h", type=HoldType.DISPUTE, scope=HoldScope.LOAN, target="L", from_at=NOW, until=NOW, source="x")


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_event_comes_back_from_the_log_as_it_was(name: str, tmp_path: Path) -> None:
    special: dict[str, dict[str, Any]] = {
        "HoldPlaced": {"hold": HOLD},
        "PlanOffered": {"plan": PLAN},
        "PlanAsked": {"plan": PLAN, "ask": {"parts": 9, "first_on": "2026-12-04"}, "role": "collector", "reason": "x"},
        "CaseClosed": {"reason": "paid"},
    }
    kind: Any = EVENTS[name]
    values = special.get(name) or {field.name: made(field) for field in dataclasses.fields(kind)}
    stored, payload = event_to_json(event_from_json(name, values) if name == "CaseClosed" else kind(**values))
    assert stored == name
    assert event_to_json(event_from_json(stored, payload)) == (stored, payload)
    if name in ("HoldPlaced", "PlanOffered"):
        assert event_from_json(stored, payload) in (HoldPlaced(hold=HOLD), PlanOffered(plan=PLAN))


def test_the_log_is_kept_in_order(db: Database, case_id: int) -> None:
    with db.writing() as connection:
        entries: list[tuple[Event, str]] = [(HoldPlaced(hold=HOLD), "user:ana"), (PlanOffered(plan=PLAN), "bot")]
        file = caselog.append(connection, files.load(connection, [case_id], lock=True)[0].stored, entries, NOW)
        assert file.seq == 2
        assert caselog.append(connection, file, [], NOW) == file
        assert file == files.load(connection, [case_id], lock=False)[0].stored
        found = caselog.of_case(connection, case_id)
    assert [(line.seq, line.actor, line.event, line.at) for line in found] == [
        (1, "user:ana", HoldPlaced(hold=HOLD), NOW),
        (2, "bot", PlanOffered(plan=PLAN), NOW),
    ]


def test_a_text_to_be_rendered_comes_back_as_it_was() -> None:
    say = Say(
        key="x",
        values={
            "amount": Money(currency="USD", minor=5),
            "on": date(2026, 12, 4),
            "at": NOW,
            "line": Phrase(key="part.of", values={"n": 1}),
            "lines": (Phrase(key="a"), Phrase(key="b")),
            "amounts": (Money(currency="EUR", minor=1),),
            "words": "hello",
        },
        choices=(Choice(id="pay", label=Phrase(key="choice.pay")),),
    )
    assert say_from_json(say_to_json(say)) == say
