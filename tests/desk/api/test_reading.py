"""What programs may ask, and that they are told what the command line tells."""

from __future__ import annotations

from datetime import date

import pytest

from desk.api.shapes import CaseAnswer, MessageAnswer
from outreach import exports
from outreach.casebook import case_view
from tests.desk.api.conftest import LOAN, Lender


def test_a_case_is_the_same_as_on_the_command_line(lender: Lender) -> None:
    lender.bring()
    lender.wait(0.5)
    told = lender.get("/cases/B-1")
    assert told.status_code == 200
    assert told.json() == exports.case_json(case_view(lender.runtime, "B-1"))
    assert set(told.json()) == set(CaseAnswer.model_fields)
    assert told.json()["borrower"] == "B-1"


def test_what_blocks_and_what_a_person_must_do_is_told(lender: Lender) -> None:
    lender.bring(loans=[{**LOAN, "reported_arrears": "90.00", "reported_dpd": 4}])
    told = lender.get("/cases/B-1").json()
    (hold,) = told["holds"]
    assert (hold["type"], hold["target"], hold["from"]) == ("ledger_stale", "L-1", "2026-11-24T15:00:00Z")
    assert [task["kind"] for task in told["tasks"]] == ["figures_differ"]
    assert told == exports.case_json(case_view(lender.runtime, "B-1"))


def test_the_ledger_can_be_asked_for_as_of_a_day(lender: Lender) -> None:
    lender.bring()
    assert lender.get("/cases/B-1", as_of="2026-11-20").json()["dpd"] == 0
    assert lender.get("/cases/B-1", as_of="2026-11-21").json()["dpd"] == 1
    later = lender.get("/cases/B-1", as_of="2027-01-01").json()
    assert (later["as_of"], later["loans"][0]["arrears_minor"]) == ("2027-01-01", 37280)
    assert case_view(lender.runtime, "B-1", date(2027, 1, 1)).position.dpd == later["dpd"]


@pytest.mark.parametrize("ref", ["B-9", "B%2F9", "%00", "%20", "x" * 200, "%ff"])
def test_an_unknown_borrower_is_told_as_such(lender: Lender, ref: str) -> None:
    for path in (f"/api/v1/cases/{ref}", f"/api/v1/messages?borrower={ref}"):
        answer = lender.http.get(path)
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"


def test_a_ref_may_hold_a_slash(lender: Lender) -> None:
    lender.bring(loans=[{**LOAN, "borrower_ref": "NY/17 a"}])
    assert lender.http.get("/api/v1/cases/NY%2F17%20a").json()["borrower"] == "NY/17 a"


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "1899-12-31", "9999-12-31", "20261124", "1"])
def test_a_day_that_is_none_is_refused(lender: Lender, day: str) -> None:
    lender.bring()
    answer = lender.get("/cases/B-1", as_of=day)
    assert (answer.status_code, answer.json()["error"]["field"]) == (400, "as_of")


def test_messages_are_the_same_as_on_the_command_line(lender: Lender) -> None:
    lender.bring()
    lender.wait(1.5)
    told = lender.get("/messages").json()
    assert told["messages"] == list(exports.messages(lender.runtime))
    assert set(told["messages"][0]) == set(MessageAnswer.model_fields)
    assert told["messages"][0]["decision"]["decision"] == "allow"


def test_messages_come_page_by_page_without_a_gap(lender: Lender) -> None:
    bring_many(lender, 5)
    everything = [message["id"] for message in lender.messages()]
    pages, after = [], 0
    while True:
        page = lender.get("/messages", after=after, limit=2).json()
        pages.append([message["id"] for message in page["messages"]])
        if page["next"] is None:
            break
        after = page["next"]
    assert len(everything) > 2
    assert [id_ for page in pages for id_ in page] == everything
    assert all(len(page) == 2 for page in pages[:-1])


def test_messages_of_one_borrower_are_only_theirs(lender: Lender) -> None:
    bring_many(lender, 2)
    assert {message["borrower"] for message in lender.messages()} == {"B-0", "B-1"}
    assert {message["borrower"] for message in lender.messages(borrower="B-1")} == {"B-1"}


def bring_many(lender: Lender, many: int) -> None:
    """So many borrowers, each with a demand that was sent."""
    numbers = range(many)
    loans = [
        {**LOAN, "borrower_ref": f"B-{n}", "loan_ref": f"L-{n}", "phone": f"+1202555014{n}", "birth_date": None}
        for n in numbers
    ]
    parts = [{"loan_ref": f"L-{n}", "number": 1, "due_on": "2026-11-20", "principal": 90} for n in numbers]
    lender.bring(loans=loans, instalments=parts)
    lender.wait(0.5)


@pytest.mark.parametrize(
    "params", [{"limit": 0}, {"limit": 501}, {"limit": "many"}, {"after": -1}, {"after": 2**63}, {"after": "first"}]
)
def test_a_page_that_cannot_be_is_refused(lender: Lender, params: dict[str, str | int]) -> None:
    answer = lender.get("/messages", **params)
    assert (answer.status_code, answer.json()["error"]["field"]) == (400, next(iter(params)))
