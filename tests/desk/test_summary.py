"""Whoever takes a chat reads in short who it is, what is owed, what was said, tried and agreed."""

from __future__ import annotations

import html

import pytest

from cases.events import HandedBack, PlanDeclined, PromiseMade, ReasonGiven
from desk.summary import ABOUT
from desk.telling import WAYS
from outreach import casebook
from outreach.desk_work import working
from storage import traffic
from tests.support.office import NOW, Office


def test_the_summary_is_made_of_facts(office: Office) -> None:
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(ReasonGiven(reason="lost_job", words="they closed the shop"))
        work.apply(PromiseMade(ref="p", amount_minor=5000, currency="USD", due_on=NOW.date()))
    office.writes("Can somebody look at it with me?")
    page = html.unescape(office.browser("mara").get("/desk/c/B-1/case").text)
    short = page[page.index('id="summary"') : page.index("</dl>", page.index('id="summary"'))]
    for words in ("Asked for a person", "James Cole", "$372.80 late", "they closed the shop", "$50.00"):
        assert words in short, words
    assert "“Can somebody look at it with me?”" in short


def test_there_is_one_summary_and_while_the_bot_talks_nobody_wants_anything(office: Office) -> None:
    page = office.browser("mara").get("/desk/c/B-2/case").text
    assert page.count("In short") == 1
    assert "<dt>Owes</dt>" in page
    assert "<dt>Wants</dt>" not in page


def test_earlier_talks_are_told_with_what_came_of_them(office: Office) -> None:
    office.writes("hello")
    browser = office.browser("mara")
    browser.post("/desk/c/B-1/claim")
    sent = {"outcome": "information", "agreed": "told the dates", "avoid": "the employer"}
    browser.post("/desk/c/B-1/hand-back", data=sent)
    page = html.unescape(browser.get("/desk/c/B-1/case").text)
    talks = page[page.index('id="talks"') : page.index("</details>", page.index('id="talks"'))]
    for words in (
        "Mara Lind",
        "24 Nov 2026",
        "Was told what they asked: told the dates",
        "not to mention: the employer",
    ):
        assert words in talks, words


def test_what_the_bot_tried_and_what_comes_next_are_counted(office: Office) -> None:
    with working(office.runtime, "B-1", "system") as work:
        row = {"borrower_id": work.file.borrower_id, "case_id": work.case_id, "loans": [], "channel": "sms"}
        row |= {"direction": "out", "actor": "bot", "kind": "demand", "choices": [], "planned_at": NOW}
        for state in ("sent", "delivered", "failed"):
            traffic.add(work.connection, row | {"state": state})
    browser = office.browser("mara")
    page = html.unescape(browser.get("/desk/c/B-1/case").text)
    assert "SMS: 2 sent, 1 not, last 24 Nov" in page


def test_a_year_of_days_past_due_is_drawn(office: Office) -> None:
    page = html.unescape(office.browser("mara").get("/desk/c/B-1/case").text)
    assert "At most 35 days past due in a year, now 35" in page


def test_a_task_is_set_by_kind_and_day_and_ended_by_a_code(office: Office) -> None:
    browser = office.browser("mara")
    task = {"kind": "todo_call", "what": "about the payslip", "on": "2026-11-27"}
    assert browser.post("/desk/c/B-1/tasks", data=task).status_code == 200
    page = html.unescape(browser.get("/desk/c/B-1/case").text)
    assert "Call them: about the payslip, by Fri 27 Nov" in page, "it is what comes next"
    (view,) = casebook.case_view(office.runtime, "B-1").tasks
    assert browser.post(f"/desk/c/B-1/tasks/{view.id}", data={"code": "no_such"}).status_code == 409
    assert browser.post(f"/desk/c/B-1/tasks/{view.id}", data={"code": "reached"}).status_code == 200
    assert casebook.case_view(office.runtime, "B-1").tasks == ()


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ({"kind": "todo_call", "what": "x", "on": ""}, "Choose a day."),
        ({"kind": "todo_call", "what": "x", "on": "2026-11-20"}, "a day to come"),
        ({"kind": "todo_call", "what": "x", "on": "2029-11-20"}, "a year ahead"),
        ({"kind": "check_payment", "what": "x", "on": "2026-11-27"}, "Choose what is to be done"),
        ({"kind": "todo_call", "what": " ", "on": "2026-11-27"}, "in a few words"),
    ],
)
def test_a_task_that_is_not_whole_is_refused(office: Office, task: dict[str, str], words: str) -> None:
    answer = office.browser("mara").post("/desk/c/B-1/tasks", data=task)
    assert (answer.status_code, words in answer.text) == (409, True)


def test_every_fact_that_it_may_tell_has_words() -> None:
    told = {kind for kinds in ABOUT.values() for kind in kinds}
    assert told <= set(WAYS)
    assert {PlanDeclined.__name__, PromiseMade.__name__} <= told
    assert HandedBack.__name__ not in told
