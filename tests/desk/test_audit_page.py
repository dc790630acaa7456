"""Who did what, by person and day; and whether the log of a case is whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from outreach import auditing
from outreach.refusals import Refused
from tests.support.office import NOW, Office


def test_what_people_did_stands_together_the_newest_first(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    office.passes(timedelta(minutes=1))
    office.browser("devin").post("/desk/switches", data={"what": "all", "why": "a mistake in a text"})
    office.passes(timedelta(minutes=1))
    office.browser("imani").post("/desk/people", data={"login": "noor", "name": "Noor Ali", "role": "collector"})
    found = auditing.day_of(office.runtime, office.people["devin"])
    assert [(line.by, line.what, line.about) for line in found.lines] == [
        ("user:imani", "person_hired", "noor"),
        ("user:devin", "switch_thrown", "all"),
        ("user:mara", "Claimed", "B-1"),
    ]
    page = office.browser("imani").get("/desk/audit").text
    for words in ("claimed a chat", "a mistake in a text", "let somebody in", "Mara Lind"):
        assert words in page, words


def test_one_person_and_another_day_are_apart(office: Office) -> None:
    office.writes("hello")
    office.browser("mara").post("/desk/c/B-1/claim")
    devin = office.people["devin"]
    assert [line.what for line in auditing.day_of(office.runtime, devin, by="mara").lines] == ["Claimed"]
    assert auditing.day_of(office.runtime, devin, by="ilse").lines == ()
    assert auditing.day_of(office.runtime, devin, NOW.date() - timedelta(days=1)).lines == ()
    assert "claimed a chat" not in office.browser("devin").get("/desk/audit?day=2026-11-23").text
    assert office.browser("devin").get("/desk/audit?day=soon").status_code == 422


def test_the_log_of_a_case_is_proved_or_said_to_be_changed(office: Office) -> None:
    devin = office.browser("devin")
    page = devin.get("/desk/audit?ref=B-1").text
    assert "The log of B-1 is whole." in page
    assert 'href="/desk/c/B-1/file"' in page
    with office.runtime.db.writing() as connection:
        connection.exec_driver_sql("UPDATE cases SET head = 'x' WHERE id = 1")
    assert "The log of B-1 was changed." in devin.get("/desk/audit?ref=B-1").text
    assert devin.get("/desk/audit?ref=B-9").status_code == 404
    assert 'href="/desk/c/B-1/file"' not in office.browser("imani").get("/desk/audit?ref=B-1").text


def test_the_verbs_are_for_supervisors_and_admins(office: Office) -> None:
    for verb in (
        lambda: auditing.day_of(office.runtime, office.people["mara"]),
        lambda: auditing.chain_of(office.runtime, office.people["mara"], "B-1"),
    ):
        with pytest.raises(Refused, match="Only a supervisor or an admin"):
            verb()
