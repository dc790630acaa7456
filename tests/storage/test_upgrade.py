"""A database of the first release becomes one of today's with every row it had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, func, select

from storage import borrowers, caselog, creditors, files, schema
from storage.session import Database
from tests.storage.test_database import NOW

TEXT_AT = "2026-11-24T15:00:00.123456Z"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database that the first release made and filled."""
    url = f"sqlite:///{tmp_path / 'x.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(schema.HERE))
    config.attributes["engine"] = database.engine
    command.upgrade(config, "0001")
    _fill(database)
    yield database
    database.close()


def _fill(database: Database) -> None:
    at: Any = TEXT_AT if database.is_sqlite else NOW
    case = {"treatment": "outreach", "cycle": 1, "custody": "bot", "custody_token": 0, "custody_priority": 0}
    message = {"borrower_id": 1, "case_id": 1, "contact_point_id": 1, "loans": ["L"], "channel": "sms"}
    rows: dict[str, dict[str, Any]] = {
        "borrowers": {"ref": "B", "name": "Ana", "locale": "en", "zones": ["UTC"], "created_at": at},
        "contact_points": {"borrower_id": 1, "channel": "sms", "address": "+1", "consented_at": at, "created_at": at},
        "loans": {"borrower_id": 1, "ref": "L", "currency": "USD", "known_on": NOW.date(), "schedule_derived": False},
        "instalments": {"loan_id": 1, "number": 1, "due_on": NOW.date(), "principal_minor": 5}
        | {"interest_minor": 0, "fees_minor": 0},
        "payments": {"loan_id": 1, "external_ref": "P", "amount_minor": 2, "paid_at": at, "paid_on": NOW.date()}
        | {"recorded_at": at},
        "charges": {"loan_id": 1, "external_ref": "C", "charged_on": NOW.date(), "amount_minor": 1, "rule": "fee"},
        "outside_contacts": {"borrower_id": 1, "external_ref": "K", "at": at, "channel": "sms"}
        | {"unit": "sent", "by": "own"},
        "parties": {"borrower_id": 1, "party_ref": "Y", "role": "guarantor", "name": "Ada", "details": {"phone": "+2"}},
        "cases": case | {"borrower_id": 1, "arrears": [], "opened_at": at, "seq": 1},
        "case_events": {"case_id": 1, "seq": 1, "at": at, "actor": "ledger", "type": "BecameUnreachable"}
        | {"payload": {}},
        "holds": {"case_id": 1, "ref": "h", "type": "dispute", "scope": "person", "blocks": "demands", "from_at": at}
        | {"source": "said so", "may_lift": "collector"},
        "promises": {"case_id": 1, "ref": "p", "amount_minor": 5, "currency": "USD", "due_on": NOW.date()}
        | {"made_at": at, "state": "open", "paid_minor": 0},
        "plans": {"case_id": 1, "ref": "q", "currency": "USD", "total_minor": 5, "parts": [], "offered_at": at}
        | {"state": "offered"},
        "fires": {"case_id": 1, "kind": "ladder", "due_at": at, "data": {}},
        "tasks": {"case_id": 1, "kind": "t", "reason": "r", "data": {}, "opened_at": at},
        "notes": {"case_id": 1, "at": at, "author": "mara", "text": "n"},
        "dialogues": {"case_id": 1, "contact_point_id": 1, "flow": "menu", "step": "start", "data": {}, "offered": []}
        | {"misses": 0, "updated_at": at},
        "messages": message
        | {"direction": "out", "actor": "bot", "kind": "demand", "state": "queued", "choices": [], "planned_at": at},
        "chat_lines": {"borrower_id": 1, "message_id": 1, "channel": "sms"},
        "receipts": {"message_id": 1, "at": at, "status": "sent"},
    }
    found = MetaData()
    with database.writing() as connection:
        found.reflect(connection)
        for table, row in rows.items():
            connection.execute(found.tables[table].insert(), row)


def counts(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in found.tables.items()
        }


def test_no_row_is_lost_on_the_way(old: Database) -> None:
    before = counts(old)
    empty = {name for name, many in before.items() if not many}
    assert empty == {"api_tokens", "meta", "sign_ins", "templates", "users", "webhooks"}
    schema.migrate(old)
    after = counts(old)
    assert {name: after[name] for name in before} == before
    assert schema.state(old) == "current"


def test_what_was_there_is_read_as_it_was_and_what_is_new_is_empty(old: Database) -> None:
    schema.migrate(old)
    with old.writing() as connection:
        borrower = borrowers.get(connection, 1)
        (point,) = borrowers.contact_points_of(connection, [1])[1]
        (party,) = borrowers.parties_of(connection, [1])[1]
        (account,) = borrowers.accounts_of(connection, [1])[1]
        case = files.load(connection, [1], lock=True)[0].stored.case
        log = caselog.of_case(connection, 1)
        none = creditors.every(connection)
    assert (borrower.ref, borrower.zones, borrower.facts) == ("B", ("UTC",), {})
    assert (point.consented_at, point.owner, point.party_ref, point.hours) == (NOW, "borrower", None, ())
    assert (point.delivered, point.failed, point.consent_how) == (0, 0, None)
    assert (party.role, party.name) == ("guarantor", "Ada")
    assert (account.loan.ref, len(account.instalments), len(account.payments)) == ("L", 1, 1)
    assert [hold.ref for hold in case.holds] == ["h"]
    assert [(entry.seq, entry.actor) for entry in log] == [(1, "ledger")]
    assert none == []


def test_what_goes_with_its_borrower_goes_after_the_upgrade_too(old: Database) -> None:
    """The keys that rows hang on are as they were: a table made anew has not lost them."""
    schema.migrate(old)
    with old.writing() as connection:
        connection.exec_driver_sql("DELETE FROM borrowers")
    left = counts(old)
    assert {name for name, many in left.items() if many} <= {"alembic_version"}
