"""The page of decisions: who sees it, what a click does, and the count in the rail."""

from __future__ import annotations

from datetime import date

from cases.events import HardshipReported, PlanAsked
from cases.model import Plan, PlanPart, PlanState
from outreach import casebook
from outreach.desk_work import working
from tests.support.office import NOW, Office

PARTS = tuple(PlanPart(number=n, due_on=date(2026, 12 + n // 13, 5), amount_minor=46600) for n in (1,))
PLAN = Plan(ref="p", currency="USD", total_minor=37280, parts=PARTS, offered_at=NOW, state=PlanState.ASKED)
ASKED = PlanAsked(plan=PLAN, ask={"count": 8}, role="supervisor", reason="8 parts")


def ask(office: Office) -> None:
    office.writes("eight parts?", person=False)
    with working(office.runtime, "B-1", "user:mara") as work:
        work.apply(ASKED)


def said(office: Office) -> str:
    return casebook.thread(office.runtime, "B-1")[-1].text or ""


def test_a_plan_is_approved_with_one_click(office: Office) -> None:
    ask(office)
    devin = office.browser("devin")
    page = devin.get("/desk/approvals").text
    assert "Mara Lind for James Cole" in page
    assert '<span class="count" id="decisions">1<' in page
    answer = devin.post("/desk/approvals/B-1/plan/approve")
    assert (answer.status_code, "Approved." in answer.text, "Nothing waits" in answer.text) == (200, True, True)
    assert "Devin Ashe" in said(office)
    assert "decisions" not in devin.get("/desk/approvals/count").text
    again = devin.post("/desk/approvals/B-1/plan/approve")
    assert (again.status_code, "Nothing waits for a decision" in again.text) == (409, True)


def test_a_refusal_wants_a_reason_and_the_borrower_reads_it(office: Office) -> None:
    ask(office)
    devin = office.browser("devin")
    assert devin.post("/desk/approvals/B-1/plan/refuse", data={"reason": " "}).status_code == 409
    answer = devin.post("/desk/approvals/B-1/plan/refuse", data={"reason": "The loan ends in May."})
    assert (answer.status_code, "Declined." in answer.text) == (200, True)
    assert "The loan ends in May." in said(office)


def test_relief_waits_with_what_a_yes_grants(office: Office) -> None:
    office.writes("I lost my job", person=False)
    with working(office.runtime, "B-1", "borrower") as work:
        work.apply(HardshipReported(ref="h", reason="lost_job", words="I lost my job"))
    devin = office.browser("devin")
    page = devin.get("/desk/approvals/list").text
    assert f"A yes grants a pause of {office.runtime.relief.pause_days} days." in page
    assert devin.post("/desk/approvals/B-1/relief/approve").status_code == 200
    assert casebook.case_view(office.runtime, "B-1").case.relief is not None
