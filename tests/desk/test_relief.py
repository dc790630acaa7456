"""Relief by people: granted, made longer and ended at the desk, each by right, and told to the borrower."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.events import HardshipReported
from cases.hardship import ReliefKind
from outreach import casebook
from outreach.desk_work import working
from storage import traffic
from tests.support.office import NOW, Office

UNTIL = (NOW + timedelta(days=45)).date()


def case(office: Office) -> casebook.CaseView:
    return casebook.case_view(office.runtime, "B-1")


def told(office: Office) -> list[str]:
    with office.runtime.db.reading() as connection:
        return [row.template for row in traffic.thread(connection, 1) if row.direction == "out"]


def test_a_collector_grants_a_pause_to_a_day_and_the_borrower_reads_it(office: Office) -> None:
    office.writes("I lost my job", person=False)
    mara = office.browser("mara")
    assert 'id="relief"' in mara.get("/desk/c/B-1/case").text
    assert "up to 120 days" in mara.get("/desk/c/B-1/relief").text
    assert mara.post("/desk/c/B-1/relief", data={"until": UNTIL.isoformat()}).status_code == 200
    relief = case(office).case.relief
    assert relief is not None
    assert (relief.kind, relief.until, case(office).case.treatment) == (ReliefKind.PAUSE, UNTIL, "forbearance")
    assert told(office)[-1] == "hardship_set"


def test_smaller_payments_of_an_amount_leave_something_for_later(office: Office) -> None:
    office.writes("help", person=False)
    mara = office.browser("mara")
    whole = mara.post("/desk/c/B-1/relief", data={"each": "300"})
    assert (whole.status_code, "in parts is a plan" in whole.text) == (409, True)
    assert mara.post("/desk/c/B-1/relief", data={"each": "30.00"}).status_code == 200
    relief = case(office).case.relief
    assert relief is not None
    assert [part.amount_minor for part in relief.parts] == [3000, 3000, 3000]


def test_the_task_that_asked_for_it_is_done(office: Office) -> None:
    office.writes("help", person=False)
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(HardshipReported(ref="h1", reason="illness", words="ill"))
    assert [task.kind for task in case(office).tasks] == ["hardship"]
    office.browser("mara").post("/desk/c/B-1/relief", data={})
    assert case(office).tasks == ()


def test_relief_that_stands_is_made_longer_by_a_new_one(office: Office) -> None:
    office.writes("help", person=False)
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/relief", data={"until": UNTIL.isoformat()})
    later = UNTIL + timedelta(days=30)
    assert "takes its place" in mara.get("/desk/c/B-1/relief").text
    assert mara.post("/desk/c/B-1/relief", data={"until": later.isoformat()}).status_code == 200
    first, second = case(office).case.reliefs
    assert (first.ended_at is not None, second.until) == (True, later)


@pytest.mark.parametrize(("login", "days", "status"), [("mara", 121, 409), ("devin", 121, 200), ("devin", 367, 409)])
def test_the_role_sets_how_long(office: Office, login: str, days: int, status: int) -> None:
    office.writes("help", person=False)
    until = (NOW + timedelta(days=days)).date()
    answer = office.browser(login).post("/desk/c/B-1/relief", data={"until": until.isoformat()})
    assert answer.status_code == status
    assert (case(office).case.relief is None) == (status != 200)


def test_and_how_often_in_a_year(office: Office) -> None:
    office.writes("help", person=False)
    mara = office.browser("mara")
    answers = [mara.post("/desk/c/B-1/relief", data={"until": UNTIL.isoformat()}).status_code for _ in range(3)]
    assert answers == [200, 200, 409]


def test_it_ends_with_a_reason_and_without_a_word_to_the_borrower(office: Office) -> None:
    office.writes("help", person=False)
    mara = office.browser("mara")
    mara.post("/desk/c/B-1/relief", data={})
    before = told(office)
    assert mara.post("/desk/c/B-1/relief/end", data={"why": " "}).status_code == 409
    assert mara.post("/desk/c/B-1/relief/end", data={"why": "They work again."}).status_code == 200
    assert (case(office).case.relief, case(office).case.treatment) == (None, "outreach")
    assert told(office) == before
    assert "Relief ended: They work again." in mara.get("/desk/c/B-1/case").text
    assert mara.post("/desk/c/B-1/relief/end", data={"why": "again"}).status_code == 409


def test_what_cannot_be_read_is_said_at_its_field(office: Office) -> None:
    office.writes("help", person=False)
    mara = office.browser("mara")
    wrong = (({"until": "soon"}, "until"), ({"each": "a bit"}, "each"), ({"until": str(date.max), "each": "9"}, "each"))
    for data, name in wrong:
        answer = mara.post("/desk/c/B-1/relief", data=data)
        assert (answer.status_code, f'id="e-{name}"' in answer.text) == (422, True)
