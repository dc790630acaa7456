"""Where a conversation stands comes back whole: what is not kept would be asked again, or counted wrongly."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from storage import schema, waiting
from storage.session import Database
from storage.tables import borrowers, cases, contact_points, dialogues

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
STANDS = {
    "flow": "hardship",
    "step": "question",
    "data": {"number": 2},
    "offered": [["yes", "yes"]],
    "misses": 1,
    "version": 2,
    "said": "hardship_question:0011",
    "left": {"flow": "plan", "step": "ask", "data": {}, "version": 2},
    "updated_at": NOW,
}


def test_every_column_of_a_dialogue_is_kept_and_replaced(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    schema.migrate(database)
    with database.writing() as connection:
        person = {"ref": "B", "name": "Ana", "locale": "en", "zones": ["UTC"], "created_at": NOW}
        borrower = connection.execute(insert(borrowers).returning(borrowers.c.id), person).scalar_one()
        case = {"borrower_id": borrower, "treatment": "idle", "cycle": 0, "custody": "bot", "custody_token": 0}
        case |= {"custody_priority": 0, "arrears": [], "opened_at": NOW}
        case_id = connection.execute(insert(cases).returning(cases.c.id), case).scalar_one()
        place = {"borrower_id": borrower, "channel": "sms", "address": "+15550111", "priority": 1, "created_at": NOW}
        point = connection.execute(insert(contact_points).returning(contact_points.c.id), place).scalar_one()
        for version in (1, 2):
            waiting.keep_dialogue(connection, case_id, point, STANDS | {"version": version})
        row = waiting.dialogue_at(connection, point)
    database.close()
    assert row is not None
    assert {name: getattr(row, name) for name in STANDS} == STANDS
    assert set(STANDS) | {"id", "contact_point_id", "case_id"} == set(dialogues.c.keys())
