"""Cases and messages as JSON, in the shapes that are promised to programs."""

from __future__ import annotations

from datetime import date

import pytest

from cases.events import PersonRequested, PromiseMade
from outreach import exports
from outreach.casebook import case_view, thread, timeline
from outreach.exports import case_json
from outreach.refusals import NotFound
from tests.support.stage import NOW, Stage

CASE = {"borrower", "treatment", "custody", "holds", "dpd", "bucket", "loans", "promises", "plans"}
CASE |= {"contact_points", "next_fires"}
MESSAGE = {"id", "borrower", "loans", "channel", "direction", "kind", "state", "template", "locale", "body"}
MESSAGE |= {"planned_at", "sent_at", "provider_id", "decision"}


@pytest.fixture
def late(stage: Stage) -> Stage:
    stage.borrower(("2026-11-22", "100.00"))
    stage.turn()
    stage.write("hello")
    return stage


def test_a_case_has_every_promised_key(late: Stage) -> None:
    late.happen(PromiseMade(ref="pr", amount_minor=10_000, currency="USD", due_on=date(2026, 12, 4)))
    found = case_json(late.view())
    assert found.keys() >= CASE
    assert (found["borrower"], found["treatment"], found["dpd"], found["bucket"]) == ("B-1", "promised", 2, "B1")
    assert found["custody"]["state"] == "bot"
    assert (
        found["loans"][0].items()
        >= {
            "ref": "L-1",
            "currency": "USD",
            "arrears_minor": 10_000,
            "balance_minor": 10_000,
            "dpd": 2,
            "bucket": "B1",
        }.items()
    )
    assert (
        found["promises"][0].items()
        >= {
            "ref": "pr",
            "amount_minor": 10_000,
            "currency": "USD",
            "due_on": "2026-12-04",
            "state": "open",
        }.items()
    )
    assert {fire["kind"] for fire in found["next_fires"]} == {"promise_eve", "promise_due"}


def test_a_case_can_be_seen_as_of_another_day(late: Stage) -> None:
    found = case_json(case_view(late.runtime, "B-1", date(2026, 11, 22)))
    assert (found["dpd"], found["bucket"], found["loans"][0]["arrears_minor"]) == (0, "CURRENT", 0)


def test_with_nothing_late_there_is_a_case_too(stage: Stage) -> None:
    stage.borrower(("2027-01-01", "100.00"))
    found = case_json(stage.view())
    assert (found["treatment"], found["dpd"], found["holds"]) == ("idle", 0, [])


def test_messages_come_oldest_first_with_every_promised_key(late: Stage) -> None:
    found = list(exports.messages(late.runtime))
    assert all(row.keys() >= MESSAGE for row in found)
    assert [row["direction"] for row in found] == ["out", "in", "out"]
    assert [row["id"] for row in found] == sorted(row["id"] for row in found)
    assert found[0]["sent_at"] == found[0]["planned_at"] == "2026-11-24T15:00:00Z"
    assert found[1]["decision"] is None
    assert found[0]["decision"]["decision"] == found[2]["decision"]["decision"] == "allow"


def test_messages_are_read_page_by_page(late: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(exports.messages(late.runtime, "B-1"))
    monkeypatch.setattr(exports, "PAGE", 1)
    assert list(exports.messages(late.runtime, "B-1")) == whole


def test_a_borrower_that_does_not_exist_is_said_so(stage: Stage) -> None:
    with pytest.raises(NotFound):
        list(exports.messages(stage.runtime, "nobody"))
    with pytest.raises(NotFound):
        case_view(stage.runtime, "nobody")


def test_thread_and_timeline_tell_who_and_when(late: Stage) -> None:
    late.happen(PersonRequested(skill="general", priority=1, reason="asked"), actor="user:ana")
    lines = thread(late.runtime, "B-1")
    assert [line.from_ for line in lines] == ["bot", "borrower", "bot"]
    facts = timeline(late.runtime, "B-1")
    assert facts[0].what == "CaseOpened"
    assert (facts[-1].what, facts[-1].actor, facts[-1].at) == ("PersonRequested", "user:ana", NOW)
