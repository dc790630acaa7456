"""The desk shows why: in the timeline, in the drawer, on the board; and hands the file of a case to supervisors."""

from __future__ import annotations

import json
from datetime import timedelta

from outreach.desk_work import working
from storage.tables import messages
from tests.support.office import Office


def held(office: Office, rule: str, status: str) -> int:
    """A reminder that a rule holds back; its id."""
    with working(office.runtime, "B-1", "system") as work:
        fired = {"rule": rule, "effect": "hold", "until": None, "status": status, "source": "some source"}
        row = {"borrower_id": work.file.borrower_id, "case_id": work.case_id, "loans": [], "channel": "sms"}
        row |= {"direction": "out", "actor": "bot", "kind": "demand", "state": "held", "body": "Reminder"}
        row |= {"choices": [], "planned_at": work.now, "decision": "hold", "template": "overdue_1", "locale": "en"}
        row |= {"decision_until": work.now + timedelta(hours=3), "decision_rule": rule}
        row |= {"decision_why": {"status": status, "source": "some source", "fired": [fired]}}
        return int(work.connection.execute(messages.insert().values(**row).returning(messages.c.id)).scalar_one())


def test_a_rule_is_shown_in_words_with_its_source_and_as_what_it_is(office: Office) -> None:
    by_law, by_house = held(office, "us.hours", "law"), held(office, "us.text.house", "house")
    browser = office.browser("mara")
    law = browser.get(f"/desk/c/B-1/why/{by_law}").text
    assert "Contact hours: 08:00 to 21:00 there" in law
    assert '<span class="f-law law">Law</span>' in law
    assert "some source" in law
    assert "template overdue_1, as shipped, en" in law
    house = browser.get(f"/desk/c/B-1/why/{by_house}").text
    assert "At most 3 unasked messages in 7 days" in house
    assert '<span class="f-law house">House</span>' in house
    assert ">Law<" not in house


def test_the_board_calls_a_house_limit_of_a_law_pack_a_house_limit(office: Office) -> None:
    held(office, "us.text.house", "house")
    board = office.browser("devin").get("/desk/board").text
    assert "At most 3 unasked messages in 7 days" in board
    assert '<span class="f-law law">' not in board


def test_the_timeline_has_every_message_with_its_why(office: Office) -> None:
    message = held(office, "us.hours", "law")
    part = office.browser("mara").get("/desk/c/B-1/case").text
    assert "Reminder on SMS: held" in part
    assert f"/desk/c/B-1/why/{message}" in part


def test_a_supervisor_takes_the_file_of_a_case_along(office: Office) -> None:
    browser = office.browser("devin")
    assert "/desk/c/B-1/file" in browser.get("/desk/c/B-1/case").text
    page = browser.get("/desk/c/B-1/file")
    assert page.headers["Content-Disposition"] == 'attachment; filename="case-B-1.html"'
    assert page.headers["Cache-Control"] == "no-store"
    assert "Case file of" in page.text
    file = json.loads(browser.get("/desk/c/B-1/file?form=json").text)
    assert (file["made_by"], file["verified"]["ok"]) == ("user:devin", True)
    assert browser.get("/desk/c/B-9/file").status_code == 404


def test_a_collector_gets_no_file(office: Office) -> None:
    browser = office.browser("mara")
    assert browser.get("/desk/c/B-1/file").status_code == 403
    assert "/desk/c/B-1/file" not in browser.get("/desk/c/B-1/case").text
