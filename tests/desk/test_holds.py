"""Holds at the desk: placed with a form, listed with what they rest on, lifted with a reason by the right role."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cases.model import HoldScope, HoldType
from outreach import casebook
from outreach.desk_work import working
from storage import traffic
from tests.support.office import NOW, Office

FORM = {"type": "bankruptcy", "covers": "person:", "source": "letter of the court", "evidence": "24-11873, tray 4"}


def test_a_hold_is_placed_and_shown_with_what_it_rests_on(office: Office) -> None:
    browser = office.browser("mara")
    assert "Place a hold on James Cole" in browser.get("/desk/c/B-1/hold").text
    done = browser.post("/desk/c/B-1/hold", data=FORM)
    assert done.status_code == 200
    assert "closed" in done.headers["HX-Trigger"]
    panel = browser.get("/desk/c/B-1/case").text
    assert "24-11873, tray 4" in panel
    assert "by Mara Lind" in panel
    assert "Supervisor may lift" in panel
    assert "/lift" not in panel
    assert "/lift" in office.browser("devin").get("/desk/c/B-1/case").text


def test_a_hold_on_a_loan_since_a_moment_there(office: Office) -> None:
    form = FORM | {"type": "dispute", "covers": "loan:L-1", "from_at": "2026-11-20T09:30", "until": "2026-12-20T09:30"}
    assert office.browser("devin").post("/desk/c/B-1/hold", data=form).status_code == 200
    (hold,) = casebook.case_view(office.runtime, "B-1").case.holds
    assert (hold.type, hold.scope, hold.target) == (HoldType.DISPUTE, HoldScope.LOAN, "L-1")
    assert hold.from_at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


def test_what_is_wrong_with_the_form_is_said_and_nothing_is_lost(office: Office) -> None:
    browser = office.browser("mara")
    for change, words in (
        ({"type": ""}, "Choose what kind of reason it is."),
        ({"source": " "}, "Say who told it and how"),
        ({"until": "yesterday"}, "Write a date and a time."),
        ({"covers": "loan:L-1"}, "covers a person"),
    ):
        answer = browser.post("/desk/c/B-1/hold", data=FORM | change)
        assert answer.status_code == 422
        assert words in answer.text
        assert "24-11873, tray 4" in answer.text
    assert casebook.case_view(office.runtime, "B-1").case.holds == ()


def test_lifting_asks_why_and_keeps_it(office: Office) -> None:
    browser = office.browser("devin")
    browser.post("/desk/c/B-1/hold", data=FORM)
    (hold,) = casebook.case_view(office.runtime, "B-1").case.holds
    path = f"/desk/c/B-1/holds/{hold.ref}/lift"
    assert "Why it is lifted" in browser.get(path).text
    assert browser.post(path, data={"why": " "}).status_code == 409
    assert "supervisor may lift" in office.browser("mara").post(path, data={"why": "dismissed"}).text
    assert browser.post(path, data={"why": "dismissed"}).status_code == 200
    panel = browser.get("/desk/c/B-1/case").text
    assert "lifted by Devin Ashe: dismissed" in panel
    assert browser.post(path, data={"why": "again"}).status_code == 409


def test_what_should_not_have_gone_is_shown_at_once(office: Office) -> None:
    row: dict[str, object] = {"loans": ["L-1"], "channel": "sms", "direction": "out", "actor": "bot", "kind": "demand"}
    row |= {"state": "delivered", "template": "overdue_1", "choices": [], "planned_at": NOW, "sent_at": NOW}
    with working(office.runtime, "B-1", "system") as work:
        traffic.add(work.connection, row | {"borrower_id": work.file.borrower_id, "case_id": work.case_id})
    office.clock.set(NOW + timedelta(days=1))
    answer = office.browser("mara").post("/desk/c/B-1/hold", data=FORM | {"from_at": "2026-11-01T00:00"})
    assert "These should not have gone" in answer.text
    assert "Reminder" in answer.text
    assert "1 message should not have gone" in office.browser("mara").get("/desk/c/B-1/case").text
